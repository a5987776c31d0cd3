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
using Kindred.Features.Shared.Publishing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life.Consents;

/// <summary>An archive in a few dictionaries, so that the acts themselves can be tried ten thousand times.</summary>
internal sealed partial class Memory : IArchiveSession, IArchiveWriter, IWithdrawalJournal
{
    private readonly Dictionary<RecordId, Record> records = [];
    private readonly Dictionary<(RecordId, int), Revision> revisions = [];
    private readonly Dictionary<RecordId, Connection> connections = [];
    private readonly Dictionary<(RecordId, int), ConnectionRevision> saidOf = [];
    private readonly Dictionary<DepositId, Deposit> deposits = [];
    private readonly Dictionary<RecordId, Protocol> protocols = [];
    private readonly Dictionary<string, Member> members = [];
    private readonly Dictionary<string, string> values = [];
    private readonly Dictionary<RecordId, Tombstone> tombstones = [];
    private readonly List<Consent> consents = [];
    private long lastConsent;
    private readonly List<TwoKeeperAct> waiting = [];
    private long lastProposal;
    private readonly HashSet<RecordId> indexed = [];

    public event Action<IndexChange>? Committed
    {
        add { }
        remove { }
    }

    public bool IsIndexed(RecordId id) => indexed.Contains(id);

