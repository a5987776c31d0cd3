using System.Text;
using Kindred.Features.Shared;

namespace Kindred.Tests.House;

/// <summary>The reference page of problems says what the catalogue says. <c>UPDATE_EXPECTED=1</c> rewrites it.</summary>
public class ProblemRules
{
    private static readonly string[] Parts = ["title", "what", "kept", "now"];

    [Fact]
    public void Every_problem_is_in_its_reference_page()
    {
        string file = Path.Combine(Checkout.Root, "docs", "reference", "problems.md");
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") File.WriteAllText(file, Page());
        Assert.True(File.Exists(file) && File.ReadAllText(file) == Page(), "docs/reference/problems.md is behind the code: run this test with UPDATE_EXPECTED=1.");
    }

    [Fact]
    public void Every_problem_has_all_its_words_in_every_language()
    {
        foreach (Texts texts in Texts.Languages.Select(Texts.For))
            foreach (string part in Problem.All.SelectMany(problem => Parts, (problem, part) => $"problem.{problem.Slug}.{part}"))
                Assert.True(texts.Has(part) && !texts.IsFallback(part), $"{texts.Language} lacks {part}.");
    }

    [Fact]
    public void A_slug_is_given_once() => Assert.Distinct(Problem.All.Select(problem => problem.Slug));

    private static string Page()
    {
        Texts english = Texts.For(Texts.Source);
        StringBuilder page = new("""
            # Problems

            How the archive says that something did not go as asked: a page in plain words, or for programs `application/problem+json` (RFC 9457) with `type` (the
            address below, which explains it), `title`, `status` and `detail`. `not-right-yet` adds `findings` (see findings.md); a fault of the archive adds `traceId`,
            the number that its operator finds in the log. `not-found` is the same, byte for byte, for what never was and for what is not public.

            | type | status | in English | what to do |
            |---|---|---|---|

            """);
        foreach (Problem problem in Problem.All)
            page.Append($"| `{problem.Address}` | {problem.Status} | {problem.Title(english)}. {problem.What(english)} | {problem.Now(english)} |\n");
        return page.ToString();
    }
}
