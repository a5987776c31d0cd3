using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

/// <summary>The one door through which the archive changes.</summary>
public interface IArchiveWriter
{
    /// <summary>Runs the act in a transaction of its own, alone: acts follow one another, so what it reads stays true until it is written.
    /// Returns when the change is on disk; what was destroyed is then gone from every file. A change that cannot be brought to disk throws
    /// <see cref="ArchiveUnwritableException"/>; one that would leave something public against a word of those it names, <see cref="UnconsentedPublicationException"/>. An exception undoes all that the act wrote and is thrown to the caller; the other acts of the same
    /// group commit are not touched.</summary>
    Task<T> Write<T>(Func<IArchiveSession, T> act, CancellationToken cancel);

    /// <summary>The same for one of the many acts of a piece of work: acts of others go before it, and it is committed together with those of its work that wait, and undone with one of
    /// them that fails where nothing of others stands between: what is on disk is always the beginning of the work. Its acts run in the
    /// order in which they were handed in; several may be, before the first is done.</summary>
    Task<T> WriteInBulk<T>(BulkWork work, Func<IArchiveSession, T> act, CancellationToken cancel) => Write(
        session =>
        {
            if (work.IsBroken) throw new OperationCanceledException();
            try
            {
                return act(session);
            }
            catch
            {
                work.Break();
                throw;
            }
        },
        cancel);

    /// <summary>Raised after a commit and before its writers go on, with what changed in the public index.</summary>
    event Action<IndexChange>? Committed;
}

/// <summary>Reads for deciding, and writes, inside one transaction. Its reads take no viewer because nothing it returns is shown: a page that shows
/// something reads <see cref="IRecordStore"/>. Held by a house test.</summary>
public partial interface IArchiveSession
{
    // Records
    Record? FindRecord(RecordId id);

    Revision? FindRevision(RecordId id, int number);

    IReadOnlyList<Revision> Revisions(RecordId id);

    /// <summary>Records of these kinds (none: any) with this exact title, other name or community name, withdrawn ones left out.</summary>
    IReadOnlyList<RecordId> FindByName(string name, IReadOnlyCollection<string> kinds);

    /// <summary>Puts the record's envelope and shown content; put its revision first. Those newly named count as named. Raises the record's change number by one at least, and the
    /// archive's where a reader could see a difference.</summary>
    void Put(Record record);

    /// <summary>Adds a revision, or replaces it where only <see cref="Revision.WasPublic"/> or <see cref="Revision.PublicUntil"/> changed, or a part of it was
    /// taken back or put back.</summary>
    void Put(Revision revision);

    /// <summary>Destroys one revision that is not shown. Deposits that hold the record hold what its newest revision says then. The number of the newest is given
    /// again: the one before is the newest then, and has the answers to it, where its words asked for no new ones, and the withdrawals; the other
    /// answers are of no revision any more.</summary>
    void DestroyRevision(RecordId id, int number);

    Connection? FindConnection(RecordId id);

    /// <summary>All connections at either end of the record.</summary>
    IReadOnlyList<Connection> ConnectionsOf(RecordId record);

    /// <summary>Those that came in only with a telling and are joined with this record, or by this connection.</summary>
    IReadOnlyList<RecordId> WithTellingBeside(RecordId id);

    /// <summary>Whether something told links to the record in public: no note on it, and nothing that itself came in only with a telling.</summary>
    bool IsToldOf(RecordId record, DateOnly today);

    /// <summary>Puts the connection and, where its number is new, its revision. Raises the change number of both its records.</summary>
    void Put(Connection connection, string who, string note, DateOnly day);

    /// <summary>Its revisions, oldest first.</summary>
    IReadOnlyList<ConnectionRevision> ConnectionRevisions(RecordId connection);

    /// <summary>Whether a revision was public once and may be read in the history, and until when. That of one that stands for a link field is once it is put as
    /// published.</summary>
    void MarkRevision(RecordId connection, int revision, bool wasPublic, DateOnly? until);

    /// <summary>The day on which its words, as they are now, were handed in.</summary>
    DateOnly DayOf(Connection connection);

    /// <summary>Ends a connection: it, its revisions, what was answered about it and what its deposit holds of it are destroyed.</summary>
    void DestroyConnection(RecordId id);

    /// <summary>Records and connections of a deposit, the destroyed left out.</summary>
    IReadOnlyList<RecordId> RecordsOf(DepositId deposit);

    /// <summary>Records and connections, not withdrawn, that name the community.</summary>
    IReadOnlyList<RecordId> Naming(RecordId community);

    /// <summary>The same, and those that named it once.</summary>
    IReadOnlyList<RecordId> NamingEver(RecordId community);

    /// <summary>Records and connections whose consents have lapsed, whose embargo is over, or whose unconfirmed hide has ended by this day; and
    /// whatever has a word on its embargo that is over.</summary>
    IReadOnlyList<RecordId> Due(DateOnly today);

    /// <summary>Records and connections with words of their own in the state.</summary>
    IReadOnlyList<RecordId> InState(RecordState state);

