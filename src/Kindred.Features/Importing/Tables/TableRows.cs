using System.Collections.Immutable;
using Kindred.Domain;
using Kindred.Domain.Importing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Importing.Running;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Records.Cells;

namespace Kindred.Features.Importing.Tables;

/// <summary>Reads a table that this archive wrote and somebody edited: CSV or a workbook, known by its headings. A row of a record says what was changed in it and nothing else; a row without an id
/// is a new record.</summary>
public sealed class TableRows(KindList kinds, TimeProvider time) : IReadRows
{
    public const string FormName = "table";

    public string Form => FormName;

    /// <summary>Its headings are those of a table that the archive writes.</summary>
    public static bool Is(Source file) => file.Recognised.Form is SourceForm.Delimited or SourceForm.Workbook && file.Headings.Contains(RecordColumns.Id)
        && (file.Headings.Contains(RecordColumns.Marks) || (file.Headings.Contains(RecordColumns.Kind) && file.Headings.Contains(RecordColumns.Revision)));

    public IReadOnlyList<string> Headings(ImportSource source) =>
        [RecordColumns.Id, RecordColumns.Kind, RecordColumns.Language, .. RowReport.FieldsOf(source.Kind is { } name && kinds.Find(name) is { } kind ? [kind] : kinds.All)];

    public IReadOnlyList<string> Headings(Stream bytes, ImportSource source) => SourceFile.Open(bytes, "").Headings;

    public IEnumerable<ImportRow> Read(Stream bytes, ImportSource source)
    {
        Source file = SourceFile.Open(bytes, "");
        // Which of two rows of one record was meant nobody can tell, and the first is there before the second is read.
        HashSet<RecordId> once = [], twice = [];
        foreach (SourceRow row in file.Rows())
        {
            if (IdOf(row) is { } text && RecordId.TryParse(text, out RecordId id) && !once.Add(id)) twice.Add(id);
        }

        once.Clear();
        Reading of = new(kinds.Now, source, [.. file.Headings.Distinct()], twice, time.Today());
        foreach (SourceRow row in file.Rows()) yield return of.Row(row) with { Source = row };
    }

    private static string? IdOf(SourceRow row)
    {
        foreach (SourceCell cell in row.Cells)
        {
            if (cell.Heading == RecordColumns.Id) return cell.Values[0].Trim();
        }

        return null;
    }

    private sealed class Reading(KindSet kinds, ImportSource source, ImmutableArray<string> headings, HashSet<RecordId> twice, DateOnly today)
    {
        /// <summary>Of these the row may not be where it seems to be: cells were moved, or rows swallowed.</summary>
        private static readonly ImmutableHashSet<string> Shifted = ["row-longer", "row-quote-unclosed"];

        /// <summary>Columns of somebody's own, which are told once.</summary>
        private readonly HashSet<string> strange = [];

        public ImportRow Row(SourceRow row)
        {
            string path = $"line {row.Number}";
            Dictionary<string, string> cells = new(StringComparer.Ordinal);
            Dictionary<string, JoinedCell> lacking = new(StringComparer.Ordinal);
            foreach (JoinedCell cell in RecordCells.Joined(row.Cells.Select(cell => KeyValuePair.Create(cell.Heading, cell.Values[0]))))
            {
                cells.TryAdd(cell.Heading, cell.Text);
                if (cell.LacksPart) lacking.TryAdd(cell.Heading, cell);
            }

            Kind? kind = RecordCells.KindOf(cells) is { } name ? kinds.Find(name) : source.Kind is { } given ? kinds.Find(given) : null;
            ImportRow empty = new(row.Number, kind ?? Note.Kind, new RecordContent { Language = "en" });
            if (row.IsRefused) return Refused(row.Findings[^1]);
            if (row.Findings.FirstOrDefault(finding => Shifted.Contains(finding.Code)) is { } shifted) return Refused(shifted);
            if (kind is null) return Refused(RecordCells.KindOf(cells) is { } unknown ? new Finding("unknown-kind", "", unknown) : new Finding("needs-kind", ""));
            string id = cells.GetValueOrDefault(RecordColumns.Id, "").Trim(), marked = cells.GetValueOrDefault(RecordColumns.Marks, "");
            if (id.Length == 0) return marked.AsSpan().Trim().IsEmpty ? New(row, kind, cells, lacking, path) : Refused(new Finding("row-id-missing", RecordColumns.Id));
            if (!RecordId.TryParse(id, out RecordId record)) return Refused(new Finding("wrong-shape", RecordColumns.Id, CellCodec.Short(id)));
            if (twice.Contains(record)) return Refused(new Finding("row-id-twice", RecordColumns.Id, id));
            empty = empty with { Id = record };
            if (marked.AsSpan().Trim().IsEmpty) return Refused(new Finding("table-marks-missing", RecordColumns.Marks));
            if (CellMarks.Read(SpreadsheetText.Plain(marked)) is not { } marks || !marks.IsOf(record)) return Refused(new Finding("table-marks-other", RecordColumns.Marks));
            return Edited(row, empty, marks, cells, lacking, path);

            ImportRow Refused(Finding why) => empty with { Findings = [new RowFinding(why with { Field = RecordInput.At(path, why.Field) }, RowConsequence.NotTaken)] };
        }

