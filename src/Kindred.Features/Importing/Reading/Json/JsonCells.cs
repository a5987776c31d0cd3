using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Kindred.Domain;

namespace Kindred.Features.Importing.Reading;

/// <summary>Makes the cells of a row out of a JSON object: names on the way to a value joined by dots, a list of texts as several values, a list of anything
/// else as JSON, an element a value.</summary>
internal class JsonCells(TextForm text, bool repairsMojibake)
{
    /// <summary>Objects and lists within each other.</summary>
    public const int MostDepth = 64;

    public const string KeyHeading = "key";

    private static readonly JsonReaderOptions Options = new() { MaxDepth = MostDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private readonly List<(string Heading, List<string> Values)> cells = [];
    private readonly Dictionary<string, int> known = new(StringComparer.Ordinal);
    private TextTrouble trouble;

    /// <param name="key">By which an object of objects calls it.</param>
    public SourceRow? Row(long number, long line, ReadOnlySpan<byte> json, string? key = null)
    {
        trouble = TextTrouble.None;
        if (!Utf8.IsValid(json)) json = CellText.AsUtf8(json, text, ref trouble);
        List<Finding> findings = [];
        try
        {
            bool isObject;
            try
            {
                isObject = Read(json, key);
            }
            catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
            {
                isObject = Read(JsonMending.Mend(json), key);
                findings.Add(new Finding("row-json-mended"));
            }

            if (!isObject) return RefusedRow.Of(number, line, new Finding("row-not-object", "", Excerpt.Of(Encoding.UTF8.GetString(json[..Math.Min(json.Length, 240)]))));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return RefusedRow.Of(number, line, Depth(json) > MostDepth
                ? new Finding("row-too-deep", "", MostDepth.ToString(CultureInfo.InvariantCulture))
                : new Finding("row-not-json", "", Excerpt.Of(Encoding.UTF8.GetString(json[..Math.Min(json.Length, 240)]))));
        }

        if (cells.Count == 0) return null;
        findings.AddRange(CellText.Findings(trouble));
        return new SourceRow(number, [.. cells.Select(cell => new SourceCell(cell.Heading, [.. cell.Values]))]) { Line = line, Findings = [.. findings] };
    }

    /// <summary>False: it is no object, and not null either.</summary>
    private bool Read(ReadOnlySpan<byte> json, string? key)
    {
        cells.Clear();
        known.Clear();
        Begin();
        if (!string.IsNullOrWhiteSpace(key)) Add(KeyHeading, key);
        Utf8JsonReader reader = new(json, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject) ReadObject(ref reader, "");
        else if (reader.TokenType != JsonTokenType.Null) return false;
        // Anything after it makes it throw.
        while (reader.Read())
        {
        }

        Finish();
        return true;
    }

    private void ReadObject(ref Utf8JsonReader reader, string way)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            string name = reader.GetString()!.Trim();
            string heading = Source.Heading(way, name);
            reader.Read();
            if (way.Length == 0) ReadMember(ref reader, heading);
            else ReadValue(ref reader, heading);
        }
    }

    /// <summary>A member of the row itself; a source whose members have a meaning of their own reads them so.</summary>
    protected virtual void ReadMember(ref Utf8JsonReader reader, string name) => ReadValue(ref reader, name);

    /// <summary>All members were read.</summary>
    protected virtual void Finish()
    {
    }

    protected virtual void Begin()
    {
    }

    protected void ReadValue(ref Utf8JsonReader reader, string heading)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                ReadObject(ref reader, heading);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) Add(heading, JsonText.Compact(ref reader));
                    else AddScalar(ref reader, heading);
                }

                break;
            default:
                AddScalar(ref reader, heading);
                break;
        }
    }

    private void AddScalar(ref Utf8JsonReader reader, string heading)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        // Numbers and truths as they are written.
        Add(heading, reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan));
    }

    protected void Add(string heading, string value)
    {
        value = CellText.Checked(value, repairsMojibake, ref trouble);
        if (string.IsNullOrWhiteSpace(value)) return;
        if (heading.Length == 0) heading = "#1";
        if (known.TryAdd(heading, cells.Count)) cells.Add((heading, [value]));
        else cells[known[heading]].Values.Add(value);
    }

    private static int Depth(ReadOnlySpan<byte> json)
    {
        int depth = 0, deepest = 0;
        foreach (byte one in json)
        {
            if (one is (byte)'{' or (byte)'[') deepest = Math.Max(deepest, ++depth);
            else if (one is (byte)'}' or (byte)']') depth--;
        }

        return deepest;
    }
}
