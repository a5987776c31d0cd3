using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>One sheet of a workbook: the one that was named, or the first with something in it that is not hidden.</summary>
internal sealed class WorkbookSource : Source
{
    private const int SampledForHeadings = 50;
    private const int MostLinesTold = 20;

    private readonly SourceBytes bytes;
    private readonly SourceOptions options;
    private readonly SharedStrings strings;
    private readonly NumberFormat[] formats;
    private readonly SheetSurvey survey;
    private readonly string sheet;
    private readonly TableHeadings headings;

    private WorkbookSource(SourceBytes bytes, SourceOptions options, WorkbookParts parts, ImmutableArray<SheetName> sheets, int chosen)
    {
        this.bytes = bytes;
        this.options = options;
        sheet = parts.Sheets[chosen].Id;
        using (Stream part = parts.OpenSheet(sheet) ?? Stream.Null) survey = SheetSurvey.Of(part, isWhole: true);
        strings = parts.ReadStrings();
        formats = parts.ReadFormats();
        List<(long Number, List<SheetCell> Cells)> sample = Sample(parts);
        long headingRow = options.HeadingRow ?? (sample is [] ? 0 : sample[TableHeadings.Row([.. sample.Select(row => row.Cells.Count)])].Number);
        headings = headingRow == 0 ? TableHeadings.Numbers(sample.Select(row => row.Cells[^1].Column + 1).DefaultIfEmpty(0).Max()) : TableHeadings.Of(Texts(sample.Find(row => row.Number == headingRow).Cells ?? []));
        Headings = headings.Names;
        Findings = [.. About(sheets, chosen), .. Above(sample, headingRow), .. headings.Findings];
        Recognised = new SourceRecognition { Form = SourceForm.Workbook, Sheet = sheets[chosen].Name, Sheets = sheets, HeadingRow = headingRow };
    }

    public static Source Open(SourceBytes bytes, SourceOptions options)
    {
        using WorkbookParts parts = new(bytes);
        ImmutableArray<SheetName> sheets = [.. parts.Sheets.Select(sheet => new SheetName(sheet.Name, sheet.IsHidden, HasData(parts, sheet.Id)))];
        int chosen = options.Sheet is { } named
            ? Find(sheets, sheet => sheet.Name == named) is var exact and >= 0 ? exact : Find(sheets, sheet => sheet.Name.Trim().Equals(named.Trim(), StringComparison.OrdinalIgnoreCase))
            : Find(sheets, sheet => sheet is { HasData: true, IsHidden: false }) is var first and >= 0 ? first : Find(sheets, sheet => sheet.HasData);
        if (chosen >= 0) return new WorkbookSource(bytes, options, parts, sheets, chosen);
        return new UnreadSource(options.Sheet is null ? new Finding("source-empty") : new Finding("source-no-such-sheet", "", Excerpt.Of(options.Sheet)), SourceForm.Workbook);
    }

    public override IEnumerable<SourceRow> Rows()
    {
        using WorkbookParts? parts = Try(() => new WorkbookParts(bytes));
        using SheetReader? reader = parts is null ? null : Try(() => Reader(parts));
        long last = 0;
        while (reader is not null)
        {
            bool? isThere = Try(() => (bool?)reader.Next());
            if (isThere is null)
            {
                yield return RefusedRow.Of(last + 1, 0, new Finding("source-damaged"));
                yield break;
            }

            if (isThere is false) break;
            last = reader.Number;
            if (last <= Recognised.HeadingRow || reader.Cells.Count == 0) continue;
            if (Row(reader) is { } row) yield return row;
            Portion = Math.Min(1, (double)parts!.Raw.Position / bytes.Length);
        }

        Portion = 1;
    }

    private static T? Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damaged) when (ZippedSource.IsDamage(damaged))
        {
            return default;
        }
    }

    private static int Find(ImmutableArray<SheetName> sheets, Func<SheetName, bool> isOne) => Enumerable.Range(0, sheets.Length).FirstOrDefault(at => isOne(sheets[at]), -1);

    private static bool HasData(WorkbookParts parts, string id)
    {
        using Stream? part = parts.OpenSheet(id);
        return part is not null && SheetSurvey.Of(part, isWhole: false).HasData;
    }

    private SheetReader Reader(WorkbookParts parts) => new(parts.OpenSheet(sheet) ?? Stream.Null, survey, strings, formats, parts.Begins1904);

    private List<(long Number, List<SheetCell> Cells)> Sample(WorkbookParts parts)
    {
        List<(long Number, List<SheetCell> Cells)> sample = [];
        using SheetReader reader = Reader(parts);
        while ((sample.Count < SampledForHeadings || reader.Number < options.HeadingRow) && reader.Next())
            if (reader.Cells.Count > 0 && (sample.Count < SampledForHeadings || reader.Number == options.HeadingRow)) sample.Add((reader.Number, [.. reader.Cells]));
        return sample;
    }

    private static string[] Texts(List<SheetCell> cells)
    {
        string[] texts = new string[cells.Count == 0 ? 0 : cells[^1].Column + 1];
        Array.Fill(texts, "");
        foreach (SheetCell cell in cells.Where(cell => cell.Column < texts.Length)) texts[cell.Column] = cell.Text;
        return texts;
    }

    private SourceRow? Row(SheetReader reader)
    {
        if (reader.IsTooLong) return RefusedRow.TooLong(reader.Number, 0);
        List<Finding> findings = [];
        ImmutableArray<SourceCell>.Builder filled = ImmutableArray.CreateBuilder<SourceCell>(reader.Cells.Count);
        TextTrouble trouble = TextTrouble.None;
        foreach (SheetCell cell in reader.Cells)
        {
            string heading = headings[cell.Column];
            switch (cell.Trouble)
            {
                case SheetTrouble.Error:
                    findings.Add(new Finding("cell-error", heading, Excerpt.Of(cell.Text)));
                    continue;
                case SheetTrouble.NotCalculated:
                    findings.Add(new Finding("cell-not-calculated", heading));
                    continue;
            }

            if (cell.Column >= headings.Count && !findings.Exists(finding => finding.Code == "row-longer")) findings.Add(new Finding("row-longer", heading, Excerpt.Of(cell.Text)));
            filled.Add(new SourceCell(heading, [CellText.Checked(cell.Text, options.RepairsMojibake, ref trouble)]));
        }

        if (filled.Count == 0 && findings.Count == 0) return null;
        if (trouble != TextTrouble.None) findings.AddRange(CellText.Findings(trouble));
        return new SourceRow(reader.Number, filled.DrainToImmutable()) { Findings = [.. findings] };
    }

    private IEnumerable<Finding> About(ImmutableArray<SheetName> sheets, int chosen)
    {
        if (sheets[chosen].IsHidden) yield return new Finding("source-sheet-hidden", "", Excerpt.Of(sheets[chosen].Name));
        foreach (SheetName other in sheets.Where((sheet, at) => at != chosen && sheet.HasData)) yield return new Finding(other.IsHidden ? "source-other-sheet-hidden" : "source-other-sheet", "", Excerpt.Of(other.Name));
        if (survey.MergedCount > 0) yield return new Finding("source-merged-cells", "", survey.MergedCount.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<Finding> Above(List<(long Number, List<SheetCell> Cells)> sample, long headingRow) =>
        sample.Where(row => row.Number < headingRow).Take(MostLinesTold).Select(row => new Finding("source-line-above", "", Excerpt.Of(string.Join(' ', row.Cells.Select(cell => cell.Text)))));
}
