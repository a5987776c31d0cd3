using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Kindred.Features.Importing.Reading;

/// <summary>Cells of a reference in CSL-JSON (https://docs.citationstyles.org): names as one text each (of authors as JSON, with what is family and what is given name), dates as they are written in archives.</summary>
internal sealed class CslCells(TextForm text, bool repairsMojibake) : JsonCells(text, repairsMojibake)
{
    private const string Author = "author";

    private static readonly string[] PartsOfNames = ["family", "given", "literal", "suffix", "non-dropping-particle", "dropping-particle", "comma-suffix", "static-ordering", "parse-names", "isInstitution"];
    private static readonly string[] PartsOfDates = ["date-parts", "raw", "literal", "season", "circa"];

    /// <summary>Of content that begins as JSON.</summary>
    public static bool IsIn(ReadOnlySpan<byte> content) => content.IndexOf("\"type\""u8) >= 0 && content.IndexOf("\"kind\""u8) < 0
        && (content.IndexOf("\"date-parts\""u8) >= 0 || content.IndexOf("\"container-title\""u8) >= 0 || content.IndexOf("\"citation-key\""u8) >= 0 || (content.IndexOf("\"author\""u8) >= 0 && content.IndexOf("\"family\""u8) >= 0));

    protected override void ReadMember(ref Utf8JsonReader reader, string name)
    {
        if (reader.TokenType is not (JsonTokenType.StartArray or JsonTokenType.StartObject))
        {
            ReadValue(ref reader, name);
            return;
        }

        Utf8JsonReader before = reader;
        using (JsonDocument json = JsonDocument.ParseValue(ref reader))
        {
            if (json.RootElement.ValueKind == JsonValueKind.Array && json.RootElement.GetArrayLength() > 0 && json.RootElement.EnumerateArray().All(IsName))
            {
                foreach (JsonElement one in json.RootElement.EnumerateArray()) Add(name, name == Author ? AsJson(one) : Name(one));
                return;
            }

            if (Date(json.RootElement) is { } date)
            {
                Add(name, date);
                return;
            }
        }

        reader = before;
        ReadValue(ref reader, name);
    }

    private static bool IsName(JsonElement one) => one.ValueKind == JsonValueKind.Object && (one.TryGetProperty("family", out _) || one.TryGetProperty("literal", out _) || one.TryGetProperty("given", out _))
        && one.EnumerateObject().All(part => PartsOfNames.Contains(part.Name, StringComparer.Ordinal) && part.Value.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array));

    private static string AsJson(JsonElement one)
    {
        (string family, string given, string literal) = Parts(one);
        if (family.Length + given.Length == 0) return literal.Length == 0 ? "" : JsonText.Object(("literal", literal));
        // Who has one name has it whole.
        return family.Length == 0 || given.Length == 0 ? JsonText.Object(("literal", family + given)) : JsonText.Object(("family", family), ("given", given));
    }

    private static string Name(JsonElement one)
    {
        (string family, string given, string literal) = Parts(one);
        return literal.Length > 0 && family.Length + given.Length == 0 ? literal : $"{given} {family}".Trim();
    }

    private static (string Family, string Given, string Literal) Parts(JsonElement one)
    {
        string suffix = Part("suffix");
        string family = $"{Part("non-dropping-particle")} {Part("family")}".Trim(), given = $"{Part("given")} {Part("dropping-particle")}".Trim();
        return (family, suffix.Length > 0 ? $"{given}, {suffix}".TrimStart(',', ' ') : given, Part("literal"));

        string Part(string name) => one.TryGetProperty(name, out JsonElement part) && part.ValueKind == JsonValueKind.String ? part.GetString()!.Trim() : "";
    }

    /// <summary>As EDTF, or as somebody wrote it; null: it is no date, or says more.</summary>
    private static string? Date(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.EnumerateObject().Any() || !json.EnumerateObject().All(part => PartsOfDates.Contains(part.Name, StringComparer.Ordinal))) return null;
        foreach (string name in (ReadOnlySpan<string>)["raw", "literal"])
        {
            if (json.TryGetProperty(name, out JsonElement said) && said.ValueKind == JsonValueKind.String) return json.EnumerateObject().Count() == 1 ? said.GetString() : null;
        }

        if (!json.TryGetProperty("date-parts", out JsonElement all) || all.ValueKind != JsonValueKind.Array || all.GetArrayLength() is 0 or > 2) return null;
        StringBuilder edtf = new();
        foreach (JsonElement one in all.EnumerateArray())
        {
            if (one.ValueKind != JsonValueKind.Array || Day(one) is not { } day) return null;
            if (edtf.Length > 0) edtf.Append('/');
            edtf.Append(day);
            if (json.TryGetProperty("season", out JsonElement season))
            {
                // 21 to 24 are the seasons of EDTF.
                if (day.Length != 4 || Number(season) is not (>= 1 and <= 4 and var which)) return null;
                edtf.Append(CultureInfo.InvariantCulture, $"-{20 + which}");
            }

            if (json.TryGetProperty("circa", out JsonElement circa) && circa.ValueKind is not (JsonValueKind.False or JsonValueKind.Null)) edtf.Append('~');
        }

        return edtf.ToString();
    }

    private static string? Day(JsonElement parts)
    {
        int?[] numbers = [.. parts.EnumerateArray().Select(Number)];
        return numbers switch
        {
            [>= 0 and <= 9999 and var year] => $"{year:0000}",
            [>= 0 and <= 9999 and var year, >= 1 and <= 12 and var month] => $"{year:0000}-{month:00}",
            [>= 0 and <= 9999 and var year, >= 1 and <= 12 and var month, >= 1 and <= 31 and var day] => $"{year:0000}-{month:00}-{day:00}",
            _ => null,
        };
    }

    private static int? Number(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Number => json.TryGetInt32(out int number) ? number : null,
        JsonValueKind.String => int.TryParse(json.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null,
        _ => null,
    };
}
