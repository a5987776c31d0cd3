using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>The profiles of <c>samples/profiles</c> over real data, where it lies beside the checkout.</summary>
public class SharedDataTests
{
    public static TheoryData<string, string, long> Sources => new()
    {
        { "collective-actions-in-tech", "collective-actions-in-tech/actions.csv", 506 },
        { "collective-actions-in-tech", "collective-actions-in-tech/actions.json", 506 },
        { "collective-actions-in-tech", "demo-candidates/collective-actions-solidarity.json", 0 },
        { "work-stoppages-fmcs", "work-stoppages-fmcs/work_stoppages.csv", 14_317 },
        { "work-stoppages-fmcs", "demo-candidates/work-stoppages-2017-2020.json", 0 },
        { "events-tech-conferences", "events-tech-conferences/conferences.json", 6_831 },
        { "nyphil-memberships", "networks/nyphil/memberships.tsv", 0 },
        { "bl-million-images", "scale/bl-million-images/images-3.tsv.gz", 0 },
        { "cmoa-collection", "scale/cmoa-collection/cmoa.ndjson.gz", 0 },
        { "cmoa-collection", "scale/cmoa-collection/teenie.ndjson.gz", 0 },
        { "cmoa-collection", "demo-candidates/teenie-harris-civil-rights-photos.json", 0 },
        { "multilingual-udhr", "multilingual-udhr/languages.json", 0 },
        { "abolitionist-letters", "demo-candidates/abolitionist-letters.json", 265 },
        { "crisis-essays", "demo-candidates/crisis-essays-1910-1930.json", 644 },
        { "docnow-hashtag-archives", "demo-candidates/docnow-hashtag-archives.json", 20 },
    };

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_row_becomes_a_record_by_its_profile(string profile, string path, long rows)
    {
        if (TestRows.Data(path) is not { } file)
        {
            Assert.Skip($"../shared/data/{path} is not here.");
            return;
        }

        Profile sample = TestRows.Sample(profile);
        ColumnSurvey survey = ColumnSurvey.Of(sample, KindSet.BuiltIn);
        // The first fifth is enough here; the whole is imported where import is measured.
        SourceRow[] read = [.. Read(file).Take(20_000)];
        foreach (SourceRow row in read) survey.Add(row);
        ImportRow[] made = [.. new Features.Importing.Mapping.Mapping(sample, KindSet.BuiltIn, TestRows.Today, survey).Map(read)];
        if (rows > 0) Assert.Equal(rows, made.Length);
        Assert.All(made, row => Assert.True(row.Content.Title is { Length: > 0 and <= KindCheck.LongestTitle }));
        RowFinding[] refused = [.. made.SelectMany(row => row.Findings).Where(one => one.Consequence == RowConsequence.NotTaken)];
        Assert.True(refused.Length == 0, string.Join(", ", refused.Take(3).Select(one => one.Finding)));
        Report(path, made);
    }

    [Fact]
    public void Collective_actions_come_out_of_CSV_and_JSON_the_same()
    {
        if (TestRows.Data("collective-actions-in-tech/actions.csv") is not { } csv || TestRows.Data("collective-actions-in-tech/actions.json") is not { } json)
        {
            Assert.Skip("../shared/data is not here.");
            return;
        }

        Features.Importing.Mapping.Mapping mapping = new(TestRows.Sample("collective-actions-in-tech"), KindSet.BuiltIn, TestRows.Today);
        Dictionary<string, ImportRow> fromCsv = mapping.Map(Read(csv)).ToDictionary(row => row.Key!), fromJson = mapping.Map(Read(json)).ToDictionary(row => row.Key!);
        Assert.Equal(506, fromCsv.Count);
        Assert.Equal(fromCsv.Keys.Order(), fromJson.Keys.Order());
        Assert.Equal(866, fromCsv.Values.SelectMany(row => row.Content.Entries("sources")).Select(entry => entry["url"]).OfType<string>().Distinct().Count());
        foreach ((string key, ImportRow one) in fromCsv)
        {
            ImportRow other = fromJson[key];
            Assert.True(ContentJson.AreSame(one.Content, other.Content), key);
            Assert.Equal(one.Links, other.Links);
            Assert.Equal(Kept(one), Kept(other));
            Assert.Equal(one.Findings.Select(finding => finding.Finding), other.Findings.Select(finding => finding.Finding));
            Assert.Equal((one.Kind.Name, one.TitleOrigin), (other.Kind.Name, other.TitleOrigin));
        }

        // A point is one text in the one and two numbers in the other.
        static IEnumerable<(string, string)> Kept(ImportRow row) => row.Leftover.GroupBy(cell => cell.Heading).Select(cells => (cells.Key, string.Join(", ", cells.SelectMany(cell => cell.Values)))).Order();
    }

