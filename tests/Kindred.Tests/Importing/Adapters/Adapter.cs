using System.Text;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Tests.Importing.Mapping;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Adapters;

/// <summary>An export of another archive, read by the profile that is known for it.</summary>
internal sealed class Adapter
{
    public Adapter(string profile, byte[] file)
    {
        Source source = SourceFile.Open(new MemoryStream(file), "export");
        Assert.Empty(source.Findings);
        // It is known for what it is, and for nothing else that comes with Kindred.
        Assert.Equal([profile], Known.Where(one => one.Profile.RecognisedBy!.Fit(source)).Select(one => one.Name));
        Profile sample = TestRows.Sample(profile);
        ColumnSurvey survey = ColumnSurvey.Of(sample, KindSet.BuiltIn);
        foreach (SourceRow row in source.Rows()) survey.Add(row);
        Rows = [.. new Features.Importing.Mapping.Mapping(sample, KindSet.BuiltIn, TestRows.Today, survey).Map(source.Rows())];
        LossReport report = new();
        foreach (ImportRow row in Rows) report.Add(row);
        Losses = [.. report.Columns.Select(one => $"{one.Heading}: {one.Reason} {one.Rows}").Order(StringComparer.Ordinal)];
    }

    public Adapter(string profile, string file)
        : this(profile, Encoding.UTF8.GetBytes(file))
    {
    }

    private static IEnumerable<(string Name, Profile Profile)> Known => House.Source.All.Where(file => file.IsBelow("samples/profiles"))
        .Select(file => (Path.GetFileNameWithoutExtension(file.Path), TestRows.Profile(file.Text))).Where(one => one.Item2.RecognisedBy is not null);

    public ImportRow[] Rows { get; }

    /// <summary>Heading, reason and how many rows, in the order of their letters.</summary>
    public string[] Losses { get; }

    public ImportRow Titled(string title) => Rows.Single(row => row.Content.Title == title);

    /// <summary>Findings that lead to a reading before anything is public.</summary>
    public static string[] Held(ImportRow row) => [.. row.Findings.Where(one => one.Consequence == RowConsequence.Reviewed).Select(one => one.Finding.Code)];

    public static string[] Links(ImportRow row) => [.. row.Links.Select(link => $"{link.Field} {link.Target}").Concat(row.RowLinks.Select(link => $"{link.Field} by key {link.Key}"))];

    public static string Left(ImportRow row, string heading) => string.Join(" | ", row.Leftover.Where(cell => cell.Heading == heading).SelectMany(cell => cell.Values));

    public static string[] Creators(ImportRow row) => [.. row.Content.Entries("creators").Select(one => one["literal"] ?? $"{one["family"]}, {one["given"]}")];
}
