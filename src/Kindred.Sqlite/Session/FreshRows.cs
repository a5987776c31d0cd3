using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>Records and links of records that one act makes under ids which it minted itself. Nothing else can be kept under these, so that what is asked of them is answered from
/// here, and each is written once, as it is in the end.</summary>
internal sealed class FreshRows
{
    private readonly HashSet<RecordId> minted = [];
    private readonly Dictionary<RecordId, FreshRecord> records = [];
    private readonly Dictionary<RecordId, FreshConnection> connections = [];
    private readonly Dictionary<RecordId, List<FreshConnection>> byEnd = [];
    private readonly Dictionary<string, List<FreshRecord>> byName = new(StringComparer.Ordinal);

    /// <summary>Nothing was minted: whoever asks the database misses nothing.</summary>
    public bool IsEmpty => minted.Count == 0;

    /// <summary>In the order they were made.</summary>
    public List<FreshRecord> Records { get; } = [];

    /// <summary>In the order they were made.</summary>
    public List<FreshConnection> Connections { get; } = [];

    public RecordId Mint()
    {
        RecordId id = RecordId.Mint();
        minted.Add(id);
        return id;
    }

    /// <summary>All that is kept under it is here.</summary>
    public bool Has(RecordId id) => minted.Contains(id);

    public FreshRecord? Record(RecordId id) => records.GetValueOrDefault(id);

    public FreshConnection? Connection(RecordId id) => connections.GetValueOrDefault(id);

    /// <summary>As connections are asked for: by position, then in the order they were made.</summary>
    public IEnumerable<Connection> Of(RecordId end) =>
        byEnd.TryGetValue(end, out List<FreshConnection>? links) ? links.Select(one => one.Connection).OrderBy(one => one.Position) : [];

    /// <summary>By a name as it is compared, withdrawn ones left out.</summary>
    public IEnumerable<(RecordId Id, string Kind)> Named(string compared) => !byName.TryGetValue(compared, out List<FreshRecord>? named) ? []
        : named.Where(row => row.Record!.State != RecordState.Withdrawn).OrderBy(row => row.Document).Select(row => (row.Record!.Id, row.Record.Kind));

    public void Put(Revision revision) => RecordToPut(revision.Record).Revisions[revision.Number] = revision;

    /// <param name="document">Gives a number where it is put for the first time.</param>
    public void Put(Record record, Func<int> document)
    {
        FreshRecord row = RecordToPut(record.Id);
        if (row.Record is null) row.Document = document();
        bool isCalledAlike = row.Record is { WithheldFields.IsEmpty: true } old && ReferenceEquals(old.Content, record.Content) && record.WithheldFields.IsEmpty;
        row.Record = record with { Change = row.Record is { } before ? Math.Max(before.Change + 1, record.Change) : record.Change };
        if (!isCalledAlike) Name(row);
    }

    public void Add(FreshConnection link)
    {
        connections.Add(link.Connection.Id, link);
        Connections.Add(link);
        AtEnd(link.Connection.From).Add(link);
        if (link.Connection.To != link.Connection.From) AtEnd(link.Connection.To).Add(link);
    }

    public void Clear()
    {
        if (IsEmpty) return;
        minted.Clear();
        records.Clear();
        connections.Clear();
        byEnd.Clear();
        byName.Clear();
        Records.Clear();
        Connections.Clear();
    }

    private FreshRecord RecordToPut(RecordId id)
    {
        if (records.TryGetValue(id, out FreshRecord? known)) return known;
        FreshRecord made = new();
        records.Add(id, made);
        Records.Add(made);
        return made;
    }

    private void Name(FreshRecord row)
    {
        foreach (string name in row.Names) byName[name].Remove(row);
        row.Names = [.. RecordRow.Names(VisibilityPolicy.WithoutWithheld(row.Record!))];
        foreach (string name in row.Names)
        {
            if (!byName.TryGetValue(name, out List<FreshRecord>? named)) byName.Add(name, named = []);
            named.Add(row);
        }
    }

    private List<FreshConnection> AtEnd(RecordId id)
    {
        if (!byEnd.TryGetValue(id, out List<FreshConnection>? links)) byEnd.Add(id, links = []);
        return links;
    }
}

internal sealed class FreshRecord
{
    public int Document { get; set; }

    /// <summary>Null: only revisions of it were put so far.</summary>
    public Record? Record { get; set; }

    /// <summary>As they are compared.</summary>
    public string[] Names { get; set; } = [];

    /// <summary>By number.</summary>
    public SortedDictionary<int, Revision> Revisions { get; } = [];

    /// <summary>What the index is to hold of it; null: nothing.</summary>
    public Func<SearchDocument>? Words { get; set; }
}

internal sealed class FreshConnection(Connection connection, string who, string note, DateOnly day)
{
    public Connection Connection { get; set; } = connection;

    public string Who => who;

    public string Note => note;

    public DateOnly Day => day;

    /// <summary>It was put as published once.</summary>
    public bool WasPublic { get; set; }
}
