using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared.Dates;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>Reads a row of a table that this archive has written, by its headings. What can't be read is a finding.</summary>
public static partial class RecordCells
{
    /// <summary>Stands behind the heading of a column that goes on with the text of the one before it, where a sheet holds so much in a cell and no more.</summary>
    public const string Continued = ".continued";

    /// <summary>What a table says of its records: fields, and <c>translations.es.title</c>. Of the rest a row says nothing, and an empty cell of these says that there is nothing.</summary>
    public static ImmutableHashSet<string> Said(IEnumerable<string> headings) => [.. headings.Where(heading => !heading.EndsWith(RecordColumns.Names, StringComparison.Ordinal)
        && !heading.StartsWith(RecordColumns.States, StringComparison.Ordinal) && !RecordColumns.Told.Contains(heading) && !ContinuedHeading().IsMatch(heading)
        && heading is not (RecordColumns.Id or RecordColumns.Kind or RecordColumns.Revision or RecordColumns.Marks or FieldDays.Member))];

    /// <summary>Name of the record's kind; null: the row says none.</summary>
    public static string? KindOf(IEnumerable<KeyValuePair<string, string>> cells) =>
        cells.FirstOrDefault(cell => cell.Key == RecordColumns.Kind).Value is { } kind && RecordInput.Clean(SpreadsheetText.Plain(kind)) is { Length: > 0 } name ? name : null;

    /// <param name="cells">Heading and what is in the cell; empty ones may be left out.</param>
    public static CellsRead Read(Kind kind, IEnumerable<KeyValuePair<string, string>> cells, string defaultLanguage, string path, List<Finding> findings)
    {
        Row row = new(kind, path, findings);
        foreach (JoinedCell cell in Joined(cells))
        {
            if (cell.LacksPart) findings.Add(cell.PartMissing(path));
            else if (!string.IsNullOrWhiteSpace(cell.Text)) row.Take(cell.Heading, SpreadsheetText.Plain(cell.Text));
        }

        return row.Made(defaultLanguage);
    }

    /// <summary>The language and field of a column of translated texts; null: it is none of this kind.</summary>
    internal static (string Language, Field Field)? Translation(Kind kind, string heading)
    {
        int dot = heading.LastIndexOf('.');
        return dot > RecordColumns.Translations.Length && heading.StartsWith(RecordColumns.Translations, StringComparison.Ordinal) && kind[heading[(dot + 1)..]] is { IsTranslatable: true } field
            ? (RecordInput.Language(heading[RecordColumns.Translations.Length..dot])!, field) : null;
    }

    /// <summary>Texts that were parted over several columns, whole again.</summary>
    internal static IEnumerable<JoinedCell> Joined(IEnumerable<KeyValuePair<string, string>> cells)
    {
        List<(string Heading, string Cell)> all = [.. cells.Select(cell => (cell.Key.Trim(), cell.Value))];
        Dictionary<string, List<(int Number, string Cell)>> more = [];
        foreach ((string heading, string cell) in all)
        {
            if (ContinuedHeading().Match(heading) is not { Success: true } match) continue;
            string of = match.Groups["of"].Value;
            if (!more.TryGetValue(of, out var parts)) more[of] = parts = [];
            parts.Add((match.Groups["number"].Length == 0 ? 1 : int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture), cell));
        }

