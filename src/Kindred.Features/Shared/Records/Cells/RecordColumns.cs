using System.Collections.Immutable;
using System.Globalization;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>The columns of a table of records, one row each, and what a record has in them. <see cref="RecordCells"/> reads a row back.</summary>
public sealed class RecordColumns
{
    internal const string Id = "id", Kind = "kind", Revision = "revision", Language = "language", Names = ".names", Translations = "translations.", States = "translationStates.",
        Machine = "machine", Stale = "stale", Page = "links.page", State = "state", Visibility = "visibility";

    /// <summary>The last column: see <see cref="CellMarks"/>.</summary>
    public const string Marks = "table.marks";

    /// <summary>Columns that say more of a record than can be changed: reading passes them over.</summary>
    internal static readonly ImmutableArray<string> Told = [State, Visibility, "terms.contentNotices", "terms.sisterArchives", "terms.reuse", Page];

    private readonly ImmutableArray<Column> columns;
    private readonly bool isWhole;

    private RecordColumns(ImmutableArray<Column> columns, bool isWhole) => (this.columns, this.isWhole) = (columns, isWhole);

    public int Count => columns.Length + 1;

    public IEnumerable<string> Headings => columns.Select(column => column.Heading).Append(Marks);

    /// <param name="kinds">Of one kind all its fields; of several those of all of them, each once.</param>
    /// <param name="translated">What is translated into which languages.</param>
    /// <param name="isWhole">For those who see more than the public does: what is public is all published, and nothing of it waits for its day.</param>
    /// <param name="origin">As in <c>RecordJsonOutput</c>.</param>
    public static RecordColumns Of(IReadOnlyList<Kind> kinds, TranslatedFields translated, bool isWhole, string origin)
    {
        ImmutableArray<Column>.Builder columns = ImmutableArray.CreateBuilder<Column>();
        columns.Add(new Column(Id, sheet => sheet.Record.Id.ToString()) { IsMarked = false });
        columns.Add(new Column(Kind, sheet => sheet.Record.Kind) { IsMarked = false });
        columns.Add(new Column(Revision, sheet => sheet.Record.Revision.ToString(CultureInfo.InvariantCulture)) { IsMarked = false });
        Add(Language, sheet => sheet.Content.Language);
        if (isWhole) Add(State, sheet => ValueName.Of(sheet.Record.State));
        if (isWhole) Add(Visibility, sheet => ValueName.Of(sheet.Record.Visibility));
        HashSet<string> had = [];
        foreach (Field field in kinds.SelectMany(kind => kind.Fields).Where(field => had.Add(field.Name)))
        {
            string name = field.Name;
            columns.Add(new Column(name, sheet => Value(sheet, name)) { Shown = sheet => Shown(sheet, name) });
            if (kinds.Any(kind => kind[name] is { IsLink: true })) Add(name + Names, sheet => NamesOf(sheet, name));
        }

        if (isWhole) Add(FieldDays.Member, Days);
        foreach ((string language, IEnumerable<string> fields) in translated.InOrder(had))
        {
            foreach (string field in fields) Add($"{Translations}{language}.{field}", sheet => sheet.Content.Translations.GetValueOrDefault(language)?.GetValueOrDefault(field)?.Text);
            Add(States + language, sheet => StatesOf(sheet, language));
        }

        Add("terms.contentNotices", sheet => sheet.Terms.ContentNotices.IsEmpty ? null : CellList.Write(sheet.Terms.ContentNotices));
        Add("terms.sisterArchives", sheet => sheet.Communities.IsEmpty ? null : ValueName.Of(sheet.Terms.SisterArchives));
        Add("terms.reuse", sheet => sheet.Communities.IsEmpty ? null : sheet.AsksFirst ? "ask-first" : "given");
        columns.Add(new Column(Page, sheet => $"{origin}/r/{sheet.Record.Id}") { IsMarked = false });
        return new RecordColumns(columns.ToImmutable(), isWhole);

        void Add(string heading, Func<RecordSheet, string?> cell) => columns.Add(new Column(heading, cell));
    }

    /// <summary>What a spreadsheet may be given of a record, in the order of the headings; null: an empty cell.</summary>
    public string?[] Cells(RecordSheet sheet)
    {
        string?[] cells = new string?[Count];
        CellMarks.Row marks = new(isWhole, sheet.Record.Id, sheet.Record.Revision);
        for (int at = 0; at < columns.Length; at++)
        {
            Column column = columns[at];
            if (column.Cell(sheet) is not { } text) continue;
            cells[at] = SpreadsheetText.Neutral(text);
            if (column.IsMarked) marks.Add(column.Heading, text, column.Shown(sheet));
        }

        cells[^1] = marks.ToString();
        return cells;
    }

    private static string? Value(RecordSheet sheet, string name)
    {
        if (sheet.Kind[name] is not { } field) return null;
        if (!field.IsLink) return sheet.Content[name] is { } value ? CellCodec.Write(field, value) : null;
        return sheet.Links.GetValueOrDefault(name) is { First: { IsEmpty: false } links }
            ? CellCodec.WriteLinks(links.Select(link => (link.Other.Id.ToString(), sheet.NoteOf(name, link.Other.Id), sheet.FinestOf(name, link.Other.Id))))
            : null;
    }

    /// <summary>What the cell leads to: links, and records that its sources cite.</summary>
    private static IEnumerable<RecordId> Shown(RecordSheet sheet, string name) => sheet.Kind[name] switch
    {
        { IsLink: true, IsSaidByOther: false } => sheet.Links.GetValueOrDefault(name, LinkLines.None).First.Select(link => link.Other.Id),
        { Type: FieldType.Sources } => ReadableRecord.Cited(sheet.Content.Entries(name)),
        _ => [],
    };

    private static string? NamesOf(RecordSheet sheet, string name) =>
        sheet.Links.GetValueOrDefault(name) is { First: { IsEmpty: false } links } ? CellList.Write([.. links.Select(link => link.Other.Title)]) : null;

    private static string? Days(RecordSheet sheet) => sheet.Record.WithheldFields.IsEmpty ? null
        : CellList.Write([.. sheet.Record.WithheldFields.GroupBy(one => one.Part.Field).Select(field => $"{field.Key}: {field.Max(one => one.Until).Written()}")]);

    private static string? StatesOf(RecordSheet sheet, string language) => !sheet.Content.Translations.TryGetValue(language, out var fields) ? null
        : CellList.Write([.. fields.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key}: {one.Value.OfRevision}{(one.Value.IsMachine ? $", {Machine}" : "")}{(one.Value.IsStale ? $", {Stale}" : "")}"))]);

    private sealed record Column(string Heading, Func<RecordSheet, string?> Cell)
    {
        /// <summary>It may be changed, or somebody may believe so.</summary>
        public bool IsMarked { get; init; } = true;

        public Func<RecordSheet, IEnumerable<RecordId>> Shown { get; init; } = _ => [];
    }
}

/// <summary>Which fields are translated into which languages, among the records of a table.</summary>
public sealed class TranslatedFields
{
    private readonly SortedDictionary<string, HashSet<string>> languages = new(StringComparer.Ordinal);

    public void Add(RecordContent content)
    {
        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in content.Translations)
        {
            if (!languages.TryGetValue(language, out HashSet<string>? known)) languages[language] = known = [];
            known.UnionWith(fields.Keys);
        }
    }

    /// <param name="fields">In their order.</param>
    internal IEnumerable<(string Language, IEnumerable<string> Fields)> InOrder(IReadOnlyCollection<string> fields) => languages.Select(one => (one.Key, fields.Where(one.Value.Contains)));
}
