using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Dates;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Importing.Mapping;

/// <summary>Puts one value to its place in a row, as the type of the field asks. What it can't take it gives back with the reason, and says with a finding what is wrong.</summary>
internal sealed class ValuePlacing(RowDraft draft, DateOnly today)
{
    private static readonly SearchValues<char> InEndings = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
    private static readonly SearchValues<char> InHosts = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-");

    private readonly DatePlacing dates = new(draft, today);

    /// <summary>Null: it is placed.</summary>
    /// <param name="source">As the source has it, to be kept where the place takes only a part of it.</param>
    public LossReason? Take(Step step, string value, string source, int index)
    {
        FieldPlace place = step.Place;
        switch (place.Role)
        {
            case PlaceRole.Id:
                return TakeId(value);
            case PlaceRole.Field:
                return TakeField(step, draft[place.Ordinal], value, source);
            case PlaceRole.EntryPart:
                return TakePart(step, draft[place.Ordinal], value, index);
            case PlaceRole.Start or PlaceRole.End:
                return dates.TakeEnd(step, draft[place.Ordinal], value, source);
            case PlaceRole.Latitude or PlaceRole.Longitude:
                return TakeAngle(place, draft[place.Ordinal], value);
            case PlaceRole.PointPrecision:
                if (ValueName.Read<Precision>(value) is not { } precision) return Refuse(new Finding("unknown-term", step.Rule.To, RowPlacing.Short(value)));
                draft[place.Ordinal].Precision = precision;
                return null;
            case PlaceRole.Low or PlaceRole.High:
                return TakeCount(place, draft[place.Ordinal], value, step, source);
            case PlaceRole.LinkNote:
                if (value.Length > KindCheck.LongestText) return Refuse(Finding.TooLong(step.Rule.To, KindCheck.LongestText), LossReason.NoRoom);
                return draft.Change(place.Field!.Name, index, link => link with { Note = link.Note is { } before ? before + "\n\n" + value : value }) ? null : LossReason.NoRoom;
            case PlaceRole.LinkPrecision:
                if (ValueName.Read<Precision>(value) is not { } finest) return Refuse(new Finding("unknown-term", step.Rule.To, RowPlacing.Short(value)));
                return draft.Change(place.Field!.Name, index, link => link with { Finest = finest }) ? null : LossReason.NoRoom;
            case PlaceRole.Translation:
                if (value.Length > (place.Field!.Type == FieldType.Markdown ? KindCheck.LongestMarkdown : place.Field.Name == "title" ? KindCheck.LongestTitle : KindCheck.LongestText)) return Refuse(Finding.TooLong(step.Rule.To, KindCheck.LongestText), LossReason.NoRoom);
                draft.Translate(place.Language, place.Field.Name, value);
                return null;
            case PlaceRole.Notice:
                if (value.Length > FieldNotices.Longest || value.Contains('\n')) return Refuse(Finding.TooLong(step.Rule.To, FieldNotices.Longest), LossReason.NoRoom);
                return draft.Notice(place.Field!.Name, value, step.Heading) ? null : LossReason.NoRoom;
            case PlaceRole.FieldEmbargo:
                if (dates.Day(step, value, source) is not { } day || WrittenDay.Read(day) is not { } until) return LossReason.Unread;
                draft.Days = (draft.Days ?? ImmutableDictionary<string, DateOnly>.Empty).SetItem(place.Field!.Name, until);
                return null;
            default:
                return LossReason.NoPlace;
        }
    }

    public void Finish(Field field, FieldDraft held)
    {
        if (field.Type == FieldType.Date) dates.Finish(field, held);
        if (field.Type == FieldType.Coordinates && (held.Latitude is null) != (held.Longitude is null)) draft.Tell(new Finding("coordinates-half", field.Name));
    }