        foreach ((string heading, string cell) in all.Where(one => !ContinuedHeading().IsMatch(one.Heading)))
            yield return more.Remove(heading, out var parts) ? Whole(heading, [(0, cell), .. parts]) : new JoinedCell(heading, cell, LacksPart: false);
        // Its beginning was emptied, or its column taken out.
        foreach ((string heading, List<(int, string)> parts) in more) yield return Whole(heading, parts);
    }

    private static JoinedCell Whole(string heading, List<(int Number, string Cell)> parts)
    {
        (int Number, string Cell)[] filled = [.. parts.Where(part => !string.IsNullOrWhiteSpace(part.Cell)).OrderBy(part => part.Number)];
        bool lacksPart = filled is not [] && filled.DistinctBy(part => part.Number).Count() <= filled[^1].Number;
        return new JoinedCell(heading, string.Concat(parts.OrderBy(part => part.Number).Select(part => part.Cell)), lacksPart);
    }

    [GeneratedRegex(@"^(?<of>.+)\.continued(?<number>[0-9]{0,3})$")]
    private static partial Regex ContinuedHeading();

    private sealed class Row(Kind kind, string path, List<Finding> findings)
    {
        private readonly ImmutableDictionary<string, FieldValue>.Builder fields = ImmutableDictionary.CreateBuilder<string, FieldValue>();
        private readonly ImmutableArray<LinkMention>.Builder links = ImmutableArray.CreateBuilder<LinkMention>();
        private readonly SortedDictionary<string, SortedDictionary<string, string>> translations = new(StringComparer.Ordinal);
        private readonly Dictionary<(string Language, string Field), Translation> states = [];
        private ImmutableDictionary<string, DateOnly>? days;
        private RecordId? id;
        private string? language;

        public void Take(string heading, string cell)
        {
            string at = RecordInput.At(path, heading);
            if (kind[heading] is { } field)
            {
                if (field.IsSaidByOther) return;
                if (field.IsLink) links.AddRange(CellCodec.ReadLinks(field, cell, at, findings));
                else if (CellCodec.Read(field, cell, at, findings) is { } value) fields[field.Name] = value;
            }
            else if (heading == RecordColumns.Language) language = RecordInput.Language(RecordInput.Clean(cell));
            else if (heading == RecordColumns.Id) TakeId(cell, at);
            else if (heading == FieldDays.Member) days = Days(cell, at);
            else if (heading.StartsWith(RecordColumns.States, StringComparison.Ordinal)) TakeStates(heading[RecordColumns.States.Length..], cell, at);
            else if (heading.StartsWith(RecordColumns.Translations, StringComparison.Ordinal)) TakeTranslation(heading[RecordColumns.Translations.Length..], cell, at);
            else if (heading is not (RecordColumns.Kind or RecordColumns.Revision or RecordColumns.Marks) && !RecordColumns.Told.Contains(heading) && !IsNames(heading)) findings.Add(new Finding("unknown-field", at));
        }

        public CellsRead Made(string defaultLanguage)
        {
            RecordContent content = new()
            {
                Language = language ?? defaultLanguage,
                Fields = fields.ToImmutable(),
                Translations = translations.ToImmutableSortedDictionary(one => one.Key, one => one.Value.ToImmutableSortedDictionary(field => field.Key, field => Of(one.Key, field.Key, field.Value), StringComparer.Ordinal), StringComparer.Ordinal),
            };
            return new CellsRead(content, links.ToImmutable()) { Id = id, Days = days };
        }

        private Translation Of(string language, string field, string text) => states.TryGetValue((language, field), out Translation? state) ? state with { Text = text } : new Translation(text, 1);

        private bool IsNames(string heading) => heading.EndsWith(RecordColumns.Names, StringComparison.Ordinal) && kind[heading[..^RecordColumns.Names.Length]] is { IsLink: true };

        private void TakeId(string cell, string at)
        {
            if (RecordId.TryParse(cell.Trim(), out RecordId read)) id = read;
            else findings.Add(new Finding("wrong-shape", at, CellCodec.Short(cell)));
        }

        private void TakeTranslation(string of, string cell, string at)
        {
            int dot = of.LastIndexOf('.');
            if (dot <= 0 || kind[of[(dot + 1)..]] is not { IsTranslatable: true } field) findings.Add(new Finding("not-translatable", at));
            else if (RecordInput.Clean(cell) is { Length: > 0 } text)
            {
                string tag = RecordInput.Language(of[..dot])!;
                if (!translations.TryGetValue(tag, out SortedDictionary<string, string>? there)) translations[tag] = there = new(StringComparer.Ordinal);
                there[field.Name] = text;
            }
        }

        /// <summary><c>title: 3, machine, stale</c> of each: the revision whose words it translates, and what there is to know of it.</summary>
        private void TakeStates(string typed, string cell, string at)
        {
            string tag = RecordInput.Language(typed)!;
            foreach (string one in Items(cell))
            {
                string[] parts = [.. one.Split(':', ',').Select(part => part.Trim())];
                string[] marks = [.. parts.Skip(2)];
                if (parts.Length < 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int revision) || marks.Any(mark => mark is not (RecordColumns.Machine or RecordColumns.Stale)))
                    findings.Add(new Finding("wrong-shape", at, CellCodec.Short(one)));
                else states[(tag, parts[0])] = new Translation("", revision, marks.Contains(RecordColumns.Machine), marks.Contains(RecordColumns.Stale));
            }
        }

        private ImmutableDictionary<string, DateOnly> Days(string cell, string at)
        {
            ImmutableDictionary<string, DateOnly>.Builder read = ImmutableDictionary.CreateBuilder<string, DateOnly>(StringComparer.Ordinal);
            foreach (string one in Items(cell))
            {
                int colon = one.IndexOf(':', StringComparison.Ordinal);
                if (colon > 0 && TypedDay.TryRead(one[(colon + 1)..], out DateOnly? until) && until is { } day) read[one[..colon].Trim()] = day;
                else findings.Add(new Finding("day-not-a-day", at, CellCodec.Short(one)));
            }

            return read.ToImmutable();
        }

        private static IEnumerable<string> Items(string cell) => (CellList.Read(cell, []) ?? []).SelectMany(parts => parts).Select(part => part.Value);
    }
}

/// <summary>A cell with the columns in which it goes on.</summary>
/// <param name="LacksPart">Something stands after a part in which nothing does: the rest of a text is no text that anybody wrote.</param>
internal readonly record struct JoinedCell(string Heading, string Text, bool LacksPart)
{
    public Finding PartMissing(string path) => new("cell-part-missing", RecordInput.At(path, Heading), CellCodec.Short(RecordInput.Clean(SpreadsheetText.Plain(Text))));
}

/// <summary>What a row says. The archive was not asked yet.</summary>
public sealed record CellsRead(RecordContent Content, ImmutableArray<LinkMention> Links)
{
    /// <summary>The record of this archive that it is about, where it says so.</summary>
    public RecordId? Id { get; init; }

    /// <summary>Fields that are not public before a day; null: nothing is said of that.</summary>
    public ImmutableDictionary<string, DateOnly>? Days { get; init; }
}
