using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Features.Importing.Mapping;

/// <summary>One way from a column to a place of one kind, made ready for many rows.</summary>
internal sealed class Step
{
    private readonly FrozenDictionary<string, ImmutableArray<string>> exactly;
    private readonly FrozenDictionary<string, ImmutableArray<string>> folded;
    private readonly string separation;
    private readonly Template? template;
    private readonly bool isAddresses;

    private Step(string heading, Placement rule, FieldPlace place)
    {
        Heading = heading;
        Rule = rule;
        Place = place;
        isAddresses = place.Part == "url" || place is { Role: PlaceRole.Field, Field.Type: FieldType.Url or FieldType.Sources };
        separation = rule.Split ?? (IsMany(place) ? Separation.Guess : Separation.None);
        exactly = rule.Values.ToFrozenDictionary(StringComparer.Ordinal);
        folded = rule.Values.GroupBy(one => Folded(one.Key)).ToFrozenDictionary(one => one.Key, one => one.First().Value, StringComparer.Ordinal);
    }

    /// <param name="isCombined">Its template was filled already, from several columns.</param>
    public Step(string heading, Placement rule, FieldPlace place, bool isCombined)
        : this(heading, rule, place) => template = rule.Template is { } text && !isCombined ? Template.Of(text) : null;

    /// <summary>Of the column; of a combined place its template.</summary>
    public string Heading { get; }

    public Placement Rule { get; }

    public FieldPlace Place { get; }

    /// <summary>Which columns make entries together: a part that is there already begins others.</summary>
    public int Group { get; init; }

    public DateForm Dates { get; init; }

    public TermNames? Terms { get; init; }

    public string Join => Rule.Join ?? (Place.Field?.Type == FieldType.Markdown ? "\n\n" : ", ");

    public bool HasValues => exactly.Count > 0;

    public ImmutableArray<string> Parts(string text) => separation == Separation.None ? [text] : Separation.Of(text, separation, isAddresses);

    /// <summary>Null: it is none of the values that are known.</summary>
    public ImmutableArray<string>? Means(string value) =>
        exactly.TryGetValue(value, out ImmutableArray<string> means) || folded.TryGetValue(Folded(value), out means) ? means : null;

    public string Filled(string value) => template?.Fill(place => place.Length == 0 ? value : null) ?? value;

    internal static string Folded(string text) => string.Join(' ', FoldedWords.Of(text)) is { Length: > 0 } words ? words : text;

    private static bool IsMany(FieldPlace place) => place switch
    {
        { Role: PlaceRole.Field, Field: { IsMany: true } } => true,
        { Role: PlaceRole.EntryPart } => place.Part is "url" or "name" or "literal",
        _ => false,
    };
}