        private ImportRow New(SourceRow row, Kind kind, Dictionary<string, string> cells, Dictionary<string, JoinedCell> lacking, string path)
        {
            List<Finding> findings = [.. lacking.Values.Where(cell => IsOf(kind, cell.Heading)).Select(cell => cell.PartMissing(path))];
            CellsRead read = RecordCells.Read(kind, cells.Where(cell => IsOf(kind, cell.Key) && !lacking.ContainsKey(cell.Key)), Texts.Source, path, findings);
            findings.AddRange(kind.Check(read.Content, read.Links, today, path));
            return new ImportRow(row.Number, kind, read.Content)
            {
                Links = read.Links, Days = read.Days,
                Findings =
                [
                    // Of a row that is not taken the first is what is told.
                    .. findings.OrderBy(finding => PlaceOf(finding, path)).Select(finding => new RowFinding(finding, RowConsequence.NotTaken)),
                    .. NotSaid(kind, cells, path), .. Strange(kind, cells, path), .. Told(row, path),
                ],
            };
        }

        /// <summary>What its row says of a new record and no table can: somebody meant it. One that is not to be for all comes before someone's eyes first.</summary>
        private IEnumerable<RowFinding> NotSaid(Kind kind, Dictionary<string, string> cells, string path)
        {
            foreach (string heading in headings)
            {
                string at = RecordInput.At(path, heading), text = RecordInput.Clean(SpreadsheetText.Plain(cells.GetValueOrDefault(heading, "")));
                if (text.Length == 0 || heading is RecordColumns.Page or FieldDays.Member || !IsTold(kind, heading)) continue;
                if (heading is not (RecordColumns.State or RecordColumns.Visibility)) yield return new RowFinding(new Finding("cell-only-tells", at), RowConsequence.Told);
                else if (!text.Equals(heading == RecordColumns.State ? ValueName.Of(RecordState.Published) : ValueName.Of(RecordVisibility.Public), StringComparison.OrdinalIgnoreCase))
                    yield return new RowFinding(new Finding("row-not-for-all", at, CellCodec.Short(text)), RowConsequence.Reviewed);
            }

            if (string.IsNullOrWhiteSpace(cells.GetValueOrDefault(RecordColumns.Language)))
                yield return new RowFinding(new Finding("language-assumed", RecordInput.At(path, RecordColumns.Language), Texts.Source), RowConsequence.Told);
        }

        /// <summary>Of the column that it is about; what is about none comes last.</summary>
        private int PlaceOf(Finding finding, string path)
        {
            string at = finding.Field.StartsWith(path + ".", StringComparison.Ordinal) ? finding.Field[(path.Length + 1)..] : "";
            int place = headings.IndexOf(at);
            for (int other = 0; place < 0 && other < headings.Length; other++)
            {
                if (at.StartsWith(headings[other] + ".", StringComparison.Ordinal) || at.StartsWith(headings[other] + "[", StringComparison.Ordinal)) place = other;
            }

            return place < 0 ? headings.Length : place;
        }

