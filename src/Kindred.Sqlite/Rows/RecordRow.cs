using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>records</c>, always under the name <c>r</c>: the head that policy and lists need, and the whole.</summary>
internal static class RecordRow
{
    public const string Head =
        "r.id, r.kind, r.state, r.visibility, r.embargo, r.until, r.deposit, r.communities, r.language, r.title, r.titles, r.summary, r.when_text, r.published";

    public const int HeadColumns = 14;

    public const string Whole = Head + ", r.revision, r.latest, r.basis, r.vouched, r.hidden_because, r.change, r.published_without, r.hidden_until, r.precise, r.newly_named, r.with_telling, r.withheld, r.content, r.public_before, r.withheld_fields";

    public const int WholeColumns = 29;

    private const string SelectWhole = "SELECT " + Whole + " FROM records r WHERE r.id = ?";
    private const string SelectHead = "SELECT " + Head + " FROM records r WHERE r.id = ?";

    private const string Insert = """
        INSERT INTO records (doc, id, kind, state, visibility, grade, embargo, until, deposit, communities, published, published_without, hidden_until, revision, latest,
            basis, vouched, change, language, title, when_text, titles, hidden_because, summary, content, precise, newly_named, with_telling, public_before)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """;

    private const string InsertOrUpdate = Insert + """

        ON CONFLICT (doc) DO UPDATE SET state = excluded.state, visibility = excluded.visibility, grade = excluded.grade, embargo = excluded.embargo,
            until = excluded.until, deposit = excluded.deposit, communities = excluded.communities, published = excluded.published,
            published_without = excluded.published_without, hidden_until = excluded.hidden_until, revision = excluded.revision, latest = excluded.latest, basis = excluded.basis, vouched = excluded.vouched, change = excluded.change,
            language = excluded.language, title = excluded.title, when_text = excluded.when_text, titles = excluded.titles,
            hidden_because = excluded.hidden_because, summary = excluded.summary, content = excluded.content, precise = excluded.precise, newly_named = excluded.newly_named, with_telling = excluded.with_telling, public_before = excluded.public_before
        """;

    /// <summary>Without what is withheld, which has columns of its own.</summary>
    /// <param name="isFresh">No row can have the id.</param>
    /// <param name="shown">What is not withheld of it: lists and names are everyone's.</param>
    public static void Put(Database database, bool isFresh, int document, Record record, RecordContent shown, byte[] content, int grade, long change) =>
        database[isFresh ? Insert : InsertOrUpdate]
            .Add(document).Add(record.Id).Add(record.Kind).Add((long)record.State).Add((long)record.Visibility).Add(grade).Add(record.EmbargoUntil)
            .Add(record.PublicUntil).Add(record.Deposit).Add(record.Communities).Add(record.PublishedDay).Add(record.PublishedWithout).Add(record.HiddenUntil)
            .Add(record.Revision).Add(record.LatestRevision).Add((long)record.Basis).Add(record.IsVouchedByOneKeeper).Add(change)
            .Add(shown.Language).Add(shown.Title).Add(shown.Text("when")).AddText(TitlesOf(shown))
            .Add(record.HiddenBecause).Add(SummaryOf(shown)).AddText(content).Add(record.IsPlacePrecise).Add(record.NewlyNamed).Add(record.ComesWithTelling).Add(record.WasPublicBefore).Run();

    public static Record? Find(Database database, RecordId id) => database[SelectWhole].Add(id).First(row => Record(row));

    /// <summary>The same, with the bytes that its content has.</summary>
    public static (Record? Record, int ContentBytes) FindWithLength(Database database, RecordId id) => database[SelectWhole].Add(id).First(row => (Record(row), row.Bytes(26).Length));

    /// <summary>The whole record, its content read only if the policy lets it be seen.</summary>
    public static Visible<Record>? Find(Database database, RecordId id, Viewer viewer) => database[SelectWhole].Add(id).First(row => Show(row, viewer));

    public static RecordLine? Line(Database database, RecordId id, Viewer viewer) =>
        database[SelectHead].Add(id).First(row => VisibilityPolicy.Sees(viewer, Envelope(row)) ? Line(row) : null);

    public static Visible<Record>? Show(Statement row, Viewer viewer) =>
        VisibilityPolicy.Sees(viewer, Envelope(row)) ? VisibilityPolicy.Show(viewer, Record(row)) : null;

    public static Envelope Envelope(Statement row, int at = 0) => new(
        (RecordState)row.Int(at + 2), (RecordVisibility)row.Int(at + 3), row.DayOrNull(at + 4), row.DayOrNull(at + 5), row.DepositOrNull(at + 6), row.Ids(at + 7));

    public static RecordLine Line(Statement row, int at = 0)
    {
        string? summary = row.TextOrNull(at + 11);
        string? notice = summary?.StartsWith(NoticeSign) == true ? summary[1..] : null;
        return new(row.Id(at), row.Text(at + 1), row.Text(at + 8), row.Text(at + 9), notice is null ? summary : null, row.TextOrNull(at + 12), row.DayOrNull(at + 13),
            (RecordState)row.Int(at + 2))
        {
            SummaryNotice = notice,
            Titles = Titles(row, at + 10, ""), Machine = Marked(row, at + 10, Machine), Stale = Marked(row, at + 10, Stale),
        };
    }

