using Kindred.Domain.Records;

namespace Kindred.Domain.Kinds;

/// <summary>Says what is not right yet in the words of a connection. Pure; beside <see cref="KindCheck"/>.</summary>
public static class ConnectionCheck
{
    private static readonly Field When = new("when", FieldType.Date);
    private static readonly Field Sources = new("sources", FieldType.Sources) { IsMany = true };

    /// <param name="path">Where the connection stands, such as <c>connections[0]</c>.</param>
    public static IEnumerable<Finding> Check(this ConnectionType type, ConnectionWords words, string path)
    {
        if (words.Language is { } language && LanguageTag.Read(language) is null) yield return new Finding("language-not-a-tag", $"{path}.language", language);
        foreach ((string name, string? text) in new[] { ("words", words.Text), ("shared", words.Shared), ("distinct", words.Distinct) })
        {
            if (text?.Length > KindCheck.LongestMarkdown) yield return Finding.TooLong($"{path}.{name}", KindCheck.LongestMarkdown);
        }

        IEnumerable<Finding> findings = words.When is { } when ? KindCheck.CheckValue(When, new FieldValue.One(when), $"{path}.when") : [];
        if (!words.Sources.IsEmpty) findings = findings.Concat(KindCheck.CheckValue(Sources, new FieldValue.Entries(words.Sources), $"{path}.sources"));
        foreach (Finding finding in findings) yield return finding;
        if (type != ConnectionType.Kin) yield break;
        if (string.IsNullOrWhiteSpace(words.Shared)) yield return new Finding("kin-needs-shared", $"{path}.shared");
        if (string.IsNullOrWhiteSpace(words.Distinct)) yield return new Finding("kin-needs-distinct", $"{path}.distinct");
    }
}
