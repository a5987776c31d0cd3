using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.StoreContracts;

/// <summary>Records and the like, as plain as a test can use them.</summary>
internal static class Some
{
    public static DateOnly Today { get; } = new(2026, 3, 1);

    public static Viewer Anyone { get; } = new Viewer.Public(Today);

    public static Viewer.Member Keeper { get; } = new(Today, "ruth", IsKeeper: true, []);

    public static Viewer.Member StewardOf(params ImmutableArray<RecordId> communities) => new(Today, "amal", IsKeeper: false, communities);

    public static RecordContent Content(string title, string story = "As it happened.") => new()
    {
        Language = "en",
        Fields = ImmutableDictionary<string, FieldValue>.Empty.Add("title", new FieldValue.One(title)).Add("story", new FieldValue.One(story)),
    };

    public static Record Record(string title = "A practice", string kind = "practice", RecordState state = RecordState.Published) => new()
    {
        Id = RecordId.Mint(),
        Kind = kind,
        State = state,
        Revision = 1,
        LatestRevision = 1,
        Content = Content(title),
        PublishedDay = state == RecordState.Published ? Today : null,
    };

    /// <summary>Public without the word of those it names, who had nobody to say it: the store takes nothing that is public against one.</summary>
    public static Record Unasked(this Record record) => record with { Basis = PublicationBasis.PublicSources, PublishedWithout = record.Communities };

    public static Revision Revision(Record record, int number = 1, bool wasPublic = true, RecordContent? content = null) => new()
    {
        Record = record.Id,
        Number = number,
        Day = Today,
        Who = "anonymous",
        Note = "first told",
        Content = content ?? record.Content,
        AskedFrom = 1,
        Basis = record.Basis,
        WasPublic = wasPublic,
    };

    public static Connection Connection(Record from, Record to, string type = "centres", RecordState state = RecordState.Published) => new()
    {
        Id = RecordId.Mint(),
        Type = type,
        From = from.Id,
        To = to.Id,
        State = state,
        Revision = 1,
        Words = ConnectionWords.None,
    };

    public static Deposit Deposit(params ImmutableArray<DepositedRecord> records) => new()
    {
        Id = DepositId.Mint(),
        State = DepositState.Deposited,
        Day = Today,
        StateDay = Today,
        ReceiptHash = RecordId.Mint().ToBytes(),
        Records = records,
    };

    public static DepositedRecord Entry(string title, RecordId? accessioned = null) => new()
    {
        Ref = "a",
        Entry = RecordId.Mint(),
        Kind = "practice",
        Content = Content(title),
        Accessioned = accessioned,
    };

    public static SearchDocument Document(string title, string body = "", params ImmutableArray<FacetTerm> terms) => new()
    {
        Title = title,
        Body = body,
        TitleStems = title,
        BodyStems = body,
        SortTitle = title,
        Terms = terms,
        Published = Today,
    };

    public static void PutWhole(this IArchiveSession session, Record record)
    {
        session.Put(record);
        session.Put(Revision(record));
    }

    public static void Put(this IArchiveSession session, Connection connection) => session.Put(connection, "anonymous", "joined", Today);

    /// <summary>Content compared as it is stored: dictionaries and arrays don't compare by what they hold.</summary>
    public static string Json(this RecordContent content) => System.Text.Encoding.UTF8.GetString(ContentJson.Write(content));
}
