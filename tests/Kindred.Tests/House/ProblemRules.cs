using System.Text;
using Kindred.Features.Shared;

namespace Kindred.Tests.House;

/// <summary>The reference page of problems says what the catalogue says. <c>UPDATE_EXPECTED=1</c> rewrites it.</summary>
public class ProblemRules
{
    private static readonly string[] Parts = ["title", "what", "kept", "now"];

    [Fact]
    public void Every_problem_is_in_its_reference_page() => ReferencePage.Hold("problems.md", Page());

    [Fact]
    public void Every_problem_has_all_its_words_in_every_language() =>
        Assert.Empty(Texts.Languages.Select(Texts.For).SelectMany(texts => Problem.All.SelectMany(problem => Unsaid(problem, texts))));

    [Fact]
    public void A_problem_without_all_its_words_is_seen()
    {
        Problem lost = new("lost", 404);
        Dictionary<string, string> english = Parts.ToDictionary(part => "problem.lost." + part, part => part);
        Assert.Empty(Unsaid(lost, new Texts("es", english, english)));
        Assert.Equal(["es: problem.lost.kept"], Unsaid(lost, new Texts("es", english.Where(text => text.Key != "problem.lost.kept").ToDictionary(), english)));
        Assert.Equal(Parts.Length, Unsaid(lost, Texts.For(Texts.Source)).Count());
    }

    [Fact]
    public void A_slug_is_given_once() => Assert.Distinct(Problem.All.Select(problem => problem.Slug));

    private static IEnumerable<string> Unsaid(Problem problem, Texts texts) =>
        Parts.Select(part => $"problem.{problem.Slug}.{part}").Where(key => !texts.Has(key) || texts.IsFallback(key)).Select(key => $"{texts.Language}: {key}");

    private static string Page()
    {
        Texts english = Texts.For(Texts.Source);
        StringBuilder page = new("""
            # Problems

            How the archive says that something did not go as asked: a page in plain words, or for programs `application/problem+json` (RFC 9457) with `type` (the
            address below, which explains it), `title`, `status` and `detail`. `not-right-yet` and `address-not-right` add `findings` (see findings.md); `unreadable` adds `line` and `byte`
            where a body is no JSON; `withdrawn` adds the record's `id`, the `day` and the `words` of those who withdrew it, or null; `fault`, `not-now` and `not-taken-away` add
            `traceId`, the number that the operator finds in the log. `not-found` is the same, byte for byte, for what never was and for what is not public.

            | type | status | in English | what to do |
            |---|---|---|---|

            """);
        foreach (Problem problem in Problem.All)
            page.Append($"| `{problem.Address}` | {problem.Status} | {problem.Title(english)}. {problem.What(english)} | {problem.Now(english)} |\n");
        return page.ToString();
    }
}