    public static Record Record(Statement row) => new()
    {
        Id = row.Id(0),
        Kind = row.Text(1),
        State = (RecordState)row.Int(2),
        Visibility = (RecordVisibility)row.Int(3),
        EmbargoUntil = row.DayOrNull(4),
        PublicUntil = row.DayOrNull(5),
        Deposit = row.DepositOrNull(6),
        Communities = row.Ids(7),
        PublishedDay = row.DayOrNull(13),
        Revision = row.Int(14),
        LatestRevision = row.Int(15),
        Basis = (PublicationBasis)row.Int(16),
        IsVouchedByOneKeeper = row.Flag(17),
        HiddenBecause = row.TextOrNull(18),
        Change = row.Long(19),
        PublishedWithout = row.Ids(20),
        HiddenUntil = row.DayOrNull(21),
        IsPlacePrecise = row.Flag(22),
        NewlyNamed = row.Ids(23),
        ComesWithTelling = row.Flag(24),
        WithheldPlaces = [.. row.Ids(25).Chunk(2).Select(pair => new WithheldPlace(pair[0], pair[1] == default ? null : pair[1]))],
        Content = ContentJson.Read(row.Bytes(26)),
        WasPublicBefore = row.Flag(27),
        WithheldFields = Withheld(row, 28),
    };

    public static ImmutableArray<WithheldField> WithheldFields(Database database, RecordId id) =>
        database["SELECT withheld_fields FROM records WHERE id = ?"].Add(id).All(row => Withheld(row, 0)) is [var withheld] ? withheld : [];

    public static string Stored(ImmutableArray<WithheldField> withheld) => withheld.IsEmpty ? "" : JsonSerializer.Serialize(withheld, StoredJson.Form.ImmutableArrayWithheldField);

    /// <summary>0: public on no day; 1: on every day; 2: on some. What the stored <c>grade</c> means.</summary>
    public static int Grade(in Envelope envelope)
    {
        // Asked of the policy itself, once with the days put aside, so that the two cannot part.
        if (!VisibilityPolicy.IsPublic(envelope with { EmbargoUntil = null, PublicUntil = null }, DateOnly.MinValue)) return 0;
        return envelope.EmbargoUntil is null && envelope.PublicUntil is null ? 1 : 2;
    }

    /// <summary>Names as they are compared.</summary>
    public static string Compared(string name) => NormalText.Of(name.Trim(), NormalizationForm.FormC).ToLowerInvariant();

    /// <summary>All that a record may be called by.</summary>
    public static IEnumerable<string> Names(RecordContent content) =>
        ((string[])["title", "otherNames", "names"]).SelectMany(field => content.Texts(field))
            .Concat(content.Translations.Values.Select(fields => fields.GetValueOrDefault("title")?.Text ?? ""))
            .Select(Compared).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal);

    private static ImmutableArray<WithheldField> Withheld(Statement row, int column) =>
        row.Bytes(column) is { Length: > 0 } stored ? JsonSerializer.Deserialize(stored, StoredJson.Form.ImmutableArrayWithheldField) : [];

    // A tag begins with a letter: what is said of a title stands beside it, under the tag with a sign before.
    private const string Machine = "*";
    private const string Stale = "<";

    // No text that somebody typed holds it: it says that what follows is said before the summary, in its stead.
    private const char NoticeSign = '\u0001';

    /// <summary>What lists show below the title.</summary>
    public static string? SummaryOf(RecordContent content) => FieldNotices.Before(content, "summary") is { } notice ? NoticeSign + notice : content.Text("summary");

    public static byte[]? TitlesOf(RecordContent content)
    {
        SortedDictionary<string, string> titles = new(StringComparer.Ordinal);
        foreach ((string language, ImmutableSortedDictionary<string, Translation> fields) in content.Translations)
        {
            if (fields.GetValueOrDefault("title") is not { } title) continue;
            titles[language] = title.Text;
            if (title.IsMachine) titles[Machine + language] = "";
            if (title.IsStale) titles[Stale + language] = "";
        }

        return titles.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(titles, StoredJson.Form.SortedDictionaryStringString);
    }

    private static ImmutableArray<string> Marked(Statement row, int column, string sign) => row.IsNull(column) ? [] : [.. Titles(row, column, sign).Keys];

    /// <param name="sign">Of what is wanted; none: the titles.</param>
    private static ImmutableSortedDictionary<string, string> Titles(Statement row, int column, string sign)
    {
        if (row.IsNull(column)) return ImmutableSortedDictionary<string, string>.Empty;
        SortedDictionary<string, string> all = JsonSerializer.Deserialize(row.Bytes(column), StoredJson.Form.SortedDictionaryStringString)!;
        return all.Where(one => sign.Length == 0 ? char.IsAsciiLetter(one.Key[0]) : one.Key.StartsWith(sign, StringComparison.Ordinal))
            .ToImmutableSortedDictionary(one => one.Key[sign.Length..], one => one.Value, StringComparer.Ordinal);
    }
}