    private LossReason? TakeField(Step step, FieldDraft held, string value, string source)
    {
        Field field = step.Place.Field!;
        if (value[0] is '{' or '[' && TakeJson(field, held, value)) return null;
        switch (field.Type)
        {
            case FieldType.Link:
                return step.Rule.By is { } by ? TakeRowLink(step, field, value, by) : TakeLink(step, field, value);
            case FieldType.Text or FieldType.Markdown:
                return TakeText(step, field, held, value);
            case FieldType.Date:
                return dates.Take(step, held, value, source);
            case FieldType.Day:
                return held.One is not null ? LossReason.NoRoom : dates.Day(step, value, source) is not { } day ? LossReason.Unread : Put(field, held, day);
            case FieldType.Term:
                if (step.Terms!.Find(value) is { } term) return Put(field, held, term);
                return Refuse(new Finding("unknown-term", field.Name, RowPlacing.Short(value)), LossReason.Unread, step.Terms.Near(value));
            case FieldType.Coordinates:
                return TakePoint(step, field, held, value);
            case FieldType.Range:
                return TakeCount(step.Place, held, value, step, source);
            case FieldType.Url:
                return WithScheme(value) is { } address && address.Length <= KindCheck.LongestText ? Put(field, held, address) : Refuse(new Finding("url-not-web", field.Name, RowPlacing.Short(value)));
            case FieldType.Language:
                return LanguageTag.Read(value) is { } tag ? Put(field, held, tag) : Refuse(new Finding("language-not-a-tag", field.Name, RowPlacing.Short(value)));
            case FieldType.Flag:
                return FlagWords.Read(value) is { } flag ? Put(field, held, flag ? "true" : "false") : Refuse(new Finding("flag-not-yes-or-no", field.Name, RowPlacing.Short(value)));
            default:
                return TakeEntry(field, held, value);
        }
    }

    private LossReason? Put(Field field, FieldDraft held, string value)
    {
        if (!field.IsMany)
        {
            if (held.One is not null && held.One != value) return LossReason.NoRoom;
            held.One = value;
            return null;
        }

        if (held.Count >= KindCheck.MostValues) return Refuse(new Finding("too-many", field.Name), LossReason.NoRoom);
        held.Add(value);
        return null;
    }

    private LossReason? TakeText(Step step, Field field, FieldDraft held, string value)
    {
        // A title that is too long is shortened, and kept whole beside.
        int longest = field.Type == FieldType.Markdown ? KindCheck.LongestMarkdown : KindCheck.LongestText;
        if (value.Length > longest) return Refuse(Finding.TooLong(field.Name, longest), LossReason.NoRoom);
        if (field.IsMany || held.One is null) return Put(field, held, value);
        if (held.One == value) return null;
        if (held.One.Length + step.Join.Length + value.Length > longest) return Refuse(Finding.TooLong(field.Name, longest), LossReason.NoRoom);
        held.One += step.Join + value;
        return null;
    }

    private LossReason? TakeLink(Step step, Field field, string value)
    {
        // An address is no name: it is a source.
        if (KindCheck.IsWebAddress(value) && draft.Kind["sources"] is { Type: FieldType.Sources } sources)
        {
            draft[draft.Kind.Fields.IndexOf(sources)].AddEntry(Entry.Of(("url", value)));
            return null;
        }

        // What begins with # would lead to another record of its deposit.
        string name = value.TrimStart('#').TrimStart();
        if (name.Length == 0) return LossReason.Unread;
        if (name.Length > KindCheck.LongestTitle) return Refuse(Finding.TooLong(field.Name, KindCheck.LongestTitle), LossReason.NoRoom);
        if (draft.Links.Count(link => link.Field == field.Name) >= KindCheck.MostValues) return Refuse(new Finding("too-many", field.Name), LossReason.NoRoom);
        draft.Link(new LinkMention(field.Name, name, Finest: field.Name == CommonFields.Where ? ValueName.Read<Precision>(step.Rule.Precision) : null));
        return null;
    }

