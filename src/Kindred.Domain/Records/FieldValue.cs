using System.Collections.Immutable;

namespace Kindred.Domain.Records;

/// <summary>What a field of a record holds. Which of these a field takes follows from its <see cref="Kinds.FieldType"/>.
/// Links are not values: they are connections.</summary>
public abstract record FieldValue
{
    private FieldValue()
    {
    }

    /// <summary>One text: plain, Markdown, EDTF date, term id, URL, language tag, <c>true</c> or <c>false</c>.</summary>
    public sealed record One(string Text) : FieldValue;

    /// <summary>Several texts, in the order they were given.</summary>
    public sealed record Many(ImmutableArray<string> Texts) : FieldValue;

    /// <summary>Small things with named parts: a source, a credit, a creator, a line of guidance.</summary>
    public sealed record Entries(ImmutableArray<Entry> Items) : FieldValue;

    /// <summary>How many, as the source states it; either end may be unknown, not both.</summary>
    public sealed record Range(long? Low, long? High) : FieldValue;

    /// <summary>A point in WGS 84 degrees and how precisely it may be shown.</summary>
    public sealed record Coordinates(double Latitude, double Longitude, Precision Precision) : FieldValue;

    /// <summary>What people wrote, for search. An id is no word: found by its digits, a source would tell of a record that nobody may see. Nor is the name of the
    /// field that a notice is of.</summary>
    public IEnumerable<string> AllWords() => this is Entries entries
        ? entries.Items.SelectMany(entry => entry.Parts.Where(part => part.Key is not ("resource" or FieldNotices.Field)).Select(part => part.Value))
        : AllTexts();

    /// <summary>Every text in the value, for length checks.</summary>
    public IEnumerable<string> AllTexts() => this switch
    {
        One one => [one.Text],
        Many many => many.Texts,
        Entries entries => entries.Items.SelectMany(entry => entry.Parts.Values),
        _ => [],
    };
}

/// <summary>Part name to text; which parts there are is the field type's to say.</summary>
public sealed record Entry(ImmutableSortedDictionary<string, string> Parts)
{
    public string? this[string part] => Parts.GetValueOrDefault(part);

    public static Entry Of(params ReadOnlySpan<(string Part, string? Text)> parts)
    {
        ImmutableSortedDictionary<string, string>.Builder builder = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach ((string part, string? text) in parts)
        {
            if (!string.IsNullOrWhiteSpace(text)) builder[part] = text;
        }

        return new Entry(builder.ToImmutable());
    }
}

/// <summary>How precisely a place may be shown; ordered from coarse to fine.</summary>
public enum Precision
{
    Country,
    Region,
    Town,
    Exact,
}
