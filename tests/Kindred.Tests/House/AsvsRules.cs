using System.Text.RegularExpressions;

namespace Kindred.Tests.House;

/// <summary>The checklist of OWASP ASVS 5.0 has every requirement of levels 1 and 2 once, and what it says is kept names where.</summary>
public partial class AsvsRules
{
    private const string Page = "docs/security/asvs.md", Numbers = "data/asvs/levels-1-and-2.txt";

    private static readonly string[] States = ["kept", "partly", "not kept", "not applicable"];

    [Fact]
    public void Every_requirement_of_both_levels_is_said_once() => Assert.Empty(Wrong(Source.At(Page).Text, Source.At(Numbers).Text));

    [Fact]
    public void Every_file_that_it_names_is_there() => Assert.Empty(Gone(Source.At(Page).Text));

    [Fact]
    public void The_sums_at_its_top_are_right()
    {
        Row[] rows = Rows(Source.At(Page).Text);
        string sums = string.Join(", ", States.Select(state => $"{rows.Count(row => row.State == state)} {state}"));
        Assert.Contains($"{rows.Length} requirements: {sums}.", Source.At(Page).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_missing_twice_of_no_state_without_a_reason_or_a_file_is_seen()
    {
        const string Three = "1.1.1 2\n1.1.2 1\n1.1.3 1\n1.1.4 1\n1.1.5 1\n";
        const string Text = """
            | 1.1.1 | 2 | a | kept | nowhere |
            | 1.1.2 | 2 | b | kept | `README.md` |
            | 1.1.3 | 1 | c | perhaps | `README.md` |
            | 1.1.4 | 1 | d | not applicable | x |
            | 1.1.4 | 1 | d | not applicable | none |
            """;
        Assert.Equal(
            ["1.1.1 names no file.", "1.1.2 is of level 1.", "1.1.3 is perhaps.", "1.1.4 has no reason.", "1.1.4 is said 2 times.", "1.1.5 is said 0 times."],
            Wrong(Text, Three).Order(StringComparer.Ordinal));
        Assert.Equal(["docs/nowhere.md"], Gone("| `docs/nowhere.md`, `README.md`"));
    }

    private static IEnumerable<string> Wrong(string page, string numbers)
    {
        Row[] rows = Rows(page);
        Dictionary<string, string> levels = numbers.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ')).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (string number in levels.Keys.Union(rows.Select(row => row.Number)))
        {
            int times = rows.Count(row => row.Number == number);
            if (times != 1 || !levels.ContainsKey(number)) yield return $"{number} is said {times} times.";
        }

        foreach (Row row in rows)
        {
            if (levels.GetValueOrDefault(row.Number) is { } level && level != row.Level) yield return $"{row.Number} is of level {level}.";
            if (!States.Contains(row.State)) yield return $"{row.Number} is {row.State}.";
            if (row.How.Length < 4) yield return $"{row.Number} has no reason.";
            bool isElsewhere = row.How.StartsWith("as ", StringComparison.Ordinal) || row.How.StartsWith("by Kestrel", StringComparison.Ordinal) || row.How.StartsWith("nothing redirects", StringComparison.Ordinal);
            if (row.State == "kept" && !row.How.Contains('`') && !isElsewhere) yield return $"{row.Number} names no file.";
        }
    }

    private static IEnumerable<string> Gone(string page) =>
        Named().Matches(page).Select(match => match.Groups[1].Value).Distinct().Where(path => Source.All.All(file => file.Path != path));

    private static Row[] Rows(string page) => [.. Line().Matches(page).Select(match => new Row(match.Groups[1].Value, match.Groups[2].Value, match.Groups[3].Value, match.Groups[4].Value.Trim()))];

    private sealed record Row(string Number, string Level, string State, string How);

    [GeneratedRegex(@"^\| (\d+\.\d+\.\d+) \| (\d) \| [^|]+ \| ([a-z ]+) \| ([^|]+) \|\r?$", RegexOptions.Multiline)]
    private static partial Regex Line();

    // A path from the root, or a paper that lies there.
    [GeneratedRegex(@"`([A-Za-z][\w./-]*\.(?:cs|cshtml|md|js|txt|props))`")]
    private static partial Regex Named();
}
