using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Keeping;
using Kindred.Domain.Merging;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

/// <summary>Everything that the archive holds, without a viewer, for a group that moves it elsewhere. Not for pages: what it gives nobody was asked about. Only the
/// whole export reads it, as the operator who could copy the database; a house test holds that.</summary>
public interface IWholeArchive
{
    /// <summary>Reads all of one moment, however long that takes, and keeps nobody from taking anything back meanwhile.</summary>
    /// <param name="destroy">Destroys a file by its path, where a copy had to be made: its words must not stay on the disk. Of one that is not there nothing comes.</param>
    Task<T> Read<T>(Func<IWholeReading, T> read, Action<string> destroy, CancellationToken cancel);
}

/// <summary>The archive of one moment. Each list is streamed, in an order that says nothing of the engine. Nothing that lets anybody in is in it, nor any key or
/// salt of an act.</summary>
public interface IWholeReading
{
    ArchiveSettings Settings { get; }

    /// <summary>By name, all but what is settings.</summary>
    IEnumerable<NamedValue> Values { get; }

    /// <summary>By handle.</summary>
    IEnumerable<WholeMember> Members { get; }

    /// <summary>By id, as those that follow with an id or a number.</summary>
    IEnumerable<Tombstone> Tombstones { get; }

    IEnumerable<WholeRecord> Records { get; }

    /// <summary>By record and number.</summary>
    IEnumerable<WholeRevision> Revisions { get; }

    IEnumerable<WholeConnection> Connections { get; }

    /// <summary>By connection and number.</summary>
    IEnumerable<ConnectionRevision> ConnectionRevisions { get; }

    /// <summary>By community and subject.</summary>
    IEnumerable<NamedOnce> NamedBefore { get; }

    /// <summary>By community.</summary>
    IEnumerable<CommunityProtocol> Protocols { get; }

    /// <summary>By community.</summary>
    IEnumerable<AgreedSettings> CommunitySettings { get; }

    IEnumerable<WholeWish> Wishes { get; }

    /// <summary>By record and community.</summary>
    IEnumerable<Claim> Claims { get; }

    IEnumerable<Consent> Consents { get; }

    /// <summary>By the number of the answer.</summary>
    IEnumerable<ConsentSignature> Signatures { get; }

    /// <summary>By subject, part and setter.</summary>
    IEnumerable<Embargo> Embargoes { get; }

    IEnumerable<WithdrawnPart> Parts { get; }

    IEnumerable<WholeDeposit> Deposits { get; }

    /// <summary>By deposit.</summary>
    IEnumerable<Assignment> Assignments { get; }

    IEnumerable<Concern> Concerns { get; }

    IEnumerable<TwoKeeperAct> TwoKeeperActs { get; }

    IEnumerable<Appointment> Appointments { get; }

    /// <summary>By the record that was merged.</summary>
    IEnumerable<WholeMerge> Merges { get; }

    /// <summary>By connection, the far end first, and then by the record that was merged.</summary>
    IEnumerable<MovedEnd> MovedEnds { get; }

    /// <summary>By the one and the other.</summary>
    IEnumerable<NotSame> NotSame { get; }

    IEnumerable<NotKin> NotKin { get; }
}

/// <summary>An archive that is being made of a whole export: nobody can open it before <see cref="Ready"/> has returned and its maker has put it in its place. Takes
/// things in the order of <see cref="IWholeReading"/>, under the ids, numbers and orders that they have.</summary>
public interface IWholeFilling
{
    void Put(ArchiveSettings settings);

    void Put(NamedValue value);

    void Put(WholeMember member);

    void Put(Tombstone tombstone);

    void Put(WholeRecord record);

    void Put(WholeRevision revision);

    void Put(WholeConnection connection);

    void Put(ConnectionRevision revision);

    void Put(NamedOnce named);

    void Put(CommunityProtocol protocol);

    void Put(AgreedSettings settings);

    void Put(WholeWish wish);

    void Put(Claim claim);

