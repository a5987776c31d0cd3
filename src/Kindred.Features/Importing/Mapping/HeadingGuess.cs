using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Importing.Mapping.Dates;
using Kindred.Features.Importing.Reading;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Proposes a profile from headings and the first rows: what a column is called in one of many languages, and what its values look like. Each proposal has a reason
/// beside it, and is there to be changed by hand. Headings that are our own field names are taken as such.</summary>
public static class HeadingGuess
{
    public const int MostRows = 100;

    private const int LongText = 120;

    /// <summary>Places of which a second column is no use.</summary>
    private static readonly string[] Once = ["title", "when", "issued", "active", "when.start", "when.end", "opens", "closes", "coordinates", "coordinates.latitude", "coordinates.longitude", "participants", "type", "form"];

    public static Profile Of(IReadOnlyList<string> headings, IReadOnlyList<SourceRow> rows, Kind kind, string language = Texts.Source)
    {
        ImmutableArray<Texts> texts = [.. Texts.Languages.Select(Texts.For)];
        ColumnSample[] columns = [.. headings.Distinct(StringComparer.Ordinal).Select(heading => ColumnSample.Of(heading, rows))];
        List<ColumnRule> rules = [];
        List<ColumnSample> places = [];
        Dictionary<string, ColumnSample> taken = new(StringComparer.Ordinal);
        Chosen written = new(language), of = new(kind.Name);
        ImmutableArray<string> key = [];
        List<ReviewRule> review = [];
        foreach (ColumnSample column in columns)
        {
            if (Own(column, kind) is { } own)
            {
                rules.Add(own);
                taken.TryAdd(column.Heading, column);
                continue;
            }

            if (column.Heading is "kind" && column.Values.Length > 0)
            {
                of = new Chosen(kind.Name, column.Heading);
                continue;
            }

            if (Kept(column) is { } rule)
            {
                review.Add(rule);
                rules.Add(new ColumnRule(column.Heading, [new Placement { To = Placement.Leave }]) { Reason = new GuessReason(GuessCause.Visibility) });
                continue;
            }

            string? place = HeadingWords.Place(column.Heading, kind, texts);
            if (place == HeadingWords.Language && column.Values.Length > 0 && column.Values.All(value => LanguageTag.Read(value) is not null))
            {
                written = new Chosen(language, column.Heading);
                continue;
            }

            if (place == HeadingWords.Key && key.IsEmpty && column.IsUnlike)
            {
                key = [column.Heading];
                rules.Add(new ColumnRule(column.Heading, [new Placement { To = Placement.Leave }]) { Reason = new GuessReason(GuessCause.Key, column.Values.Length, column.Values.Length) });
                continue;
            }

            if (place is HeadingWords.Key or HeadingWords.Language or HeadingWords.Kind || (place is not null && Once.Contains(place) && taken.ContainsKey(place))) place = null;
            if (place == "where") places.Add(column);
            if (place is not null) taken.TryAdd(place, column);
            rules.Add(place is null ? new ColumnRule(column.Heading, [new Placement { To = Placement.Leave }]) { Reason = new GuessReason(GuessCause.Nothing) } : Rule(column, place, kind, GuessCause.Heading));
        }

        for (int at = 0; at < rules.Count; at++)
        {
            if (rules[at].Reason?.Cause == GuessCause.Nothing && ByValues(columns.First(column => column.Heading == rules[at].Heading), kind, taken) is { } rule) rules[at] = rule;
        }

        ImmutableArray<Placement> combined = [];
        if (places.Count > 1 && places.All(column => !column.IsList))
        {
            // City, state and country are one place.
            combined = [new Placement { To = "where", Template = string.Join(", ", places.Select(column => $"{{{column.Heading}}}")) }];
            rules.RemoveAll(rule => places.Exists(column => column.Heading == rule.Heading));
        }

        return new Profile { Kind = of, Language = written, Key = key, Columns = [.. rules], Combined = combined, Review = [.. review] };
    }

