using System.IO.Compression;
using System.Text.Json.Nodes;

namespace Kindred.Bench;

/// <summary>Real catalogue rows as records of the kind resource: two thirds from a library's pictures (long titles in many languages, a place each, one of
/// them a third of all), one third from a museum's photographs (titles of a sentence or two, dates of every precision).</summary>
internal static class Corpus
{
    private const double Books = 0.6;

    /// <summary>Characters of a title; a longer one is the story, too.</summary>
    private const int LongTitle = 240;

    public static async Task<int> Make(string data, string file, int count)
    {
        await using StreamWriter lines = new(file);
        int books = (int)(count * Books);
        int made = await Write(lines, BookRows(Path.Combine(data, "bl-million-images"), every: 8).Take(books));
        made += await Write(lines, Photographs(Path.Combine(data, "cmoa-collection")).Take(count - made));
        Console.WriteLine($"{made} records");
        return made == count ? 0 : 1;
    }

    private static async Task<int> Write(TextWriter lines, IEnumerable<JsonObject> records)
    {
        int made = 0;
        foreach (JsonObject record in records)
        {
            await lines.WriteLineAsync(record.ToJsonString());
            made++;
        }

        return made;
    }

    private static IEnumerable<JsonObject> BookRows(string folder, int every)
    {
        int number = 0;
        foreach (string line in Directory.GetFiles(folder, "*.tsv.gz").Order(StringComparer.Ordinal).SelectMany(Lines))
        {
            if (number++ % every != 0) continue;
            string[] cells = line.Split('\t');
            if (cells is not [string picture, string address, _, { Length: > 0 } title, string author, string place, string publisher, string date, _, string page, ..]
                || picture == "flickr_id") continue;
            JsonObject record = new()
            {
                ["kind"] = "resource",
                ["title"] = $"{title}, p. {page.TrimStart('0')} ({picture})",
                ["publisher"] = publisher,
                ["url"] = address,
                ["pages"] = page,
                ["topics"] = new JsonArray("Book illustrations", cells[^1].Trim()),
            };
            if (title.Length > LongTitle) (record["title"], record["story"]) = ($"{title[..LongTitle]}… ({picture})", title);
            if (author.Length > 0) record["creators"] = new JsonArray(author);
            if (date is { Length: 4 } && date.All(char.IsAsciiDigit)) record["when"] = date;
            if (place.Length > 0) record["where"] = new JsonArray(place);
            yield return record;
        }
    }

    private static IEnumerable<JsonObject> Photographs(string folder)
    {
        foreach (string line in Lines(Path.Combine(folder, "teenie.ndjson.gz")))
        {
            JsonNode row = JsonNode.Parse(line)!;
            string title = row["title"]!.GetValue<string>();
            JsonObject record = new()
            {
                ["kind"] = "resource",
                ["title"] = title.Length > LongTitle ? title[..LongTitle] + "…" : title,
                ["creators"] = new JsonArray([.. row["creator"]!.AsArray().Select(one => (JsonNode)one!["full_name"]!.GetValue<string>())]),
                ["story"] = $"{title}. {row["medium"]}. {row["credit_line"]}, {row["department"]}, {row["accession_number"]}.",
                ["url"] = row["web_url"]?.GetValue<string>(),
                ["topics"] = new JsonArray([.. Of(row, "classification"), "Pittsburgh"]),
            };
            if (Year(row, "creation_date_earliest") is { } from && Year(row, "creation_date_latest") is { } to) record["when"] = from == to ? from : string.CompareOrdinal(from, to) < 0 ? $"{from}/{to}" : $"{to}/{from}";
            yield return record;
        }
    }

    private static IEnumerable<JsonNode> Of(JsonNode row, string name) => row[name] is JsonValue value ? [value.GetValue<string>()] : [];

    private static string? Year(JsonNode row, string name) => row[name] is JsonValue value ? value.GetValue<string>()[..4] : null;

    private static IEnumerable<string> Lines(string file)
    {
        using StreamReader reader = new(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line) yield return line;
    }
}
