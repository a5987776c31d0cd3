using System.Text.RegularExpressions;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;

namespace Kindred.Tests.House;

/// <summary>Whoever is told that something isn't right is told in words.</summary>
public partial class FindingRules
{
    [Fact]
    public void Every_finding_has_words_in_every_language_that_ships() =>
        Assert.Empty(Texts.Languages.Select(Texts.For).SelectMany(texts => Unsaid(Codes(Source.Code), texts)));

    [Fact]
    public void A_finding_without_words_is_seen()
    {
        Source code = new("src/One.cs", "yield return new Finding(\"too-sad\", at);\nreturn new Domain.Finding(\n    \"too-late\", at);\npublic static Finding Lost { get; } = new(\"too-lost\");\nnew Finding(isThere ? \"wrong-kind-of-sad\" : \"unknown-sad\", at);");
        string[] codes = [.. Codes([code])];
        Assert.Contains("too-sad", codes);
        Assert.Contains("too-late", codes);
        Assert.Contains("too-lost", codes);
        Assert.Contains("wrong-kind-of-sad", codes);
        Assert.Contains("unknown-sad", codes);
        Assert.Contains("date-malformed", codes);
        Dictionary<string, string> english = codes.ToDictionary(code => "finding." + code, code => code);
        Assert.Empty(Unsaid(codes, new Texts("es", english, english)));
        Assert.Equal([.. codes.Select(code => "es: finding." + code)], Unsaid(codes, new Texts("es", new Dictionary<string, string>(), english)));
        Assert.Equal(["es: finding.too-sad"], Unsaid(["too-sad"], new Texts("es", new Dictionary<string, string>(), new Dictionary<string, string>())));
    }

    /// <summary>Codes of the findings that code makes.</summary>
    internal static IEnumerable<string> Codes(IEnumerable<Source> code) =>
    [
        .. (from file in code
            where file.IsBelow("src")
            from Match made in Made().Matches(file.Text)
            from Match word in Code().Matches(made.Groups[1].Value)
            select word.Groups[1].Value)
            .Concat(["needs-title", "needs-centres", "needs-field"])
            .Concat(Enum.GetValues<EdtfProblem>().Where(problem => problem != EdtfProblem.None).Select(problem => problem.Code()))
            .Distinct(),
    ];

    private static IEnumerable<string> Unsaid(IEnumerable<string> codes, Texts texts) =>
        from code in codes
        where !texts.Has("finding." + code) || texts.IsFallback("finding." + code)
        select $"{texts.Language}: finding.{code}";

    [GeneratedRegex("""(?:new (?:Domain\.)?Finding|\bFinding \w[^"\n]*=>? new)\(\s*([^$,;]*)""")]
    private static partial Regex Made();

    [GeneratedRegex("\"([a-z][a-z0-9-]+)\"")]
    private static partial Regex Code();
}