    public Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel) => Task.FromResult(act(this));

    public Record? FindRecord(RecordId id) => records.GetValueOrDefault(id);

    public Revision? FindRevision(RecordId id, int number) => revisions.GetValueOrDefault((id, number));

    public IReadOnlyList<Revision> Revisions(RecordId id) => [.. revisions.Values.Where(one => one.Record == id).OrderBy(one => one.Number)];

    public IReadOnlyList<RecordId> FindByName(string name, IReadOnlyCollection<string> kinds) => [];

    public void Put(Record record) => records[record.Id] = record;

    public void Put(Revision revision) => revisions[(revision.Record, revision.Number)] = revision;

    public void DestroyRevision(RecordId id, int number)
    {
        DestroySalts(id, number);
        foreach (WithdrawnPart part in Parts(id).Where(one => one.Held is not null)) Put(part with { Held = part.Held!.WithoutRevision(number) });
        if (!revisions.Remove((id, number), out Revision? gone) || records[id].LatestRevision != number || Revisions(id) is not [.., var newest]) return;
        records[id] = records[id] with { LatestRevision = newest.Number };
        foreach (Consent one in consents.Where(one => one.Subject == id && one.Revision == number).ToArray())
            consents[consents.IndexOf(one)] = one with { Revision = gone.AskedFrom == number && one.Answer != ConsentAnswer.Withdrawn ? 0 : newest.Number };
    }

    public Connection? FindConnection(RecordId id) => connections.GetValueOrDefault(id);

    public IReadOnlyList<Connection> ConnectionsOf(RecordId record) => [.. connections.Values.Where(one => one.From == record || one.To == record)];

    public IReadOnlyList<RecordId> WithTellingBeside(RecordId id) => [.. connections.Values.Where(one => one.Id == id || one.From == id || one.To == id)
        .SelectMany(one => (RecordId[])[one.From, one.To]).Where(end => end != id && records.GetValueOrDefault(end) is { ComesWithTelling: true }).Distinct()];

    public bool IsToldOf(RecordId record, DateOnly today) => ConnectionsOf(record).Any(one => VisibilityPolicy.IsPublic(Envelope.Of(one), today)
        && records.GetValueOrDefault(one.From == record ? one.To : one.From) is { ComesWithTelling: false, Kind: not "note" } other && VisibilityPolicy.IsPublic(Envelope.Of(other), today));

    public void Put(Connection connection, string who, string note, DateOnly day)
    {
        connections[connection.Id] = connection;
        ConnectionRevision said = new(connection.Id, connection.Revision, day, who, note, connection.Words);
        saidOf[(connection.Id, connection.Revision)] = saidOf.TryGetValue((connection.Id, connection.Revision), out var before) ? before with { Words = connection.Words } : said;
    }

    public IReadOnlyList<ConnectionRevision> ConnectionRevisions(RecordId connection) => [.. saidOf.Values.Where(one => one.Connection == connection).OrderBy(one => one.Number)];

    public void MarkRevision(RecordId connection, int revision, bool wasPublic, DateOnly? until) =>
        saidOf[(connection, revision)] = saidOf[(connection, revision)] with { WasPublic = wasPublic, PublicUntil = until };

    public DateOnly DayOf(Connection connection) => saidOf[(connection.Id, connection.Revision)].Day;

    public void DestroyConnection(RecordId id)
    {
        if (!connections.Remove(id)) return;
        foreach (Connection about in ConnectionsOf(id)) DestroyConnection(about.Id);
        foreach (ConnectionRevision one in ConnectionRevisions(id)) saidOf.Remove((id, one.Number));
        consents.RemoveAll(one => one.Subject == id);
        if (FindDepositOf(id) is { } deposit) deposits[deposit.Id] = deposit with { Connections = deposit.Connections.RemoveAll(one => one.Accessioned == id) };
    }

    public IReadOnlyList<RecordId> RecordsOf(DepositId deposit) =>
        [.. records.Values.Where(one => one.Deposit == deposit).Select(one => one.Id), .. connections.Values.Where(one => one.Deposit == deposit).Select(one => one.Id)];

    public IReadOnlyList<RecordId> Naming(RecordId community) => [.. records.Values.Where(one => one.Communities.Contains(community)).Select(one => one.Id)];

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

    public void DestroyDeposit(DepositId id) => deposits.Remove(id);

    public IReadOnlyList<Consent> Consents(RecordId subject) => [.. consents.Where(one => one.Subject == subject)];

    public void Put(Consent consent)
    {
        if (consents.FindIndex(one => one.Number == consent.Number) is >= 0 and var at) consents[at] = consent;
        else consents.Add(consent with { Number = ++lastConsent });
    }

    public NamedCommunity? FindCommunity(RecordId id, DateOnly today) => records.GetValueOrDefault(id)?.Kind != "community" ? null : new NamedCommunity(
        id, protocols.GetValueOrDefault(id, Protocol.AnySteward),
        [.. members.Values.Where(member => member.CommunitiesOn(today).Contains(id)).Select(member => member.Handle).Order(StringComparer.Ordinal)]);

    public CommunitySettings SettingsOf(RecordId community) => CommunitySettings.Unsaid;

    public void Put(RecordId community, CommunitySettings settings) => throw new NotSupportedException();

    public IReadOnlyList<StewardsWish> Wishes(RecordId community) => [];

    public IReadOnlyList<StewardsWish> LapsedWishes(DateOnly today) => [];

    public long Put(StewardsWish wish) => throw new NotSupportedException();

    public void DestroyWish(long number) => throw new NotSupportedException();

    public IReadOnlyList<RecordId> Withholding(RecordId place) => [];

    public IReadOnlyList<RecordId> Claims(RecordId record) => [];

    public void PutClaim(RecordId record, RecordId community) => throw new NotSupportedException();

    public void DestroyClaim(RecordId record, RecordId community) => throw new NotSupportedException();

    public void Put(RecordId community, Protocol protocol) => protocols[community] = protocol;

    public void Index(RecordId id, SearchDocument? document) => _ = document is null ? indexed.Remove(id) : indexed.Add(id);

    public Tombstone? FindTombstone(RecordId id) => tombstones.GetValueOrDefault(id);

    public void Destroy(RecordId id, Tombstone? tombstone)
    {
        Index(id, null);
        foreach (Connection connection in ConnectionsOf(id)) DestroyConnection(connection.Id);
        records.Remove(id);
        waiting.RemoveAll(one => one.Subject == id.ToString());
        foreach ((RecordId, int) key in revisions.Keys.Where(key => key.Item1 == id).ToArray()) revisions.Remove(key);
        if (tombstone is not null) tombstones[id] = tombstone;
        else consents.RemoveAll(one => one.Subject == id);
        foreach (Deposit proposed in ProposalsTo(id)) deposits[proposed.Id] = proposed.WithoutProposal(proposed.StateDay);
        if (FindDepositOf(id) is { } deposit) deposits[deposit.Id] = deposit with { Records = deposit.Records.RemoveAll(one => one.Accessioned == id) };
    }

    public Member? FindMember(string handle) => members.GetValueOrDefault(handle);

    public IReadOnlyList<Member> Members() => [.. members.Values];

    public void Put(Member member) => members[member.Handle] = member;

    public IReadOnlyList<TwoKeeperAct> WaitingForSecondKeeper() => [.. waiting];

    public long PutTwoKeeperAct(TwoKeeperAct act)
    {
        waiting.Add(act with { Number = ++lastProposal });
        return lastProposal;
    }

    public void EndTwoKeeperAct(long number) => waiting.RemoveAll(one => one.Number == number);

    public string? FindValue(string name) => values.GetValueOrDefault(name);

    public void PutValue(string name, string? value) => values[name] = value ?? "";

    public ArchiveSettings Settings() => new();

    public void Write(Act act)
    {
    }

    public void Destroyed(RecordId id, DateOnly day, Tombstone? tombstone)
    {
    }

    public void Destroyed(DepositId deposit, DateOnly day)
    {
    }

    public void EntryDestroyed(RecordId entry, DateOnly day)
    {
    }

    public void Claimed(RecordId id, RecordId community, DateOnly day)
    {
    }

    public void Destroyed(RecordId id, int revision, DateOnly day)
    {
    }

    public void Answered(RecordId id, RecordId community, ConsentAnswer answer, DateOnly day)
    {
    }

    public void ConcernEnded(RecordId concern, DateOnly day)
    {
    }

    public void ConcernClosed(RecordId concern, DateOnly day)
    {
    }

    public void Hidden(RecordId id, DateOnly day)
    {
    }

    public void Shown(RecordId id, DateOnly day)
    {
    }

    public IReadOnlyList<DepositId> LeftOut(DateOnly since) => [.. deposits.Values.Where(deposit => deposit.LeftOutSince <= since).Select(deposit => deposit.Id)];

    public IReadOnlyList<Deposit> ProposalsTo(RecordId record) => [.. deposits.Values.Where(deposit => deposit.Proposal?.Record == record)];

    public Deposit? FindDeposit(byte[] receiptHash) => throw new NotSupportedException();

    public IReadOnlyList<DepositId> DepositsIn(DepositState state, DateOnly since) => throw new NotSupportedException();

    public DepositId? FindIdempotencyKey(byte[] keyHash) => throw new NotSupportedException();

    public void PutIdempotencyKey(byte[] keyHash, DepositId deposit) => throw new NotSupportedException();

    public Concern? FindConcern(byte[] receiptHash) => throw new NotSupportedException();

    public Concern? FindConcern(RecordId id) => throw new NotSupportedException();

    public void Put(Concern concern) => throw new NotSupportedException();

    public IReadOnlyList<RecordId> ConcernsClosed(DateOnly since) => [];

    public void DestroyConcern(RecordId id) => throw new NotSupportedException();

    public void Put(Session session) => throw new NotSupportedException();

    public void DestroySession(byte[] hash) => throw new NotSupportedException();

    public void DestroySessions(string handle, SessionKind? kind) => throw new NotSupportedException();

    public void Put(Invitation invitation) => throw new NotSupportedException();

    public Invitation? TakeInvitation(byte[] hash) => throw new NotSupportedException();

    public bool DestroyEndedSignIns(DateOnly today) => throw new NotSupportedException();

    public void DestroyInvitations(string handle) => throw new NotSupportedException();

    public void Put(ArchiveSettings settings) => throw new NotSupportedException();

    public IReadOnlyList<Appointment> Appointments() => throw new NotSupportedException();

    public long Put(Appointment appointment) => throw new NotSupportedException();

    public void EndAppointment(long number) => throw new NotSupportedException();

    public DayCounts CountsOf(DateOnly day) => throw new NotSupportedException();
}
