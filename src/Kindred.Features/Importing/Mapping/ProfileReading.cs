using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>The parts of a profile's JSON, with a finding for each that has another form.</summary>
internal sealed class ProfileReading(List<Finding> findings)
{
    public T? Wrong<T>(string at)
        where T : class
    {
        findings.Add(new Finding("wrong-shape", at));
        return null;
    }

    public void OnlyOptions(JsonElement json, string at, ImmutableArray<string> options)
    {
        foreach (JsonProperty one in json.EnumerateObject())
        {
            if (!options.Contains(one.Name)) findings.Add(new Finding("profile-unknown-option", At(at, one.Name), one.Name));
        }
    }

    public string? Text(JsonElement json, string at, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.Null) return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(At(at, name));
    }

    public bool Flag(JsonElement json, string at, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value)) return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) Wrong<string>(At(at, name));
        return value.ValueKind == JsonValueKind.True;
    }

    public string? Word(JsonElement json, string at, string name, params ReadOnlySpan<string> words)
    {
        if (Text(json, at, name) is not { } said) return null;
        if (words.Contains(said)) return said;
        findings.Add(new Finding("unknown-term", At(at, name), said));
        return null;
    }

    /// <summary>One text, or a list of them.</summary>
    public ImmutableArray<string> Texts(JsonElement json, string at, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? Texts(value, At(at, name)) : [];

    private ImmutableArray<string> Texts(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.Null) return [];
        if (value.ValueKind == JsonValueKind.String) return [value.GetString()!];
        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind == JsonValueKind.String)) return [.. value.EnumerateArray().Select(one => one.GetString()!)];
        Wrong<string>(at);
        return [];
    }

    /// <summary>A text, or <c>{"column": …}</c>.</summary>
    public Chosen? Chosen(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out JsonElement value)) return null;
        if (value.ValueKind == JsonValueKind.String) return new Chosen(value.GetString());
        if (value.ValueKind != JsonValueKind.Object) return Wrong<Chosen>(name);
        OnlyOptions(value, name, ProfileJson.ChosenOptions);
        if (Text(value, name, "column") is not { } column) return Wrong<Chosen>(At(name, "column"));
        ImmutableDictionary<string, string>.Builder values = ImmutableDictionary.CreateBuilder<string, string>();
        foreach ((string from, ImmutableArray<string> means) in Values(value, name))
        {
            if (means is [var one]) values[from] = one;
            else Wrong<string>(At(At(name, "values"), from));
        }

        return new Chosen(Text(value, name, "otherwise"), column) { Values = values.ToImmutable() };
    }

    public ImmutableArray<(string, ImmutableArray<string>)> Constants(JsonElement json)
    {
        if (!json.TryGetProperty("constants", out JsonElement constants)) return [];
        if (constants.ValueKind == JsonValueKind.Object) return [.. constants.EnumerateObject().Select(one => (one.Name, Texts(one.Value, At("constants", one.Name))))];
        Wrong<string>("constants");
        return [];
    }

    /// <summary>What the file's reader is told.</summary>
    public SourceOptions Reading(JsonElement json)
    {
        const string At = "reading";
        if (!json.TryGetProperty(At, out JsonElement reading)) return SourceOptions.None;
        if (reading.ValueKind != JsonValueKind.Object)
        {
            Wrong<string>(At);
            return SourceOptions.None;
        }

        OnlyOptions(reading, At, ProfileJson.ReadingOptions);
        Dictionary<string, string> said = new(StringComparer.Ordinal);
        foreach (string option in (string[])[ReadingFields.Encoding, ReadingFields.Delimiter, ReadingFields.Sheet])
        {
            if (Text(reading, At, option) is { } text) said[option] = text;
        }

        if (reading.TryGetProperty(ReadingFields.HeadingRow, out JsonElement row)) said[ReadingFields.HeadingRow] = row.GetRawText();
        return ReadingFields.Take(SourceOptions.None, said.GetValueOrDefault, finding => findings.Add(finding with { Field = $"{At}.{finding.Field}" })) with
        {
            Form = ValueName.Read<SourceForm>(Word(reading, At, "form", [.. ValueName.All<SourceForm>()])),
            // Empty is a way too: the document itself.
            List = Text(reading, At, ReadingFields.List),
            RepairsMojibake = Flag(reading, At, ReadingFields.RepairsMojibake),
        };
    }

    public ImmutableArray<ReviewRule> Review(JsonElement json)
    {
        if (!json.TryGetProperty("review", out JsonElement review)) return [];
        if (review.ValueKind != JsonValueKind.Object)
        {
            Wrong<string>("review");
            return [];
        }

        return [.. review.EnumerateObject().Take(ProfileJson.MostColumns).Select(rule => Rule(rule.Name.Trim(), rule.Value, At("review", rule.Name))).OfType<ReviewRule>()];
    }

    private ReviewRule? Rule(string heading, JsonElement value, string at)
    {
        if (value.ValueKind != JsonValueKind.Object) return Wrong<ReviewRule>(at);
        OnlyOptions(value, at, ProfileJson.ReviewOptions);
        if (ValueName.Read<ReviewReason>(Word(value, at, "because", [.. ValueName.All<ReviewReason>()])) is { } because) return new ReviewRule(heading, because, Texts(value, at, "unless"));
        return Wrong<ReviewRule>(At(at, "because"));
    }

    public FileMarks? Marks(JsonElement json)
    {
        if (!json.TryGetProperty("recognisedBy", out JsonElement marks)) return null;
        if (marks.ValueKind != JsonValueKind.Object) return Wrong<FileMarks>("recognisedBy");
        OnlyOptions(marks, "recognisedBy", ProfileJson.MarkOptions);
        return new FileMarks(ValueName.Read<SourceForm>(Word(marks, "recognisedBy", "form", [.. ValueName.All<SourceForm>()])), Texts(marks, "recognisedBy", "headings"));
    }

    public ImmutableArray<ColumnRule> Columns(JsonElement json)
    {
        if (!json.TryGetProperty("columns", out JsonElement columns)) return [];
        if (columns.ValueKind != JsonValueKind.Object)
        {
            Wrong<string>("columns");
            return [];
        }

        if (columns.EnumerateObject().Count() > ProfileJson.MostColumns) findings.Add(new Finding("too-many", "columns"));
        if (columns.EnumerateObject().GroupBy(one => one.Name).FirstOrDefault(one => one.Count() > 1) is { } twice) findings.Add(new Finding("profile-column-twice", At("columns", twice.Key), twice.Key));
        return [.. columns.EnumerateObject().Take(ProfileJson.MostColumns).Select(column => new ColumnRule(column.Name.Trim(), Places(column.Value, At("columns", column.Name))))];
    }

    public ImmutableArray<Placement> Combined(JsonElement json)
    {
        if (!json.TryGetProperty("combined", out JsonElement combined)) return [];
        ImmutableArray<Placement> places = Places(combined, "combined");
        foreach ((int index, Placement place) in places.Index())
        {
            if (place.Template is null || !Template.Of(place.Template).Places.Any()) findings.Add(new Finding("profile-needs-template", $"combined[{index}]"));
        }

        return places;
    }

    private ImmutableArray<Placement> Places(JsonElement value, string at) => value.ValueKind == JsonValueKind.Array
        ? [.. value.EnumerateArray().Select((one, index) => Place(one, $"{at}[{index}]")).OfType<Placement>()]
        : Place(value, at) is { } place ? [place] : [];

    private Placement? Place(JsonElement value, string at)
    {
        if (value.ValueKind == JsonValueKind.String) return new Placement { To = value.GetString()!.Trim() };
        if (value.ValueKind != JsonValueKind.Object) return Wrong<Placement>(at);
        OnlyOptions(value, at, ProfileJson.PlaceOptions);
        if (Text(value, at, "to")?.Trim() is not { Length: > 0 } to) return Wrong<Placement>(At(at, "to"));
        return new Placement
        {
            To = to,
            Split = Text(value, at, "split") is { Length: > 0 } split ? split : null,
            Join = Text(value, at, "join"),
            Template = Text(value, at, "template"),
            Values = Values(value, at).ToImmutableDictionary(one => one.Key, one => one.Value),
            Otherwise = Word(value, at, "otherwise", "keep", "leave", "tell") switch { "leave" => Otherwise.Leave, "tell" => Otherwise.Tell, _ => Otherwise.Keep },
            Dates = Word(value, at, "dates", DateForms.Guess, DateForms.DayFirst, DateForms.MonthFirst, DateForms.Edtf),
            ShortYearsFrom = Year(value, at),
            Precision = Word(value, at, "precision", [.. ValueName.All<Precision>()]),
            By = Word(value, at, "by", Placement.ByKey, Placement.ByKeyAndName),
            IsHtml = Flag(value, at, "html"),
            With = With(value, at),
        };
    }

    private Dictionary<string, ImmutableArray<string>> Values(JsonElement value, string at)
    {
        Dictionary<string, ImmutableArray<string>> read = new(StringComparer.Ordinal);
        if (!value.TryGetProperty("values", out JsonElement values)) return read;
        if (values.ValueKind != JsonValueKind.Object) Wrong<string>(At(at, "values"));
        else foreach (JsonProperty one in values.EnumerateObject().Take(ProfileJson.MostValues)) read[one.Name] = Texts(one.Value, At(At(at, "values"), one.Name));
        return read;
    }

    private int? Year(JsonElement value, string at)
    {
        if (!value.TryGetProperty("shortYearsFrom", out JsonElement year)) return null;
        if (year.ValueKind == JsonValueKind.Number && year.TryGetInt32(out int from) && from is >= 1000 and <= 9900) return from;
        Wrong<string>(At(at, "shortYearsFrom"));
        return null;
    }

    private ImmutableSortedDictionary<string, string> With(JsonElement value, string at)
    {
        ImmutableSortedDictionary<string, string>.Builder read = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (!value.TryGetProperty("with", out JsonElement with)) return read.ToImmutable();
        if (with.ValueKind != JsonValueKind.Object) Wrong<string>(At(at, "with"));
        else foreach (JsonProperty part in with.EnumerateObject())
        {
            if (Text(with, At(at, "with"), part.Name) is { } text) read[part.Name] = text;
        }

        return read.ToImmutable();
    }

    private static string At(string at, string name) => at.Length == 0 ? name : $"{at}.{name}";
}
