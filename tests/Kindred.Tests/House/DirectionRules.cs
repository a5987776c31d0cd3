using System.Text.RegularExpressions;

namespace Kindred.Tests.House;

/// <summary>Host → everything; Features → Domain and the libraries; each engine → Domain; Domain and libraries → nothing of ours, and no I/O, clock or culture in them. Each takes the packages that
/// ARCHITECTURE.md gives it.</summary>
public partial class DirectionRules
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["CommunityGraph"] = [],
        ["Kindred.Domain"] = [],
        ["Kindred.Features"] = ["Kindred.Domain", "CommunityGraph"],
        ["Kindred.Sqlite"] = ["Kindred.Domain"],
        ["Kindred.Host"] = ["Kindred.Domain", "Kindred.Features", "Kindred.Sqlite"],
    };

    private static readonly Dictionary<string, string[]> MayTake = new()
    {
        ["Kindred.Features"] = ["Microsoft.AspNetCore.App", "AngleSharp", "DocumentFormat.OpenXml", "Markdig", "System.IO.Packaging", "YamlDotNet"],
        ["Kindred.Sqlite"] = ["SQLitePCLRaw.bundle_e_sqlite3"],
        ["Kindred.Host"] = ["System.CommandLine", "OpenTelemetry.Exporter.OpenTelemetryProtocol"],
    };

    [Fact]
    public void Projects_refer_only_in_the_drawn_direction() => Hold(Source.Projects.Where(file => file.IsBelow("src")).SelectMany(References));

    [Fact]
    public void Using_lines_go_only_in_the_drawn_direction() => Hold(Source.Code.Where(file => file.IsBelow("src")).SelectMany(Usings));

    [Fact]
    public void Domain_and_library_do_no_io_and_know_no_clock_and_no_culture() => Hold(Source.Code.SelectMany(Impurities));

    [Theory]
    [InlineData("src/Kindred.Domain/Kindred.Domain.csproj", "<PackageReference Include=\"Markdig\" />")]
    [InlineData("src/Kindred.Sqlite/Kindred.Sqlite.csproj", "<FrameworkReference Include=\"Microsoft.AspNetCore.App\" />")]
    [InlineData("src/Kindred.Features/Kindred.Features.csproj", "<PackageReference Include=\"System.CommandLine\" />")]
    [InlineData("src/Kindred.Domain/Kindred.Domain.csproj", "<ProjectReference Include=\"..\\CommunityGraph\\CommunityGraph.csproj\" />")]
    [InlineData("src/CommunityGraph/CommunityGraph.csproj", "<ProjectReference Include=\"..\\Kindred.Domain\\Kindred.Domain.csproj\" />")]
    [InlineData("src/Kindred.Features/Kindred.Features.csproj", "<ProjectReference Include=\"..\\Kindred.Sqlite\\Kindred.Sqlite.csproj\" />")]
    [InlineData("src/Unheard.Of/Unheard.Of.csproj", "")]
    public void A_reference_in_another_direction_is_seen(string path, string text) => Assert.NotEmpty(References(new Source(path, text)));

    [Theory]
    [InlineData("src/Kindred.Domain/Records/Record.cs", "using Kindred.Features.Shared;")]
    [InlineData("src/Kindred.Features/Depositing/SendDeposit.cs", "using Kindred.Sqlite;")]
    [InlineData("src/Kindred.Sqlite/Schema.cs", "using static Kindred.Features.Shared.Day;")]
    [InlineData("src/Kindred.Features/Browsing/RecordPage.cshtml", "@using Kindred.Host")]
    [InlineData("src/CommunityGraph/Components.cs", "using Kindred.Domain.Records;")]
    [InlineData("src/Kindred.Domain/Records/Record.cs", "using CommunityGraph;")]
    [InlineData("src/Kindred.Sqlite/Schema.cs", "using CommunityGraph.Layouts;")]
    public void A_using_in_another_direction_is_seen(string path, string text) => Assert.NotEmpty(Usings(new Source(path, text)));

    [Theory]
    [InlineData("using System.IO;")]
    [InlineData("using System.Net.Http;")]
    [InlineData("DateTime today = DateTime.Today;")]
    [InlineData("text.ToString(CultureInfo.CurrentCulture);")]
    [InlineData("byte[] bytes = File.ReadAllBytes(path);")]
    public void An_impure_domain_or_library_is_seen(string line) =>
        Assert.All((string[])["src/Kindred.Domain/Records/Record.cs", "src/CommunityGraph/Components.cs"], path => Assert.NotEmpty(Impurities(new Source(path, line))));

    private static IEnumerable<string> References(Source project)
    {
        string name = Path.GetFileNameWithoutExtension(project.Path);
        if (!MayUse.TryGetValue(name, out string[]? may)) return [$"{name} has no place in the direction yet: give it one here and in ARCHITECTURE.md."];
        IEnumerable<string> wrong = from Match used in ProjectReference().Matches(project.Text)
                                    where !may.Contains(used.Groups[1].Value)
                                    select $"{name} refers to {used.Groups[1].Value}.";
        return wrong.Concat(from Match taken in Package().Matches(project.Text)
                            where !MayTake.GetValueOrDefault(name, []).Contains(taken.Groups[1].Value)
                            select $"{name} takes {taken.Groups[1].Value}.");
    }

    private static IEnumerable<string> Usings(Source file)
    {
        string project = file.Path.Split('/')[1];
        string[] may = [project, .. MayUse.GetValueOrDefault(project, [])];
        return from Match used in Using().Matches(file.Text)
               where !may.Any(one => used.Groups[1].Value == one || used.Groups[1].Value.StartsWith(one + ".", StringComparison.Ordinal))
               select $"{file.Path} uses {used.Groups[1].Value}.";
    }

    private static IEnumerable<string> Impurities(Source file) => file.IsBelow("src/Kindred.Domain") || file.IsBelow("src/CommunityGraph")
        ? from Match found in Impure().Matches(file.Text) select $"{file.Path}: {found.Value}"
        : [];

    private static void Hold(IEnumerable<string> complaints) => Assert.Empty(complaints);

    [GeneratedRegex("""<ProjectReference Include="[^"]*?([\w.]+)\.csproj"\s*/?>""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"<(?:Package|Framework)Reference Include=""([^""]+)""")]
    private static partial Regex Package();

    [GeneratedRegex(@"^@?using (?:static )?(?:\w+ = )?((?:Kindred\.|CommunityGraph\b)[\w.]*)", RegexOptions.Multiline)]
    private static partial Regex Using();

    // The manifest stream of its own word list is no I/O: it is part of the assembly.
    [GeneratedRegex(@"using System\.(?:IO|Net|Threading|Diagnostics\.Process)\b[\w.]*;|\b(?:File|Directory|FileStream|HttpClient|Environment|TimeZoneInfo)\.\w+|\bDate(?:Time|TimeOffset)\.(?:Now|UtcNow|Today)\b|\bCurrent(?:UI)?Culture\b|\bTimeProvider\.System\b|\bGuid\.NewGuid\b")]
    private static partial Regex Impure();
}
