using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records.Cells;

/// <summary>What a field holds as one cell of a table, and back: text as it is, lists as <see cref="CellList"/> has them, how many as <c>100..200</c> (a dash would become a date), a point as
/// <c>town: 40.7, -73.9</c>. Reading gives exactly what was written; a term that was merged or moved is written as the other, as everywhere.</summary>
public static class CellCodec
{
    private const string Between = "..";
    private static readonly ImmutableArray<string> PartsOfLink = ["note", "precision"];

    public static string Write(Field field, FieldValue value) => value switch
    {
        FieldValue.One one => field.Current(one.Text),
        FieldValue.Many many => CellList.Write([.. field.Type == FieldType.Term ? many.Texts.Select(field.Current).Distinct() : many.Texts]),
        FieldValue.Entries entries => WriteEntries(field, entries),
        FieldValue.Range range when range.Low == range.High && range.Low is not null => Number(range.Low),
        FieldValue.Range range => Number(range.Low) + Between + Number(range.High),
        FieldValue.Coordinates point => string.Create(CultureInfo.InvariantCulture, $"{ValueName.Of(point.Precision)}: {point.Latitude}, {point.Longitude}"),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value.GetType().Name, "No such value."),
    };

    /// <param name="cell">Not empty.</param>
    /// <returns>Null where it is not to be read: then a finding says so.</returns>
    public static FieldValue? Read(Field field, string cell, string at, List<Finding> findings)
    {
        int before = findings.Count;
        FieldValue? value = field.Type switch
        {
            FieldType.Range => ReadRange(cell),
            FieldType.Coordinates => ReadPoint(cell),
            FieldType.Notices => ReadEntries(field, cell) is { } entries ? FieldNotices.Of(entries.Items.Select(entry => (entry[FieldNotices.Field] ?? "", entry[FieldNotices.Notice] ?? ""))) : null,
            FieldType.Credits or FieldType.Sources or FieldType.Creators or FieldType.Guidance => ReadEntries(field, cell),
            _ when field.IsMany => ReadMany(field, cell),
            _ => RecordInput.Clean(cell) is { Length: > 0 } text ? new FieldValue.One(field.Current(Typed(field, text))) : null,
        };
        if (value is null && findings.Count == before) findings.Add(new Finding("wrong-shape", at, Short(cell)));
        return value;
    }

    public static string WriteLinks(IEnumerable<(string Target, string? Note, Precision? Finest)> links)
    {
        StringBuilder cell = new();
        foreach ((string target, string? note, Precision? finest) in links) CellList.Append(cell, Parts(target, note, finest));
        return cell.ToString();

        static IEnumerable<(string, string)> Parts(string target, string? note, Precision? finest)
        {
            yield return ("", target);
            if (note is not null) yield return ("note", note);
            if (finest is { } said) yield return ("precision", ValueName.Of(said));
        }
    }

    /// <summary>By ids or by names, as they were typed.</summary>
    public static ImmutableArray<LinkMention> ReadLinks(Field field, string cell, string at, List<Finding> findings)
    {
        if (CellList.Read(cell, PartsOfLink) is not { } values)
        {
            findings.Add(new Finding("too-many", at));
            return [];
        }

        ImmutableArray<LinkMention>.Builder links = ImmutableArray.CreateBuilder<LinkMention>(values.Count);
        foreach (List<(string Name, string Value)> parts in values)
        {
            string? said = parts.LastOrDefault(part => part.Name == "precision").Value;
            Precision? finest = said is null ? null : ValueName.Read<Precision>(said);
            if (parts.Count(part => part.Name.Length == 0) != 1 || parts[0].Name.Length > 0) findings.Add(new Finding("wrong-shape", at, Short(cell)));
            else if (said is not null && (finest is null || field.Link != ConnectionType.InPlace)) findings.Add(new Finding("unknown-term", $"{at}.precision", said));
            else links.Add(new LinkMention(field.Name, RecordInput.Clean(parts[0].Value), Clean(parts.LastOrDefault(part => part.Name == "note").Value), finest));
        }

        return links.DrainToImmutable();
    }

    /// <summary>Enough to find it again, of what may be long.</summary>
    internal static string Short(string cell) => cell.Length <= 60 ? cell : cell[..60] + "…";

    private static string? Clean(string? text) => text is not null && RecordInput.Clean(text) is { Length: > 0 } clean ? clean : null;

    private static string WriteEntries(Field field, FieldValue.Entries entries)
    {
        if (entries.Items.IsEmpty) return CellList.None;
        StringBuilder cell = new();
        foreach (Entry entry in entries.Items) CellList.Append(cell, from part in field.Parts let text = entry[part] where text is not null select (part, text));
        return cell.ToString();
    }

    private static FieldValue.Many? ReadMany(Field field, string cell)
    {
        if (CellList.Read(cell, []) is not { } values) return null;
        IEnumerable<string> texts = values.SelectMany(parts => parts).Select(part => Typed(field, RecordInput.Clean(part.Value))).Where(text => text.Length > 0);
        return new FieldValue.Many([.. field.Type == FieldType.Term ? texts.Select(field.Current).Distinct() : texts]);
    }

    /// <summary>As a spreadsheet writes it: TRUE; a tag in the form that tags have.</summary>
    private static string Typed(Field field, string text) => field.Type switch
    {
        FieldType.Flag when text.Equals("true", StringComparison.OrdinalIgnoreCase) => "true",
        FieldType.Flag when text.Equals("false", StringComparison.OrdinalIgnoreCase) => "false",
        FieldType.Language => RecordInput.Language(text)!,
        _ => text,
    };

    private static FieldValue.Entries? ReadEntries(Field field, string cell)
    {
        if (CellList.Read(cell, field.Parts) is not { } values) return null;
        ImmutableArray<Entry>.Builder entries = ImmutableArray.CreateBuilder<Entry>(values.Count);
        foreach (List<(string Name, string Value)> parts in values)
        {
            (string Name, string? Value)[] named = [.. parts.Select(part => (part.Name.Length > 0 ? part.Name : Bare(field, part.Value), (string?)RecordInput.Clean(part.Value)))];
            // Twice the same part: one of them would be lost.
            if (named.Select(part => part.Name).Distinct().Count() < named.Length) return null;
            entries.Add(Entry.Of(named));
        }

        return new FieldValue.Entries(entries.DrainToImmutable());
    }

    /// <summary>As in JSON: the first part; of a source the address where it looks like one, and its title otherwise.</summary>
    private static string Bare(Field field, string value) =>
        field.Type != FieldType.Sources ? field.Parts[0] : value.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? "url" : "title";

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static FieldValue.Range? ReadRange(string cell)
    {
        string text = cell.Trim();
        int at = text.IndexOf(Between, StringComparison.Ordinal);
        if (at < 0) return Whole(text) is { } exactly ? new FieldValue.Range(exactly, exactly) : null;
        string low = text[..at].Trim(), high = text[(at + Between.Length)..].Trim();
        (long? from, long? to) = (Whole(low), Whole(high));
        return (from is null && low.Length > 0) || (to is null && high.Length > 0) ? null : new FieldValue.Range(from, to);

        static long? Whole(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    /// <summary>Coarse unless somebody says otherwise: a point that is too fine can't be called back.</summary>
    private static FieldValue.Coordinates? ReadPoint(string cell)
    {
        string text = cell.Trim();
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        Precision? precision = colon < 0 ? Precision.Country : ValueName.Read<Precision>(text[..colon].Trim());
        string[] degrees = text[(colon + 1)..].Split(',');
        return precision is { } known && degrees.Length == 2 && Degrees(degrees[0]) is { } latitude && Degrees(degrees[1]) is { } longitude ? new FieldValue.Coordinates(latitude, longitude, known) : null;

        static double? Degrees(string text) =>
            double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
    }
}
