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
        Source file = SourceFile.Open(bytes, "", profile.Reading);
        ColumnSurvey survey = ColumnSurvey.Of(profile, kinds.Now);
        bool isLinked = profile.Columns.Any(column => column.Places.Any(place => place.By is not null));
        HashSet<ulong> keys = [];
        if (!survey.IsIdle || isLinked)
        {
            Mapping.Mapping keyed = new(profile, kinds.Now, time.Today());
            foreach (SourceRow row in file.Rows())
            {
                survey.Add(row);
                if (isLinked && keyed.KeyOf(row) is { } key) keys.Add(RowsInOrder.Mark(key));
            }
        }

        Mapping.Mapping mapping = new(profile, kinds.Now, time.Today(), survey);
        IEnumerable<ImportRow> rows = (profile.IsTogether ? RowsTogether.Of(file.Rows(), profile.Key) : file.Rows()).Select(row => Found(mapping.Map(row)) with { Source = row });
        return isLinked ? RowsInOrder.Of(rows.Select(row => WithoutNames(row, keys)), keys) : rows;
    }

    /// <summary>What is a row of this file is linked by its key or not at all: its name alone may be another's.</summary>
    private static ImportRow WithoutNames(ImportRow row, HashSet<ulong> keys) => row.RowLinks.IsEmpty ? row : row with
    {
        RowLinks = [.. row.RowLinks.Select(link => keys.Contains(RowsInOrder.Mark(link.Key)) ? link with { Name = null } : link)],
    };

    /// <summary>What is found is found at its row.</summary>
    private static ImportRow Found(ImportRow row) => row.Findings.IsEmpty ? row : row with
    {
        Findings = [.. row.Findings.Select(one => one with { Finding = one.Finding with { Field = one.Finding.Field.Length == 0 ? WeighRow.Path(row) : $"{WeighRow.Path(row)}.{one.Finding.Field}" } })],
    };

    private static Profile ProfileOf(ImportSource source) => ProfileJson.Read(source.Profile!, []) ?? throw new InvalidOperationException("The register has a profile that is none.");
}
