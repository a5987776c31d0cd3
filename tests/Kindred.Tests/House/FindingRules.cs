using System.Text.RegularExpressions;
using Kindred.Domain.Dates;
using Kindred.Features.Shared;
using Xunit;

namespace Kindred.Tests.House;

/// <summary>Whoever is told that something isn't right is told in words.</summary>
public partial class FindingRules
{
    [Fact]
    public void Every_finding_has_words_in_every_language_that_ships()
    {
        string[] codes =
        [
            .. from file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "src"), "*.cs", SearchOption.AllDirectories)
               from Match made in Made().Matches(File.ReadAllText(file))
               select made.Groups[1].Value,
            "needs-title", "needs-centres", "needs-field",
            .. Enum.GetValues<EdtfProblem>().Where(problem => problem != EdtfProblem.None).Select(problem => problem.Code()),
        ];
        Assert.Contains("kin-needs-shared", codes);
        Assert.Contains("scope-unknown", codes);
        string[] missing =
        [
            .. from texts in Texts.Languages.Select(Texts.For)
               from code in codes.Distinct()
               where !texts.Has("finding." + code) || texts.IsFallback("finding." + code)
               select $"{texts.Language}: finding.{code}",
        ];
        Assert.True(missing is [], string.Join(", ", missing));
    }

    [GeneratedRegex("""new (?:Domain\.)?Finding\(\s*"([^"]+)"(?=\s*[,)])""")]
    private static partial Regex Made();
}
