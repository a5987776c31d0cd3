using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>An archive in a few dictionaries, so that the acts themselves can be tried ten thousand times. It answers as the database does: the same sequences over
/// both say so.</summary>
internal sealed partial class Memory : IArchiveSession, IArchiveWriter
{
    private readonly OrderedDictionary<RecordId, Record> records = [];
    private readonly Dictionary<(RecordId, int), Revision> revisions = [];
    private readonly OrderedDictionary<RecordId, Connection> connections = [];
    private readonly Dictionary<(RecordId, int), ConnectionRevision> saidOf = [];
    private readonly OrderedDictionary<DepositId, Deposit> deposits = [];
    private readonly Dictionary<RecordId, Protocol> protocols = [];
    private readonly OrderedDictionary<string, Member> members = [];
    private readonly Dictionary<string, string> values = [];
    private readonly Dictionary<RecordId, Tombstone> tombstones = [];
    private readonly List<Consent> consents = [];
    private long lastConsent;
    private readonly List<TwoKeeperAct> waiting = [];
    private long lastWaiting;
    private readonly Dictionary<RecordId, SearchDocument> indexed = [];

    public event Action<IndexChange>? Committed
    {
        add { }
        remove { }
    }

    public bool IsIndexed(RecordId id) => indexed.ContainsKey(id);

    public SearchDocument? Indexed(RecordId id) => indexed.GetValueOrDefault(id);