    private LossReason? TakeRowLink(Step step, Field field, string value, string by)
    {
        int space = by == Placement.ByKeyAndName ? value.IndexOf(' ', StringComparison.Ordinal) : -1;
        string key = space < 0 ? value : value[..space];
        string? name = space < 0 ? null : value[(space + 1)..].Trim();
        if (!draft.Link(new RowLink(field.Name, key, name is { Length: > 0 and <= KindCheck.LongestTitle } ? name : null, step.Heading, value))) return Refuse(new Finding("too-many", field.Name), LossReason.NoRoom);
        return null;
    }

    private LossReason? TakePoint(Step step, Field field, FieldDraft held, string value)
    {
        WrittenPoint point = PointReader.Read(value);
        if (point.Problem == PointProblem.Nowhere) return Refuse(new Finding("coordinates-nowhere", field.Name));
        if (point.Problem == PointProblem.Outside) return Refuse(new Finding("coordinates-outside", field.Name));
        if (point.Problem != PointProblem.None) return Refuse(new Finding("coordinates-unread", field.Name, RowPlacing.Short(value)));
        if (held.Latitude is not null || held.Longitude is not null) return LossReason.NoRoom;
        (held.Latitude, held.Longitude, held.Precision) = (point.Latitude, point.Longitude, ValueName.Read<Precision>(step.Rule.Precision) ?? held.Precision);
        return null;
    }

    private LossReason? TakeAngle(FieldPlace place, FieldDraft held, string value)
    {
        bool isLatitude = place.Role == PlaceRole.Latitude;
        if (PointReader.ReadAngle(value) is not { } angle) return Refuse(new Finding("coordinates-unread", place.Field!.Name, RowPlacing.Short(value)));
        if (Math.Abs(angle) > (isLatitude ? 90 : 180)) return Refuse(new Finding("coordinates-outside", place.Field!.Name));
        if ((isLatitude ? held.Latitude : held.Longitude) is not null) return LossReason.NoRoom;
        if (angle == 0 && (isLatitude ? held.Longitude : held.Latitude) == 0)
        {
            held.Latitude = held.Longitude = null;
            return Refuse(new Finding("coordinates-nowhere", place.Field!.Name));
        }

        if (isLatitude) held.Latitude = angle;
        else held.Longitude = angle;
        return null;
    }

    private LossReason? TakeCount(FieldPlace place, FieldDraft held, string value, Step step, string source)
    {
        WrittenCount count = CountReader.Read(value);
        if (count.Range is not { } range) return Refuse(new Finding(count.IsInWords ? "number-in-words" : "number-unread", place.Field!.Name, RowPlacing.Short(value)));
        if (place.Role == PlaceRole.Field)
        {
            if (held.Low is not null || held.High is not null) return LossReason.NoRoom;
            (held.Low, held.High) = (range.Low, range.High);
        }
        else
        {
            bool isLow = place.Role == PlaceRole.Low;
            if ((isLow ? held.Low : held.High) is not null || (range.Low ?? range.High) is not { } number || (range.Low is { } low && range.High is { } high && low != high)) return LossReason.NoRoom;
            if (isLow ? held.High < number : held.Low > number) return Refuse(new Finding("range-reversed", place.Field!.Name));
            if (isLow) held.Low = number;
            else held.High = number;
        }

        if (count.IsAbout) draft.Leave(step.Heading, source, LossReason.Nearer);
        return null;
    }

    private LossReason? TakePart(Step step, FieldDraft held, string value, int index)
    {
        FieldPlace place = step.Place;
        Field field = place.Field!;
        if (held.Count >= KindCheck.MostValues) return Refuse(new Finding("too-many", field.Name), LossReason.NoRoom);
        if (value.Length > KindCheck.LongestText) return Refuse(Finding.TooLong(field.Name, KindCheck.LongestText), LossReason.NoRoom);
        string part = place.Part;
        if (part == "url")
        {
            // What is no address may still say where to look.
            if (WithScheme(value) is { } address) value = address;
            else part = "title";
        }

        if (!held.AddPart(step.Group, index, part, value, step.Rule.With)) held.AddEntry(Entry.Of((part, value)));
        return null;
    }