    private static IEnumerable<SourceRow> Read(string file)
    {
        using Stream stream = file.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(File.OpenRead(file), CompressionMode.Decompress) : File.OpenRead(file);
        using StreamReader text = new(stream, Encoding.UTF8);
        string name = file.EndsWith(".gz", StringComparison.Ordinal) ? file[..^3] : file;
        if (name.EndsWith(".csv", StringComparison.Ordinal) || name.EndsWith(".tsv", StringComparison.Ordinal))
        {
            foreach (SourceRow row in TestRows.Csv(text, name.EndsWith(".tsv", StringComparison.Ordinal) ? '\t' : ',')) yield return row;
        }
        else if (name.EndsWith(".ndjson", StringComparison.Ordinal))
        {
            for (long number = 1; text.ReadLine() is { } line; number++)
            {
                using JsonDocument json = JsonDocument.Parse(line);
                yield return TestRows.Row(number, json.RootElement);
            }
        }
        else
        {
            foreach (SourceRow row in TestRows.Json(text.ReadToEnd())) yield return row;
        }
    }

    /// <summary>Figures for whoever changes a profile or a reader: KINDRED_MAPPING_REPORT names a file that they are written to.</summary>
    private static void Report(string path, ImportRow[] rows)
    {
        if (Environment.GetEnvironmentVariable("KINDRED_MAPPING_REPORT") is not { } report) return;
        LossReport losses = new();
        foreach (ImportRow row in rows) losses.Add(row);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"== {path}: {rows.Length} records\n");
        foreach (var group in rows.SelectMany(row => row.Findings).GroupBy(one => (one.Finding.Code, one.Finding.Field)).OrderByDescending(group => group.Count()))
            text.Append(CultureInfo.InvariantCulture, $"  {group.Key.Code} {group.Key.Field}: {group.Count()} {string.Join(" | ", group.Select(one => one.Finding.Value).OfType<string>().Distinct().Take(6))}\n");
        foreach (ColumnLoss loss in losses.Columns) text.Append(CultureInfo.InvariantCulture, $"  kept {loss.Heading} {loss.Reason}: {loss.Rows}\n");
        foreach (ImportRow row in rows.Take(2)) text.Append(CultureInfo.InvariantCulture, $"  e.g. {row.Content.Title} [{row.Content.Text("when") ?? row.Content.Text("issued")}] {string.Join("; ", row.Links.Select(link => link.Target))}\n");
        foreach (ImportRow row in rows.Where(row => row.Findings.Any(one => one.Consequence == RowConsequence.Reviewed)))
        {
            foreach (string held in row.Content.Fields.Values.SelectMany(value => value.AllWords()).Concat(row.Links.Select(link => link.Target)))
            {
                foreach (PersonalDatum one in PersonalData.Find(held).Take(3)) text.Append(CultureInfo.InvariantCulture, $"  seen {one.Kind}: {held[Math.Max(0, one.Start - 20)..Math.Min(held.Length, one.Start + one.Length + 15)].ReplaceLineEndings(" ")}\n");
            }
        }

        lock (Sources) File.AppendAllText(report, text.ToString());
    }
}