    public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) => Task.FromResult(act(this));

    public Record? FindRecord(RecordId id) => records.GetValueOrDefault(id);

    public Revision? FindRevision(RecordId id, int number) => revisions.GetValueOrDefault((id, number));

    public IReadOnlyList<Revision> Revisions(RecordId id) => [.. revisions.Values.Where(one => one.Record == id).OrderByDescending(one => one.Number)];

    public void Put(Record record) => records[record.Id] = record;

    public void Put(Revision revision) => revisions[(revision.Record, revision.Number)] = revision;

    public void DestroyRevision(RecordId id, int number)
    {
        DestroySalts(id, number);
        foreach (WithdrawnPart part in Parts(id).Where(one => one.Held is not null)) Put(part with { Held = part.Held!.WithoutRevision(number) });
        if (!revisions.Remove((id, number), out Revision? gone) || Revisions(id) is not [var newest, ..]) return;
        if (newest.Number < number) EndNewest(gone, newest);
        else EndAnswers(gone);
        foreach (DepositId holding in DepositsHolding(id)) Put(deposits[holding].Saying(id, newest.Content, newest.Number), []);
    }

    public Connection? FindConnection(RecordId id) => connections.GetValueOrDefault(id);

    public IReadOnlyList<Connection> ConnectionsOf(RecordId record) => [.. connections.Values.Where(one => one.From == record || one.To == record).OrderBy(one => one.Position)];

    public IReadOnlyList<RecordId> WithTellingBeside(RecordId id) => [.. connections.Values.Where(one => one.Id == id || one.From == id || one.To == id)
        .SelectMany(one => (RecordId[])[one.From, one.To]).Where(end => end != id && records.GetValueOrDefault(end) is { ComesWithTelling: true }).Distinct()];

    public bool IsToldOf(RecordId record, DateOnly today) => ConnectionsOf(record).Any(one => VisibilityPolicy.IsPublic(Envelope.Of(one), today)
        && records.GetValueOrDefault(one.From == record ? one.To : one.From) is { ComesWithTelling: false, Kind: not "note" } other && VisibilityPolicy.IsPublic(Envelope.Of(other), today));

    public void Put(Connection connection, string who, string note, DateOnly day)
    {
        connections[connection.Id] = connection;
        PutRevision(connection, who, note, day);
    }

    public IReadOnlyList<ConnectionRevision> ConnectionRevisions(RecordId connection) => [.. saidOf.Values.Where(one => one.Connection == connection).OrderBy(one => one.Number)];

    public void MarkRevision(RecordId connection, int revision, bool wasPublic, DateOnly? until)
    {
        if (saidOf.TryGetValue((connection, revision), out ConnectionRevision? said)) saidOf[(connection, revision)] = said with { WasPublic = wasPublic, PublicUntil = until };
    }

    public DateOnly DayOf(Connection connection) => saidOf[(connection.Id, connection.Revision)].Day;

    public void DestroyConnection(RecordId id)
    {
        if (!connections.Remove(id)) return;
        foreach (Connection about in ConnectionsOf(id)) DestroyConnection(about.Id);
        foreach (ConnectionRevision one in ConnectionRevisions(id)) saidOf.Remove((id, one.Number));
        consents.RemoveAll(one => one.Subject == id);
        Forget(id);
    }

    public IReadOnlyList<RecordId> RecordsOf(DepositId deposit) =>
        [.. records.Values.Where(one => one.Deposit == deposit).Select(one => one.Id), .. connections.Values.Where(one => one.Deposit == deposit).Select(one => one.Id)];

    public IReadOnlyList<RecordId> Naming(RecordId community) => [.. records.Values.Where(one => one.State != RecordState.Withdrawn && (one.Communities.Contains(community) || one.NewlyNamed.Contains(community))).Select(one => one.Id),
        .. connections.Values.Where(one => one.Communities.Contains(community)).Select(one => one.Id)];

    public IReadOnlyList<RecordId> NamingEver(RecordId community) =>
        [.. Naming(community).Union(revisions.Values.Where(one => one.Content.Links.Any(link => link.Target == community)).Select(one => one.Record))];

    public IReadOnlyList<RecordId> Due(DateOnly today) =>
    [
        .. records.Values.Where(one => (one.PublicUntil < today && one.State == RecordState.Published) || (one.EmbargoUntil <= today && one.State == RecordState.Embargoed)
            || (one.HiddenUntil < today && one.State == RecordState.Hidden)).Select(one => one.Id),
        .. connections.Values.Where(one => (one.State == RecordState.Published && one.PublicUntil < today) || (one.State == RecordState.Hidden && one.HiddenUntil < today)).Select(one => one.Id),
        .. embargoes.Where(one => one.Until <= today).Select(one => one.Subject),
    ];

    public IReadOnlyList<RecordId> InState(RecordState state) =>
        [.. records.Values.Where(one => one.State == state).Select(one => one.Id), .. connections.Values.Where(one => one.State == state && !one.IsOfField).Select(one => one.Id)];

    public IReadOnlyList<RecordId> WithWaitingRevision() =>
        [.. records.Values.Where(one => one.LatestRevision > one.Revision && one.State is RecordState.Published or RecordState.Embargoed).Select(one => one.Id)];

    public Deposit? FindDeposit(DepositId id) => deposits.GetValueOrDefault(id);

    public Deposit? FindDepositOf(RecordId entryOrRecord) => deposits.Values.FirstOrDefault(deposit =>
        deposit.Records.Any(one => one.Entry == entryOrRecord || one.Accessioned == entryOrRecord) || deposit.Connections.Any(one => one.Entry == entryOrRecord || one.Accessioned == entryOrRecord));

    public void Put(Deposit deposit, IReadOnlyCollection<RecordId> named) => deposits[deposit.Id] = deposit;

    public void DestroyDeposit(DepositId id)
    {
        if (!deposits.Remove(id, out Deposit? gone)) return;
        // What has a permanent id keeps its words.
        embargoes.RemoveAll(one => Handles(gone).Contains(one.Subject) && !records.ContainsKey(one.Subject) && !connections.ContainsKey(one.Subject));
        claims.RemoveWhere(one => Handles(gone).Contains(one.Record) && !records.ContainsKey(one.Record));
    }

    public IReadOnlyList<Consent> Consents(RecordId subject) => [.. consents.Where(one => one.Subject == subject)];

    public void Put(Consent consent)
    {
        if (consents.FindIndex(one => one.Number == consent.Number) is >= 0 and var at) consents[at] = consent;
        else consents.Add(consent with { Number = ++lastConsent });
    }

    public NamedCommunity? FindCommunity(RecordId id, DateOnly today) => records.GetValueOrDefault(id)?.Kind != "community" ? null : new NamedCommunity(
        id, protocols.GetValueOrDefault(id, Protocol.AnySteward),
        [.. members.Values.Where(member => member.CommunitiesOn(today).Contains(id)).Select(member => member.Handle).Order(StringComparer.Ordinal)])
    { Settings = SettingsOf(id) };

    public void Put(RecordId community, Protocol protocol) => protocols[community] = protocol;

    public void Index(RecordId id, SearchDocument? document) => _ = document is null ? indexed.Remove(id) : (indexed[id] = document) is not null;

    public Tombstone? FindTombstone(RecordId id) => tombstones.GetValueOrDefault(id);

    public void Destroy(RecordId id, Tombstone? tombstone)
    {
        Index(id, null);
        foreach (Connection connection in ConnectionsOf(id)) DestroyConnection(connection.Id);
        records.Remove(id);
        foreach ((RecordId, int) key in revisions.Keys.Where(key => key.Item1 == id).ToArray()) revisions.Remove(key);
        protocols.Remove(id);
        ForgetAgreed(id);
        if (tombstone is null) consents.RemoveAll(one => one.Subject == id);
        for (int at = 0; at < consents.Count; at++) consents[at] = consents[at].Subject == id ? consents[at] with { Condition = null } : consents[at];
        Forget(id);
        if (tombstone is not null) tombstones[id] = tombstone;
    }

    public Member? FindMember(string handle) => members.GetValueOrDefault(handle);

    public IReadOnlyList<Member> Members() => [.. members.Values.OrderBy(one => one.Handle, StringComparer.Ordinal)];

    public void Put(Member member) => members[member.Handle] = member;

    public IReadOnlyList<TwoKeeperAct> WaitingForSecondKeeper() => [.. waiting];

    public long PutTwoKeeperAct(TwoKeeperAct act)
    {
        waiting.Add(act with { Number = ++lastWaiting });
        return lastWaiting;
    }

    public void EndTwoKeeperAct(long number) => waiting.RemoveAll(one => one.Number == number);

    public string? FindValue(string name) => values.GetValueOrDefault(name);

    public void PutValue(string name, string? value) => _ = value is null ? values.Remove(name) : (values[name] = value) is not null;

    public ArchiveSettings Settings() => new();

    public void Write(Act act)
    {
    }

    public IReadOnlyList<DepositId> DepositsIn(DepositState state, DateOnly since) => throw new NotSupportedException();

    public DepositId? FindIdempotencyKey(byte[] keyHash) => throw new NotSupportedException();

    public void PutIdempotencyKey(byte[] keyHash, DepositId deposit) => throw new NotSupportedException();

    public void Put(Session session) => throw new NotSupportedException();

    public void DestroySession(byte[] hash) => throw new NotSupportedException();

    public void DestroySessions(string handle, SessionKind? kind) => throw new NotSupportedException();

    public bool DestroyEndedSignIns(DateOnly today) => throw new NotSupportedException();

    public void Put(ArchiveSettings settings) => throw new NotSupportedException();

    public IReadOnlyList<Appointment> Appointments() => throw new NotSupportedException();

    public long Put(Appointment appointment) => throw new NotSupportedException();

    public void EndAppointment(long number) => throw new NotSupportedException();

    public DayCounts CountsOf(DateOnly day) => throw new NotSupportedException();
}