        private ImportRow Edited(SourceRow row, ImportRow empty, CellMarks marks, Dictionary<string, string> cells, Dictionary<string, JoinedCell> lacking, string path)
        {
            Kind kind = empty.Kind;
            ImmutableArray<CellEdit>.Builder edits = ImmutableArray.CreateBuilder<CellEdit>();
            OrderedDictionary<string, string> states = [];
            List<RowFinding> told = [];
            foreach (string heading in headings)
            {
                if (!IsOf(kind, heading) || heading is RecordColumns.Id or RecordColumns.Kind or RecordColumns.Revision or RecordColumns.Marks or RecordColumns.Page) continue;
                string text = RecordInput.Clean(SpreadsheetText.Plain(cells.GetValueOrDefault(heading, "")));
                if (IsAsWritten(kind, heading, text, marks)) continue;
                // What the sheet itself can't show was emptied by nobody.
                if (row.Findings.Any(finding => finding.Field == heading)) continue;
                if (heading.StartsWith(RecordColumns.States, StringComparison.Ordinal)) states[heading[RecordColumns.States.Length..]] = text;
                else if (IsTold(kind, heading)) told.Add(new RowFinding(new Finding("cell-only-tells", RecordInput.At(path, heading)), RowConsequence.Told));
                else edits.Add(new CellEdit(heading, text, lacking.TryGetValue(heading, out JoinedCell cell) ? cell.PartMissing(path) : null));
            }

            // What is said of a text that stays is the archive's to say.
            foreach (string language in states.Keys.Where(language => !edits.Any(edit => edit.Heading.StartsWith($"{RecordColumns.Translations}{language}.", StringComparison.Ordinal))))
                told.Add(new RowFinding(new Finding("cell-only-tells", RecordInput.At(path, RecordColumns.States + language)), RowConsequence.Told));
            return empty with
            {
                Content = empty.Content.With("title", cells.GetValueOrDefault("title") is { } title ? new FieldValue.One(RecordInput.Clean(SpreadsheetText.Plain(title))) : null),
                Edits = new TableEdits(marks, edits.ToImmutable()) { States = states.ToImmutableDictionary() },
                Findings = [.. told, .. Strange(kind, cells, path), .. Told(row, path).Where(one => edits.Count > 0 || one.Finding.Code.StartsWith("cell-", StringComparison.Ordinal))],
            };
        }

        /// <summary>Or as a spreadsheet writes the very same: some take the apostrophe away that guards a cell, or write TRUE.</summary>
        private static bool IsAsWritten(Kind kind, string heading, string text, CellMarks marks)
        {
            if (marks.IsAsWritten(heading, text)) return true;
            if (text.Length == 0 || !marks.HadText(heading)) return false;
            if (marks.IsAsWritten(heading, "'" + text)) return true;
            List<Finding> unread = [];
            if (kind[heading] is not { } field) return heading == RecordColumns.Language && RecordInput.Language(text) is { } tag && marks.IsAsWritten(heading, tag);
            string? again = field.IsLink ? CellCodec.WriteLinks(CellCodec.ReadLinks(field, text, heading, unread).Select(link => (link.Target, link.Note, link.Finest)))
                : CellCodec.Read(field, text, heading, unread) is { } value ? CellCodec.Write(field, value) : null;
            return unread.Count == 0 && again is not null && marks.IsAsWritten(heading, again);
        }

        private static bool IsTold(Kind kind, string heading) =>
            RecordColumns.Told.Contains(heading) || heading == FieldDays.Member || heading.EndsWith(RecordColumns.Names, StringComparison.Ordinal) || kind[heading] is { IsSaidByOther: true };

        /// <summary>A column that says something of records of this kind.</summary>
        private static bool IsOf(Kind kind, string heading)
        {
            if (kind[heading] is not null || heading is RecordColumns.Id or RecordColumns.Kind or RecordColumns.Revision or RecordColumns.Language or RecordColumns.Marks or FieldDays.Member) return true;
            if (RecordColumns.Told.Contains(heading) || heading.StartsWith(RecordColumns.States, StringComparison.Ordinal)) return true;
            if (heading.EndsWith(RecordColumns.Names, StringComparison.Ordinal)) return kind[heading[..^RecordColumns.Names.Length]] is { IsLink: true };
            return heading.StartsWith(RecordColumns.Translations, StringComparison.Ordinal) && RecordCells.Translation(kind, heading) is not null;
        }

        /// <summary>What stands in a column of another kind, or of nobody's.</summary>
        private IEnumerable<RowFinding> Strange(Kind kind, Dictionary<string, string> cells, string path)
        {
            foreach (string heading in cells.Keys.Where(heading => !IsOf(kind, heading)))
            {
                bool isOfOther = kinds.All.Any(other => IsOf(other, heading));
                if (isOfOther || strange.Add(heading)) yield return new RowFinding(new Finding("unknown-field", RecordInput.At(path, heading)), RowConsequence.Told);
            }
        }

        private static IEnumerable<RowFinding> Told(SourceRow row, string path) =>
            row.Findings.Select(finding => new RowFinding(finding with { Field = RecordInput.At(path, finding.Field) }, RowConsequence.Told));
    }
}