    /// <summary>Records that are public, or will be on their day, while a newer revision waits.</summary>
    IReadOnlyList<RecordId> WithWaitingRevision();

    // Deposits
    Deposit? FindDeposit(DepositId id);

    Deposit? FindDeposit(byte[] receiptHash);

    /// <summary>The deposit that holds this entry or this accessioned record or connection.</summary>
    Deposit? FindDepositOf(RecordId entryOrRecord);

    void Put(Deposit deposit, IReadOnlyCollection<RecordId> named);

    void DestroyDeposit(DepositId id);

    /// <summary>Deposits in the state since this day or before.</summary>
    IReadOnlyList<DepositId> DepositsIn(DepositState state, DateOnly since);

    /// <summary>The receipt given for this idempotency key hash, or null. A key lives as long as its deposit.</summary>
    DepositId? FindIdempotencyKey(byte[] keyHash);

    void PutIdempotencyKey(byte[] keyHash, DepositId deposit);

    Concern? FindConcern(byte[] receiptHash);

    Concern? FindConcern(RecordId id);

    /// <summary>Puts it, or in its place what is left of it once it is closed: what it said is then destroyed.</summary>
    void Put(Concern concern);

    /// <summary>Concerns that were closed on this day or before.</summary>
    IReadOnlyList<RecordId> ConcernsClosed(DateOnly since);

    void DestroyConcern(RecordId id);

    // Stewarding
    IReadOnlyList<Consent> Consents(RecordId subject);

    /// <summary>Adds an answer, or puts one that has its number already again, where only <see cref="Consent.WholeOf"/> and <see cref="Consent.WholeBy"/> changed.</summary>
    void Put(Consent consent);

    /// <summary>The community's protocol and stewards on that day; null where the id is no community.</summary>
    NamedCommunity? FindCommunity(RecordId id, DateOnly today);

    void Put(RecordId community, Protocol protocol);

    // Search
    /// <summary>Puts what the public index holds of the record, or takes it out (null).</summary>
    void Index(RecordId id, SearchDocument? document);

    /// <summary>The same, where it is made only once it is needed: at the latest when the act is written, and perhaps on another thread. It is made of what does not change.</summary>
    void IndexLater(RecordId id, Func<SearchDocument> document) => Index(id, document());

    // Withdrawal
    Tombstone? FindTombstone(RecordId id);

    /// <summary>Destroys every byte of the record: revisions, connections at either end, consents' words, names, index, acts' statements and salts.
    /// Its entry goes from the deposit that brought it, and with the last entry the messages; the deposit itself, its state, and whatever was
    /// loaded before this call are the caller's: a deposit put back as it was loaded brings the words back. Leaves a tombstone where one is given;
    /// then the acts of its withdrawal, and that somebody answered (not their words), stay.</summary>
    void Destroy(RecordId id, Tombstone? tombstone);

    // Members
    Member? FindMember(string handle);

    IReadOnlyList<Member> Members();

    void Put(Member member);

    void Put(Session session);

    void DestroySession(byte[] hash);

    void DestroySessions(string handle, SessionKind? kind);

    void Put(Invitation invitation);

    /// <summary>Takes the invitation: it is gone with this call.</summary>
    Invitation? TakeInvitation(byte[] hash);

    /// <summary>Ends every one-time link for this handle.</summary>
    void DestroyInvitations(string handle);

    /// <summary>Destroys the sessions and one-time links, of whomever, whose last day is before this one.</summary>
    /// <returns>There were any.</returns>
    bool DestroyEndedSignIns(DateOnly today);

    IReadOnlyList<TwoKeeperAct> WaitingForSecondKeeper();

    long PutTwoKeeperAct(TwoKeeperAct act);

    void EndTwoKeeperAct(long number);

    // Keeping
    ArchiveSettings Settings();

    void Put(ArchiveSettings settings);

    /// <summary>A small named value, such as the day on which two keepers were there.</summary>
    string? FindValue(string name);

    void PutValue(string name, string? value);

    /// <summary>Writes the act down with a fresh salt and its commitment.</summary>
    void Write(Act act);

    /// <summary>How much was done on that day, as far as it is still there to be counted.</summary>
    DayCounts CountsOf(DateOnly day);
}

/// <param name="Deposits">Handed in, drafts left out.</param>
/// <param name="Publications">Records that became public.</param>
/// <param name="Withdrawals">Records and connections that were public and were withdrawn or destroyed.</param>
public sealed record DayCounts(long Deposits, long Publications, long Withdrawals);

/// <summary>What a commit changed in the public index, for the counts held in memory.</summary>
/// <param name="Change">The archive's change number after the commit.</param>
public sealed record IndexChange(long Change, IReadOnlyList<IndexedDocument> Put, IReadOnlyList<int> Removed)
{
    /// <summary>Records that may be joined with others than before, besides those that were put or removed.</summary>
    public IReadOnlyCollection<RecordId> Joined { get; init; } = [];
}
