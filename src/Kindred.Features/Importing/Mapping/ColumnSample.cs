using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping.Dates;
using Kindred.Features.Importing.Reading;

namespace Kindred.Features.Importing.Mapping;

/// <summary>The first values of a column, and what they look like together.</summary>
internal sealed class ColumnSample
{
    private const double Enough = 0.8;

    private static readonly string[] Separators = ["\n", ";", "|"];

    private ColumnSample(string heading, ImmutableArray<string> texts)
    {
        Heading = heading;
        IsList = texts.Length > 0 && texts.Count(text => text.Length > 0 && text[0] == '[' && ListNotation.TryRead(text, out _)) > texts.Length * Enough;
        Separator = IsList ? null : Separators.FirstOrDefault(separator => texts.Count(text => text.Contains(separator, StringComparison.Ordinal)) is var many && many > 0 && many >= texts.Length / 20);
        HasCommas = !IsList && texts.Count(text => text.Contains(',', StringComparison.Ordinal)) > texts.Length / 4 && texts.All(text => text.Split(',').All(part => part.Trim().Length < 40));
        Values = IsList ? [.. texts.SelectMany(text => Separation.Of(text, Separation.List, false))] : texts;
        IsUnlike = texts.Length > 0 && texts.Distinct(StringComparer.Ordinal).Count() == texts.Length;
    }

    public string Heading { get; }

    /// <summary>Without the empty ones.</summary>
    public ImmutableArray<string> Values { get; }

    public bool IsList { get; }

    /// <summary>What stands between several values; null: nothing shows it.</summary>
    public string? Separator { get; }

    public bool HasCommas { get; }

    /// <summary>No two are the same.</summary>
    public bool IsUnlike { get; }

    public double Average => Values.Length == 0 ? 0 : Values.Average(value => value.Length);

    public static ColumnSample Of(string heading, IReadOnlyList<SourceRow> rows) => new(heading,
    [
        .. rows.Take(HeadingGuess.MostRows).SelectMany(row => row.Cells).Where(cell => cell.Heading == heading).SelectMany(cell => cell.Values)
            .Select(value => value.Trim()).Where(value => value.Length > 0 && value is not ("None" or "null" or "NULL" or "NaN")),
    ]);

    public bool Share(Func<string, bool> isOne) => Values.Count(isOne) >= Math.Max(1, Values.Length * Enough);

    /// <summary>How many the place can take.</summary>
    public int Fitting(FieldPlace place) => place switch
    {
        { Field.Type: FieldType.Date or FieldType.Day } => Values.Count(value => DateReader.Read(value).Edtf is not null || DateReader.OrderIn(value) is not null),
        { Field.Type: FieldType.Range } => Values.Count(value => CountReader.Read(value).Range is not null),
        { Role: PlaceRole.Latitude or PlaceRole.Longitude } => Values.Count(value => PointReader.ReadAngle(value) is not null),
        { Field.Type: FieldType.Coordinates } => Values.Count(value => PointReader.Read(value).Problem == PointProblem.None),
        { Field.Type: FieldType.Url } or { Part: "url" } => Values.Count(KindCheck.IsWebAddress),
        { Field.Type: FieldType.Language } => Values.Count(value => LanguageTag.Read(value) is not null),
        _ => Values.Length,
    };
}
