using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>A <see cref="Profile"/> as people write it: JSON, with comments and trailing commas allowed. What it has no option for is a finding, never passed over: a slip of
/// the pen would lose a column.</summary>
public static class ProfileJson
{
    public const int Longest = 1024 * 1024;
    public const int MostColumns = 5_000;
    public const int MostValues = 20_000;

    private const string Mark = "kindredProfile";

    private static readonly JsonDocumentOptions Parsing = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 };
    private static readonly JsonWriterOptions Writing = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the profile itself; each is explained in docs/reference/import-profiles.md.</summary>
    public static ImmutableArray<string> Options { get; } = [Mark, "name", "about", "reading", "kind", "language", "key", "together", "empty", "title", "review", "recognisedBy", "others", "constants", "columns", "combined"];

    /// <summary>Of how the file is read.</summary>
    public static ImmutableArray<string> ReadingOptions { get; } = ["form", "encoding", "delimiter", "sheet", "headingRow", "list", "repairsMojibake"];

    /// <summary>Of a kind or language that a column says.</summary>
    public static ImmutableArray<string> ChosenOptions { get; } = ["column", "values", "otherwise"];

    /// <summary>Of a place that values go to.</summary>
    public static ImmutableArray<string> PlaceOptions { get; } = ["to", "split", "join", "template", "values", "otherwise", "dates", "shortYearsFrom", "precision", "by", "html", "with"];

    /// <summary>Of a column that says who may see its row.</summary>
    public static ImmutableArray<string> ReviewOptions { get; } = ["because", "unless"];

    /// <summary>Of what a file is known by.</summary>
    public static ImmutableArray<string> MarkOptions { get; } = ["form", "headings"];

    /// <summary>Null: it can't be read, and the findings say why.</summary>
    public static Profile? Read(string text, List<Finding> findings)
    {
        if (text.Length > Longest) return Refuse(Finding.TooLong("", Longest));
        try
        {
            using JsonDocument json = JsonDocument.Parse(text, Parsing);
            int before = findings.Count;
            Profile? read = Read(json.RootElement, findings);
            return findings.Count == before ? read : null;
        }
        catch (JsonException)
        {
            return Refuse(new Finding("profile-not-json"));
        }

        Profile? Refuse(Finding finding)
        {
            findings.Add(finding);
            return null;
        }
    }

    private static Profile? Read(JsonElement json, List<Finding> findings)
    {
        ProfileReading reading = new(findings);
        if (json.ValueKind != JsonValueKind.Object) return reading.Wrong<Profile>("");
        if (!json.TryGetProperty(Mark, out JsonElement version) || version.ValueKind != JsonValueKind.Number || !version.TryGetInt32(out int number) || number != Profile.Version)
            findings.Add(new Finding("profile-version", Mark, Profile.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        reading.OnlyOptions(json, "", Options);
        Chosen? kind = reading.Chosen(json, "kind");
        if (kind is null) findings.Add(new Finding("needs-kind", "kind"));
        return new Profile
        {
            Name = reading.Text(json, "", "name") ?? "",
            About = reading.Text(json, "", "about"),
            Reading = reading.Reading(json),
            Kind = kind ?? new Chosen(null),
            Language = reading.Chosen(json, "language") ?? new Chosen("en"),
            Key = reading.Texts(json, "", "key"),
            IsTogether = reading.Flag(json, "", "together"),
            Empty = reading.Texts(json, "", "empty"),
            Title = reading.Text(json, "", "title"),
            Review = reading.Review(json),
            RecognisedBy = reading.Marks(json),
            DropsOthers = reading.Word(json, "", "others", Placement.Leave, Placement.Drop) == Placement.Drop,
            Constants = reading.Constants(json),
            Columns = reading.Columns(json),
            Combined = reading.Combined(json),
        };
    }

    public static string Write(Profile profile)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, Writing))
        {
            json.WriteStartObject();
            json.WriteNumber(Mark, Profile.Version);
            if (profile.Name.Length > 0) json.WriteString("name", profile.Name);
            if (profile.About is { } about) json.WriteString("about", about);
            Write(json, profile.Reading);
            Write(json, "kind", profile.Kind);
            if (profile.Language != new Chosen("en")) Write(json, "language", profile.Language);
            WriteTexts(json, "key", profile.Key);
            if (profile.IsTogether) json.WriteBoolean("together", true);
            WriteTexts(json, "empty", profile.Empty);
            if (profile.Title is { } title) json.WriteString("title", title);
            Write(json, profile.Review);
            Write(json, profile.RecognisedBy);
            if (profile.DropsOthers) json.WriteString("others", Placement.Drop);
            if (!profile.Constants.IsEmpty)
            {
                json.WriteStartObject("constants");
                foreach ((string to, ImmutableArray<string> values) in profile.Constants) WriteOneOrMany(json, to, values);
                json.WriteEndObject();
            }

            json.WriteStartObject("columns");
            foreach (ColumnRule column in profile.Columns)
            {
                json.WritePropertyName(column.Heading);
                if (column.Places is [var only])
                {
                    Write(json, only);
                    continue;
                }

                json.WriteStartArray();
                foreach (Placement place in column.Places) Write(json, place);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            if (!profile.Combined.IsEmpty)
            {
                json.WriteStartArray("combined");
                foreach (Placement place in profile.Combined) Write(json, place);
                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void Write(Utf8JsonWriter json, string name, Chosen chosen)
    {
        if (chosen.Column is null)
        {
            json.WriteString(name, chosen.Constant);
            return;
        }

        json.WriteStartObject(name);
        json.WriteString("column", chosen.Column);
        if (!chosen.Values.IsEmpty)
        {
            json.WriteStartObject("values");
            foreach ((string value, string means) in chosen.Values.OrderBy(one => one.Key, StringComparer.Ordinal)) json.WriteString(value, means);
            json.WriteEndObject();
        }

        if (chosen.Constant is { } otherwise) json.WriteString("otherwise", otherwise);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Placement place)
    {
        bool isBare = place is { Split: null, Join: null, Template: null, Values.IsEmpty: true, Otherwise: Otherwise.Keep, Dates: null, ShortYearsFrom: null, Precision: null, By: null, IsHtml: false, With.IsEmpty: true };
        if (isBare)
        {
            json.WriteStringValue(place.To);
            return;
        }

        json.WriteStartObject();
        json.WriteString("to", place.To);
        if (place.Split is { } split) json.WriteString("split", split);
        if (place.Join is { } join) json.WriteString("join", join);
        if (place.Template is { } template) json.WriteString("template", template);
        if (!place.Values.IsEmpty)
        {
            json.WriteStartObject("values");
            foreach ((string value, ImmutableArray<string> means) in place.Values.OrderBy(one => one.Key, StringComparer.Ordinal)) WriteOneOrMany(json, value, means);
            json.WriteEndObject();
        }

        if (place.Otherwise != Otherwise.Keep) json.WriteString("otherwise", place.Otherwise == Otherwise.Leave ? "leave" : "tell");
        if (place.Dates is { } dates) json.WriteString("dates", dates);
        if (place.ShortYearsFrom is { } from) json.WriteNumber("shortYearsFrom", from);
        if (place.Precision is { } precision) json.WriteString("precision", precision);
        if (place.By is { } by) json.WriteString("by", by);
        if (place.IsHtml) json.WriteBoolean("html", true);
        if (!place.With.IsEmpty)
        {
            json.WriteStartObject("with");
            foreach ((string part, string text) in place.With) json.WriteString(part, text);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceOptions reading)
    {
        if (reading == SourceOptions.None) return;
        json.WriteStartObject("reading");
        if (reading.Form is { } form) json.WriteString("form", ValueName.Of(form));
        if (reading.Encoding is { } encoding) json.WriteString("encoding", encoding);
        if (reading.Delimiter is { } delimiter) json.WriteString("delimiter", delimiter.ToString());
        if (reading.Sheet is { } sheet) json.WriteString("sheet", sheet);
        if (reading.HeadingRow is { } row) json.WriteNumber("headingRow", row);
        if (reading.List is { } list) json.WriteString("list", list);
        if (reading.RepairsMojibake) json.WriteBoolean("repairsMojibake", true);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ImmutableArray<ReviewRule> review)
    {
        if (review.IsEmpty) return;
        json.WriteStartObject("review");
        foreach (ReviewRule rule in review)
        {
            json.WriteStartObject(rule.Heading);
            json.WriteString("because", ValueName.Of(rule.Because));
            WriteTexts(json, "unless", rule.Unless);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, FileMarks? marks)
    {
        if (marks is null) return;
        json.WriteStartObject("recognisedBy");
        if (marks.Form is { } form) json.WriteString("form", ValueName.Of(form));
        WriteTexts(json, "headings", marks.Headings);
        json.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) return;
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>None is null.</summary>
    private static void WriteOneOrMany(Utf8JsonWriter json, string name, ImmutableArray<string> texts)
    {
        if (texts.IsEmpty) json.WriteNull(name);
        else if (texts is [var only]) json.WriteString(name, only);
        else WriteTexts(json, name, texts);
    }
}
