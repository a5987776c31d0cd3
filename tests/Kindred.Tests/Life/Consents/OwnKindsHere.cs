using Kindred.Domain.Kinds;

namespace Kindred.Tests.Life.Consents;

/// <summary>What this archive has of its own: a kind that links to communities, a field that asks and one that does not, until somebody declares that it does.</summary>
internal static class OwnKindsHere
{
    public const string Letter = "letter", Pledge = "pledge", Weather = "weather";

    public static KindSet First { get; } = Declared(isWeatherAsking: false);

    public static KindSet Asking { get; } = Declared(isWeatherAsking: true);

    private static KindSet Declared(bool isWeatherAsking)
    {
        OwnField pledge = Worded(new OwnField(Pledge, FieldType.Text) { IsAsking = true }), weather = Worded(new OwnField(Weather, FieldType.Text) { IsAsking = isWeatherAsking });
        OwnField to = Worded(new OwnField("to", FieldType.Link) { IsMany = true, IsRequired = true, IsAsking = true, Connection = "askedBy", LinkKinds = ["community"] });
        OwnKind letter = new(Letter) { Plural = "letters", Words = OwnWords.None.With("en", "one", "Letter").With("en", "many", "Letters"), Fields = [to, pledge, weather] };
        return KindSet.Of(new OwnKinds([letter, new OwnKind("practice") { Fields = [pledge, weather] }], []));
    }

    private static OwnField Worded(OwnField field) => field with { Words = OwnWords.None.With("en", "label", field.Name) };
}