    /// <summary>A web address; one that was written without its beginning gets it. Null: it is none.</summary>
    private static string? WithScheme(string value)
    {
        if (KindCheck.IsWebAddress(value)) return value;
        int slash = value.IndexOf('/', StringComparison.Ordinal);
        ReadOnlySpan<char> host = slash < 0 ? value : value.AsSpan(0, slash);
        bool isHost = host.Length > 3 && char.IsAsciiLetterOrDigit(host[0]) && host.LastIndexOf('.') is > 0 and var dot && host.Length - dot > 2 && !host.ContainsAnyExcept(InHosts) && !host[(dot + 1)..].ContainsAnyExcept(InEndings);
        return isHost && (slash > 0 || host.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) && KindCheck.IsWebAddress("https://" + value) ? "https://" + value : null;
    }

    /// <summary>A bare text in the place of an entry: an address, a name.</summary>
    private LossReason? TakeEntry(Field field, FieldDraft held, string value)
    {
        if (held.Count >= KindCheck.MostValues) return Refuse(new Finding("too-many", field.Name), LossReason.NoRoom);
        if (value.Length > KindCheck.LongestText) return Refuse(Finding.TooLong(field.Name, KindCheck.LongestText), LossReason.NoRoom);
        held.AddEntry(field.Type switch
        {
            FieldType.Sources => Entry.Of((KindCheck.IsWebAddress(value) ? "url" : "title", value)),
            FieldType.Creators => Creator(value),
            _ => Entry.Of((field.Parts[0], value)),
        });
        return null;
    }

    /// <summary>"Weston, Deborah" is a family and a given name; anything else is taken as it is written.</summary>
    private static Entry Creator(string name)
    {
        string bare = name.TrimEnd(',', ' ');
        return bare.Split(',', StringSplitOptions.TrimEntries) is [{ Length: > 0 } family, { Length: > 0 } given] && !bare.Any(char.IsDigit) && family.Count(c => c == ' ') < 2
            ? Entry.Of(("family", family), ("given", given))
            : Entry.Of(("literal", name));
    }

    /// <summary>A field as records are written in JSON, which cells of Kindred's own tables hold. False: it is none, or not of this field.</summary>
    private bool TakeJson(Field field, FieldDraft held, string value)
    {
        bool isWritten = value[0] == '{' || (value.Length > 2 && value[0] == '[' && value.AsSpan(1).TrimStart() is ['{', ..]);
        if (!isWritten || field.Type is FieldType.Text or FieldType.Markdown) return false;
        try
        {
            using JsonDocument json = JsonDocument.Parse($$"""{"{{field.Name}}":{{value}}}""");
            List<Finding> findings = [];
            (RecordContent content, ImmutableArray<LinkMention> links) = RecordInput.Read(json.RootElement, draft.Kind, draft.Language, "", findings);
            if (findings.Count > 0 || (content[field.Name] is { } read && field.CheckOne(read, "").Any())) return false;
            foreach (LinkMention link in links) draft.Link(link);
            switch (content[field.Name])
            {
                case FieldValue.Entries entries:
                    foreach (Entry entry in entries.Items) held.AddEntry(entry);
                    return true;
                case FieldValue.Range range when held.IsEmpty:
                    (held.Low, held.High) = (range.Low, range.High);
                    return true;
                case FieldValue.Coordinates point when held.IsEmpty:
                    (held.Latitude, held.Longitude, held.Precision) = (point.Latitude, point.Longitude, point.Precision);
                    return true;
                default:
                    return links.Length > 0;
            }
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private LossReason? TakeId(string value)
    {
        if (!RecordId.TryParse(value, out RecordId id)) return Refuse(new Finding("link-unknown", "id", RowPlacing.Short(value)));
        if (draft.Id is { } before && before != id) return LossReason.NoRoom;
        draft.Id = id;
        return null;
    }

    private LossReason Refuse(Finding finding, LossReason reason = LossReason.Unread, ImmutableArray<string> candidates = default)
    {
        draft.Tell(finding, candidates: candidates);
        return reason;
    }
}
