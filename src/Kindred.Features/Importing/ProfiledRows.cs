using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing;

/// <summary>Reads files that others made, in any form, by a profile that says what their columns mean here.</summary>
public sealed class ProfiledRows(KindList kinds, TimeProvider time) : IReadRows
{
    public const string FormName = "profile";

    public string Form => FormName;

    public IReadOnlyList<string> Headings(ImportSource source)
    {
        Profile profile = ProfileOf(source);
        return [.. profile.Key.Concat(profile.Columns.Select(column => column.Heading)).Distinct()];
    }

    public IEnumerable<ImportRow> Read(Stream bytes, ImportSource source)
    {
        Profile profile = ProfileOf(source);
        Source file = SourceFile.Open(bytes, "");
        ColumnSurvey survey = ColumnSurvey.Of(profile, kinds.Now);
        if (!survey.IsIdle)
        {
            foreach (SourceRow row in file.Rows()) survey.Add(row);
        }

        Mapping.Mapping mapping = new(profile, kinds.Now, time.Today(), survey);
        foreach (SourceRow row in profile.IsTogether ? RowsTogether.Of(file.Rows(), profile.Key) : file.Rows()) yield return Found(mapping.Map(row)) with { Source = row };
    }

    /// <summary>What is found is found at its row.</summary>
    private static ImportRow Found(ImportRow row) => row.Findings.IsEmpty ? row : row with
    {
        Findings = [.. row.Findings.Select(one => one with { Finding = one.Finding with { Field = one.Finding.Field.Length == 0 ? WeighRow.Path(row) : $"{WeighRow.Path(row)}.{one.Finding.Field}" } })],
    };

    private static Profile ProfileOf(ImportSource source) => ProfileJson.Read(source.Profile!, []) ?? throw new InvalidOperationException("The register has a profile that is none.");
}
