using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared.Search;
using Kindred.Features.Shared.Text;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What the public index holds of a record: its searchable words as tokens, its facet terms. Takes only what the policy has shown.</summary>
public sealed class PublicDocument(KindList kinds)
{
    private readonly WordsAhead words = new();

    /// <summary>Ahead of the writer: what a record of this content will be found by, if it becomes public.</summary>
    public void Prepare(Kind kind, RecordContent content)
    {
        words.Prepare(TitleText(content), content.Language);
        words.Prepare(BodyText(kind, content), content.Language);
    }

    public SearchDocument Make(Visible<Record> visible) => Making(visible)();

    /// <summary>What makes it, of the record and the kinds as they are now, on whatever thread.</summary>
    public Func<SearchDocument> Making(Visible<Record> visible)
    {
        Kind kind = kinds[visible.Value.Kind];
        return () => Make(visible.Value, kind);
    }

    private SearchDocument Make(Record record, Kind kind)
    {
        RecordContent content = record.Content;
        TokenText title = words.Of(TitleText(content), content.Language);
        TokenText body = words.Of(BodyText(kind, content), content.Language);
        EdtfDate? when = EdtfDate.TryParse(content.Text("when") ?? content.Text("issued") ?? content.Text("active"), out EdtfDate? date) ? date : null;
        return new SearchDocument
        {
            Title = title.Exact, TitleStems = title.Stems, Body = body.Exact, BodyStems = body.Stems,
            SortTitle = SortTitle(content.Title),
            FirstDay = when is null ? null : Day(when.Earliest), LastDay = when is null ? null : Day(when.Latest),
            Published = record.PublishedDay,
            Terms = [.. Terms(record, kind, when).Distinct()],
        };
    }

    private static string TitleText(RecordContent content) =>
        string.Join('\n', (string[])[content.Title, .. content.Texts("otherNames"), .. content.Texts("names"), .. Translated(content, "title")]);

    private static string BodyText(Kind kind, RecordContent content)
    {
        StringBuilder text = new();
        foreach (Field field in kind.Fields)
        {
            if (!field.IsSearchable || field.Name is "title" or "otherNames" or "names") continue;
            foreach (string part in content[field.Name]?.AllWords() ?? []) text.Append(part).Append('\n');
            foreach (string part in Translated(content, field.Name)) text.Append(part).Append('\n');
        }

        return text.ToString();
    }

    private static IEnumerable<string> Translated(RecordContent content, string field) =>
        content.Translations.Values.Select(fields => fields.GetValueOrDefault(field)?.Text).OfType<string>();

    private static IEnumerable<FacetTerm> Terms(Record record, Kind kind, EdtfDate? when)
    {
        yield return new FacetTerm("kind", record.Kind);
        yield return new FacetTerm("language", record.Content.Language);
        foreach (string tag in record.Content.Translations.Keys) yield return new FacetTerm("language", tag);
        foreach (Field field in kind.Fields)
        {
            // What is folded is no line of a list that everyone reads.
            if ((field.Facet ?? field.KeptAs) is not { } facet || FieldNotices.Before(record.Content, field.Name) is not null) continue;
            foreach (string value in Values(field, record.Content, when, record.PublishedDay)) yield return new FacetTerm(facet, value);
        }
    }

    private static IEnumerable<string> Values(Field field, RecordContent content, EdtfDate? when, DateOnly? published) => field.Type switch
    {
        FieldType.Link => content.Links
            // A community facet holds communities: an organisation stood with is not one.
            .Where(link => link.Field == field.Name && (field.Facet != "community" || link.IsCommunity))
            .Select(link => link.Target.ToString()),
        FieldType.Term => content.Texts(field.Name).Select(field.Current).SelectMany(Vocabulary.WithAncestors),
        FieldType.Date => when is null ? [] : Decades(when, published),
        FieldType.Credits => content.Entries(field.Name).IsEmpty ? [] : ["yes"],
        FieldType.Language or FieldType.Flag => content.Texts(field.Name),
        // A whole page of words is no value to narrow a list by, and no address could hold it.
        _ => content.Texts(field.Name).Select(text => text.Trim().ToLowerInvariant()).Where(text => text.Length <= ListAddress.LongestValue),
    };

    /// <summary>Decades, and for a date within one year the year beneath its decade: <c>2010</c>, <c>2010/2017</c>. What goes on is told of until it was
    /// published.</summary>
    private static IEnumerable<string> Decades(EdtfDate when, DateOnly? published)
    {
        if (Day(when.Earliest) is not { } first || Day(when.Latest) is not { } last) yield break;
        if (when.IsOpen) last = Math.Min(last, Math.Max(first, published?.DayNumber ?? first));
        int from = YearOf(first), to = YearOf(last);
        // A long era belongs to no decade in particular; it would be counted in all of them.
        if (to - from > 50) yield break;
        for (int decade = from / 10 * 10; decade <= to; decade += 10) yield return decade.ToString("0000", CultureInfo.InvariantCulture);
        if (from == to) yield return string.Create(CultureInfo.InvariantCulture, $"{from / 10 * 10:0000}/{from:0000}");
    }

    private static int YearOf(int day) => DateOnly.FromDayNumber(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber)).Year;

    private static int? Day(long day) => (int)Math.Clamp(day, int.MinValue, int.MaxValue);

    private static string SortTitle(string title)
    {
        string folded = NormalText.Of(title, NormalizationForm.FormC).Trim();
        return folded.Length > 80 ? folded[..80] : folded;
    }
}
