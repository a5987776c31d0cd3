using System.Text;
using System.Text.Json;
using Kindred.Domain.Kinds;
using Kindred.Features.Importing;
using Kindred.Features.Importing.Mapping;
using Kindred.Features.Importing.Reading;
using Kindred.Tests.House;
using Path = System.IO.Path;

namespace Kindred.Tests.Importing.Mapping;

/// <summary>Rows for tests of the mapping, read by the shortest way there is.</summary>
internal static class TestRows
{
    public static readonly DateOnly Today = new(2026, 11, 26);

    /// <summary>Data beside the checkout; null: it is not there.</summary>
    public static string? Data(string path) =>
        new[] { Environment.GetEnvironmentVariable("KINDRED_TEST_DATA"), Path.Combine(Checkout.Root, "..", "shared", "data") }.OfType<string>()
            .Select(folder => Path.Combine(folder, path)).FirstOrDefault(File.Exists);

    public static Profile Profile(string json)
    {
        List<Domain.Finding> findings = [];
        Profile? profile = ProfileJson.Read(json, findings);
        Assert.Empty(findings);
        Assert.Empty(ProfileCheck.Check(profile!, KindSet.BuiltIn));
        return profile!;
    }

    public static Profile Sample(string name) => Profile(House.Source.At($"samples/profiles/{name}.json").Text);

    public static Kindred.Features.Importing.Mapping.Mapping Of(string json) => new(Profile(json), KindSet.BuiltIn, Today);

    public static SourceRow Row(params (string Heading, string Value)[] cells) => new(2, [.. cells.Select(cell => new SourceCell(cell.Heading, [cell.Value]))]);

    public static ImportRow Map(string json, params (string Heading, string Value)[] cells) => Of(json).Map(Row(cells));

    public static IEnumerable<SourceRow> Csv(TextReader text, char delimiter = ',')
    {
        List<string> headings = [.. Fields(text, delimiter)!.Select(heading => heading.Trim())];
        for (long number = 2; Fields(text, delimiter) is { } fields; number++)
            yield return new SourceRow(number, [.. fields.Take(headings.Count).Select((value, at) => (value, at)).Where(one => one.value.Length > 0).Select(one => new SourceCell(headings[one.at], [one.value]))]);
    }

    public static IEnumerable<SourceRow> Json(string text)
    {
        using JsonDocument json = JsonDocument.Parse(text);
        foreach ((int index, JsonElement one) in json.RootElement.EnumerateArray().Index()) yield return Row(index + 1, one);
    }

    public static SourceRow Row(long number, JsonElement one)
    {
        List<(string Heading, List<string> Values)> cells = [];
        Read("", one);
        return new SourceRow(number, [.. cells.Select(cell => new SourceCell(cell.Heading, [.. cell.Values]))]);

        void Read(string heading, JsonElement value)
        {
            switch (value.ValueKind)
            {
                case JsonValueKind.Object:
                    foreach (JsonProperty part in value.EnumerateObject()) Read(heading.Length == 0 ? part.Name : $"{heading}.{part.Name}", part.Value);
                    break;
                case JsonValueKind.Array when value.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object):
                    foreach (JsonElement item in value.EnumerateArray()) Read(heading, item);
                    break;
                case JsonValueKind.Array:
                    foreach (JsonElement item in value.EnumerateArray()) Add(heading, item);
                    break;
                default:
                    Add(heading, value);
                    break;
            }
        }

        void Add(string heading, JsonElement value)
        {
            string text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
            if (text.Length == 0 || value.ValueKind == JsonValueKind.Null) return;
            int at = cells.FindIndex(cell => cell.Heading == heading);
            if (at < 0) cells.Add((heading, [text]));
            else cells[at].Values.Add(text);
        }
    }

    private static List<string>? Fields(TextReader text, char delimiter)
    {
        if (text.Peek() < 0) return null;
        List<string> fields = [];
        StringBuilder field = new();
        bool isQuoted = false;
        while (text.Read() is >= 0 and int read)
        {
            char here = (char)read;
            if (isQuoted)
            {
                if (here != '"') field.Append(here);
                else if (text.Peek() == '"') field.Append((char)text.Read());
                else isQuoted = false;
            }
            else if (here == '"' && field.Length == 0) isQuoted = true;
            else if (here == delimiter) End();
            else if (here == '\n') break;
            else if (here != '\r') field.Append(here);
        }

        End();
        return fields;

        void End()
        {
            fields.Add(field.ToString());
            field.Clear();
        }
    }
}
