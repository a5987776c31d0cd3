using System.Text.RegularExpressions;
using Kindred.Domain.Records;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.House;

/// <summary>The papers of the house say what the tree says.</summary>
public partial class PaperRules
{
    /// <summary>Ways of writing things down, not words of the archive.</summary>
    private static readonly string[] NoWords = ["EdtfPoint", "EdtfProblem", "EdtfShape", "EdtfEnd", "EdtfMember", "EdtfPart", "EdtfSeason", "EdtfTime", "EdtfYear", "Qualification", "GregorianDay", "AsciiDigits", "CommonFields", "ContentJson", "NormalText"];

    private static readonly string[] Parts = ["## Context", "## Decision", "## Consequences"];

    [Fact]
    public void Every_type_of_the_domain_is_in_the_glossary() => Assert.Empty(Unexplained(typeof(Record).Assembly.GetExportedTypes(), Source.At("docs/glossary.md").Text));

    [Fact]
    public void A_type_that_the_glossary_lacks_is_seen() => Assert.Equal(
        [nameof(Revision), nameof(Translation)],
        Unexplained([typeof(Record), typeof(RecordState), typeof(Revision), typeof(Translation), typeof(FieldValue.One)], "### Record\n\nOne thing. A **revision** is no heading."));

    [Fact]
    public void Every_project_has_a_lock_file() => Assert.Empty(Unlocked(Source.Projects.Select(file => file.Path), [.. Source.All.Select(file => file.Path)]));

    [Fact]
    public void A_project_without_a_lock_file_is_seen() => Assert.NotEmpty(Unlocked(["src/New/New.csproj"], ["src/New/New.csproj"]));

    [Fact]
    public void Every_package_is_pinned_and_says_why_it_is_here() => Assert.Empty(Unreasoned(Source.At("Directory.Packages.props").Text));

    [Theory]
    [InlineData("<ItemGroup>\n  <PackageVersion Include=\"Markdig\" Version=\"[1.6.0]\" />")]
    [InlineData("  <!-- Markdown. -->\n  <PackageVersion Include=\"Markdig\" Version=\"1.6.0\" />")]
    public void A_package_without_reason_or_pin_is_seen(string text) => Assert.NotEmpty(Unreasoned(text));

    [Fact]
    public void The_commands_of_the_readme_are_those_that_are_run()
    {
        string readme = Source.At("README.md").Text;
        string test = Commands(readme).Single(line => line.StartsWith("dotnet test", StringComparison.Ordinal));
        Assert.Contains("\n" + test + " ", Source.At(".ci/run").Text, StringComparison.Ordinal);
        Assert.Contains("dotnet run --project src/Kindred.Host -c Release -- serve --sample", Commands(readme));
        Assert.Contains(Source.All, file => file.Path == "src/Kindred.Host/Kindred.Host.csproj");
    }

    [Fact]
    public void Decisions_are_numbered_without_a_gap_and_have_their_three_parts() =>
        Assert.Empty(Misnumbered([.. Source.All.Where(file => file.IsBelow("docs/decisions"))]));

    [Fact]
    public void A_gap_among_decisions_is_seen()
    {
        const string whole = "# One\n\n## Context\n\n## Decision\n\n## Consequences\n";
        Assert.NotEmpty(Misnumbered([new("docs/decisions/0001-one.md", whole), new("docs/decisions/0003-three.md", whole)]));
        Assert.NotEmpty(Misnumbered([new("docs/decisions/0001-one.md", "# One\n\n## Decision\n")]));
    }

    [Fact]
    public void Links_between_papers_lead_somewhere() => Assert.Empty(Source.All.Where(file => file.Extension == ".md").SelectMany(file => Broken(file, path => Source.All.Any(one => one.Path == path || one.IsBelow(path)))));

    [Fact]
    public void A_link_to_nowhere_is_seen() => Assert.NotEmpty(Broken(new Source("docs/design.md", "[all](reference/nothing.md)"), _ => false));

    [Fact]
    public void No_path_of_one_machine_is_in_the_tree() => Assert.Empty(Source.All.SelectMany(MachinePaths));

    [Fact]
    public void A_path_of_one_machine_is_seen()
    {
        Assert.NotEmpty(MachinePaths(new Source("README.md", "cd " + "/" + "home/amina/kindred")));
        Assert.NotEmpty(MachinePaths(new Source("README.md", "C:" + @"\Users\amina")));
    }

    /// <summary>Cases are explained with their set, and what is named after another type with that one: <c>RecordState</c> with <c>Record</c>. What stores take and
    /// give has no words of its own.</summary>
    private static string[] Unexplained(Type[] types, string glossary)
    {
        string[] words = [.. types.Where(type => !type.IsNested && type.Namespace != "Kindred.Domain.Stores").Select(type => type.Name.Split('`')[0])];
        return [.. words.Except(NoWords).Where(word => !words.Any(other => other != word && word.StartsWith(other, StringComparison.Ordinal)) && !IsHeading(word))];

        bool IsHeading(string word) => Regex.IsMatch(glossary, $"^### {Capital().Replace(word, " $1")}$", RegexOptions.Multiline | RegexOptions.IgnoreCase);
    }

    private static IEnumerable<string> Unlocked(IEnumerable<string> projects, HashSet<string> files) =>
        projects.Where(project => !files.Contains(project[..project.LastIndexOf('/')] + "/packages.lock.json"));

    /// <summary>A comment stands for the packages that follow it without another line between.</summary>
    private static IEnumerable<string> Unreasoned(string text)
    {
        bool hasReason = false;
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (line.EndsWith("-->", StringComparison.Ordinal)) hasReason = true;
            else if (!line.StartsWith("<PackageVersion", StringComparison.Ordinal)) hasReason = false;
            else if (!hasReason || !line.Contains("Version=\"[", StringComparison.Ordinal)) yield return line;
        }
    }

    private static IEnumerable<string> Commands(string paper) => paper.Split('\n').Where(line => line.StartsWith("    ", StringComparison.Ordinal)).Select(line => line.Trim());

    private static IEnumerable<string> Misnumbered(IReadOnlyList<Source> decisions) =>
        from pair in decisions.OrderBy(file => file.Name, StringComparer.Ordinal).Select((file, at) => (File: file, Number: at + 1))
        where !pair.File.Name.StartsWith($"{pair.Number:0000}-", StringComparison.Ordinal)
            || !Parts.All(part => pair.File.Text.Contains(part + "\n", StringComparison.Ordinal))
        select pair.File.Path;

    private static IEnumerable<string> Broken(Source paper, Func<string, bool> isThere) =>
        from Match link in Link().Matches(paper.Text)
        let target = Path.GetRelativePath("/", Path.GetFullPath("/" + Path.GetDirectoryName(paper.Path) + "/" + link.Groups[1].Value)).Replace('\\', '/')
        where !isThere(target)
        select $"{paper.Path}: {link.Groups[1].Value}";

    private static IEnumerable<string> MachinePaths(Source file) => from Match found in MachinePath().Matches(file.Text) select $"{file.Path}: {found.Value}";

    [GeneratedRegex("(?<=[a-z])([A-Z])")]
    private static partial Regex Capital();

    [GeneratedRegex(@"\]\((?!\w+:)([^)#\s]+)(?:#[^)]*)?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w.:/])/(?:home|root|work|Users)/\w[\w./-]*|\b[A-Z]:\\Users\\\w+")]
    private static partial Regex MachinePath();
}