    void Put(Consent consent);

    void Put(ConsentSignature signature);

    void Put(Embargo embargo);

    void Put(WithdrawnPart part);

    void Put(WholeDeposit deposit);

    void Put(Assignment assignment);

    void Put(Concern concern);

    void Put(TwoKeeperAct act);

    void Put(Appointment appointment);

    /// <exception cref="ArgumentException">No record stands there for another of its kind by it.</exception>
    void Put(WholeMerge merge);

    /// <exception cref="ArgumentException">The end leads elsewhere than to what stands for the record.</exception>
    void Put(MovedEnd end);

    void Put(NotSame pair);

    void Put(NotKin pair);

    /// <summary>Makes what is drawn from the rest, and asks the engine's own guard.</summary>
    /// <returns>Records and connections that stand as published against a word of those they name, the first of them.</returns>
    IReadOnlyList<RecordId> Ready();

    /// <summary>What was put, as acts read it; for weighing it, and for indexing.</summary>
    IArchiveSession Session { get; }

    /// <summary>Names of the kinds of records that were put.</summary>
    IReadOnlyList<string> Kinds { get; }

    /// <summary>Names of the types of connections that were put.</summary>
    IReadOnlyList<string> ConnectionTypes { get; }

    /// <summary>Those that stand as published, in the order they came, streamed. What the session holds of one is let go with the next few.</summary>
    IEnumerable<RecordId> PublishedRecords { get; }

    IEnumerable<RecordId> PublishedConnections { get; }

    /// <summary>Answers whose signature is not what was signed.</summary>
    long WrongSignatures { get; }

    /// <summary>Records that were merged and for which nothing stands, the first of them: nobody could ever see or part them.</summary>
    IReadOnlyList<RecordId> MergedIntoNothing { get; }
}

/// <summary>A small named value, such as the day on which two keepers were there.</summary>
public sealed record NamedValue(string Name, string Value);

/// <summary>A member as they may leave: handle and roles, and nothing that lets them in.</summary>
public sealed record WholeMember(RecordId Id, string Handle, DateOnly Joined, ImmutableArray<Role> Roles);

/// <param name="Order">Its place among those that came in: what is otherwise alike is told in this order.</param>
public sealed record WholeRecord(long Order, Record Record);

/// <param name="Content">Null: what its record says.</param>
public sealed record WholeRevision(
    RecordId Record, int Number, DateOnly Day, string Who, string Note, int AskedFrom, PublicationBasis Basis, bool WasPublic, DateOnly? PublicUntil, RecordContent? Content);

/// <param name="Order">As of a record.</param>
public sealed record WholeConnection(long Order, Connection Connection);

/// <param name="Order">As of a record.</param>
/// <param name="Named">Communities whose stewards see it, as they were when it was put.</param>
public sealed record WholeDeposit(long Order, ImmutableArray<RecordId> Named, Deposit Deposit);

/// <summary>A community that a record or connection named once and names no more.</summary>
public sealed record NamedOnce(RecordId Community, RecordId Subject);

public sealed record CommunityProtocol(RecordId Community, Protocol Protocol);

public sealed record AgreedSettings(RecordId Community, CommunitySettings Settings);

/// <param name="LastOrder">Of the newest connection when it was merged; what came later was said of what stands.</param>
public sealed record WholeMerge(long LastOrder, Merge Merge);

/// <summary>An end of a connection that leads to what stands for a record because that was merged.</summary>
public sealed record MovedEnd(RecordId Connection, bool IsFrom, RecordId Merged);

/// <summary>Two records that are called alike and are not of one thing, the smaller id first.</summary>
public sealed record NotSame(RecordId One, RecordId Other, DateOnly Day);

/// <summary>Two records that were offered as kin and are not, the smaller id first.</summary>
public sealed record NotKin(RecordId One, RecordId Other, DateOnly Day);

public sealed record WholeWish(long Number, RecordId Community, DateOnly Day, StoredWish Wish);