    /// <summary>What the source may not show to everyone is not made public by a guess. A column that may say something else altogether has to show first that it does not.</summary>
    private static ReviewRule? Kept(ColumnSample column)
    {
        if (VisibilityWords.Sense(column.Heading) is not { } sense) return null;
        // It says when, not whether.
        if (sense == VisibilitySense.Public && column.Values.Length > 0 && column.Share(VisibilityWords.IsDay)) return null;
        if (sense == VisibilitySense.Perhaps && !column.Values.Any(value => VisibilityWords.MayKeep(sense, value))) return null;
        return new ReviewRule(column.Heading, ReviewReason.Private, VisibilityWords.Unless(sense, column.Values));
    }

    private static ColumnRule? Own(ColumnSample column, Kind kind)
    {
        bool isPlace = column.Heading is not (Placement.Leave or Placement.Drop) && FieldPlace.Of(column.Heading, kind) is not null;
        // A number that another archive gave is no address of ours.
        if (!isPlace || (column.Heading == "id" && column.Values.Any(value => !RecordId.TryParse(value, out _)))) return null;
        bool isDate = FieldPlace.Of(column.Heading, kind)!.Field?.Type == FieldType.Date;
        bool isEdtf = isDate && column.Values.All(value => DateReader.Read(value, new DateForm(IsEdtf: true)).Edtf is not null);
        return new ColumnRule(column.Heading, [new Placement { To = column.Heading, Dates = isEdtf && column.Values.Length > 0 ? DateForms.Edtf : null, Split = Split(column, FieldPlace.Of(column.Heading, kind)!) }])
        {
            Reason = new GuessReason(GuessCause.OwnField),
        };
    }

    private static ColumnRule Rule(ColumnSample column, string to, Kind kind, GuessCause cause)
    {
        FieldPlace place = FieldPlace.Of(to, kind)!;
        return new ColumnRule(column.Heading, [new Placement { To = to, Split = Split(column, place) }]) { Reason = new GuessReason(cause, column.Fitting(place), column.Values.Length) };
    }

    private static string? Split(ColumnSample column, FieldPlace place)
    {
        if (column.IsList) return Separation.List;
        if (place.Field is not { IsMany: true } field || place.Role is not (PlaceRole.Field or PlaceRole.EntryPart)) return null;
        // A comma stands in names; in tags it parts them.
        bool isTags = field.Type == FieldType.Term || field.Name is "topics" or "hashtags";
        return isTags && column.Separator is null && column.HasCommas ? "," : column.Separator;
    }

    private static ColumnRule? ByValues(ColumnSample column, Kind kind, Dictionary<string, ColumnSample> taken)
    {
        if (column.Values.Length == 0) return null;
        if (column.Share(PointIs) && Has("coordinates")) return Rule(column, "coordinates", kind, GuessCause.Points);
        if (column.Share(value => KindCheck.IsWebAddress(value)) && kind["sources"] is not null) return Rule(column, "sources.url", kind, GuessCause.Addresses);
        string when = kind["issued"] is not null ? "issued" : "when";
        if (column.Share(DateIs) && Has(when) && !taken.ContainsKey(when + ".start")) return Rule(column, when, kind, GuessCause.Dates);
        return column.Average >= LongText && Has("story") ? Rule(column, "story", kind, GuessCause.Texts) : null;

        bool Has(string place) => FieldPlace.Of(place, kind) is not null && taken.TryAdd(place, column);
        // A bare number may be anything.
        static bool DateIs(string value) => value.Length > 5 && (DateReader.Read(value).Edtf is not null || DateReader.OrderIn(value) is not null);
        static bool PointIs(string value) => value.Any(c => c is ',' or ' ' or '°') && value.Length > 6 && PointReader.Read(value).Problem is not PointProblem.Unread;
    }
}
