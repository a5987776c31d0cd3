using System.Collections.Immutable;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

/// <summary>Reads of records and connections. Every one takes the viewer and asks the policy of each thing it returns or counts.</summary>
public partial interface IRecordStore
{
    /// <summary>Rises with each change that a reader could see; the key of caches.</summary>
    long ChangeNumber { get; }

    Task<Reading> Read(RecordId id, Viewer viewer, int connectionsPerGroup, CancellationToken cancel);

    /// <summary>As <see cref="Read"/>, of many at once, in the order asked for; those not visible are left out.</summary>
    Task<IReadOnlyList<Reading.Found>> ReadAll(IReadOnlyList<RecordId> ids, Viewer viewer, int connectionsPerGroup, CancellationToken cancel);

    /// <summary>Short lines, in the order asked for; those not visible are left out.</summary>
    Task<IReadOnlyList<RecordLine>> Lines(IReadOnlyList<RecordId> ids, Viewer viewer, CancellationToken cancel);

    /// <summary>Whole records, in the order asked for; those not visible are left out.</summary>
    Task<IReadOnlyList<Visible<Record>>> Records(IReadOnlyList<RecordId> ids, Viewer viewer, CancellationToken cancel);

    /// <summary>Visible connections of a record by type and direction, with how many there are.</summary>
    Task<ConnectionPage> Connections(RecordId id, ConnectionFilter filter, Viewer viewer, CancellationToken cancel);

    Task<ConnectionReading?> Connection(RecordId id, Viewer viewer, CancellationToken cancel);

    /// <summary>Newest first. Empty where the record is not visible.</summary>
    Task<IReadOnlyList<Visible<Revision>>> Revisions(RecordId id, Viewer viewer, CancellationToken cancel);

    Task<Visible<Revision>?> Revision(RecordId id, int number, Viewer viewer, CancellationToken cancel);

    /// <summary>Newest published of these kinds (none: all), for the first page and feeds.</summary>
    Task<IReadOnlyList<RecordLine>> Newest(IReadOnlyCollection<string> kinds, int count, Viewer viewer, CancellationToken cancel);

    /// <summary>Every visible record in the order of ids, streamed.</summary>
    IAsyncEnumerable<Visible<Record>> All(Viewer viewer, string? kind, CancellationToken cancel);

    /// <summary>Visible records of the kinds whose names begin with what was typed, ten at most: for choosing what to link to.</summary>
    Task<IReadOnlyList<RecordLine>> Named(string beginning, IReadOnlyCollection<string> kinds, Viewer viewer, CancellationToken cancel);

    IAsyncEnumerable<Tombstone> Tombstones(CancellationToken cancel);

    Task<ArchiveSettings> Settings(CancellationToken cancel);

    /// <summary>Public acts, newest first: those of power only, or all; each names only subjects that the viewer may know of.</summary>
    Task<IReadOnlyList<Visible<WrittenAct>>> Acts(bool ofPowerOnly, int count, Viewer viewer, CancellationToken cancel);

    /// <summary>What the terminal did since that day without waiting for a keeper (<see cref="SoleWord.Alone"/>), newest first; found among however many
    /// other acts without reading them.</summary>
    Task<IReadOnlyList<Visible<WrittenAct>>> ActsAlone(DateOnly since, int count, Viewer viewer, CancellationToken cancel);
}

/// <summary>What there is at a record's address, for one viewer.</summary>
public abstract record Reading
{
    private Reading()
    {
    }

    /// <param name="Communities">Where each community it names stands; what was answered is public, who answered is not.</param>
    public sealed record Found(
        Visible<Record> Record, ImmutableArray<ConnectionGroup> Groups, ImmutableArray<StandingLine> Communities, int Revisions) : Reading
    {
        /// <summary>What those communities ask of whoever shows it.</summary>
        public CommunityTerms Terms { get; init; } = CommunityTerms.None;
    }

    public sealed record Withdrawn(Tombstone Tombstone) : Reading;

    /// <summary>Never was, or is not for this viewer: nobody can tell which.</summary>
    public sealed record Nothing : Reading;
}

/// <summary>A community a record names, and its answer as far as readers may know it.</summary>
public sealed record StandingLine(RecordLine Community, CommunityAnswer Answer, DateOnly? Day, ConsentScope Scope);

/// <summary>As much of a record as a list shows.</summary>
public sealed record RecordLine(
    RecordId Id, string Kind, string Language, string Title, string? Summary, string? When, DateOnly? Published, RecordState State)
{
    /// <summary>What stands in the kind's place where it is a connection: the subject of a note.</summary>
    public const string OfConnection = "connection";

    /// <summary>Where it is read, after the archive's address.</summary>
    public string Address => (Kind == OfConnection ? "/c/" : "/r/") + Id;

    /// <summary>What is said before the summary, which is then not here: no list shows what somebody is to be told something before.</summary>
    public string? SummaryNotice { get; init; }

    /// <summary>Title in other languages, by tag.</summary>
    public ImmutableSortedDictionary<string, string> Titles { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Languages whose title a machine made, and nobody read over.</summary>
    public ImmutableArray<string> Machine { get; init; } = [];

    /// <summary>Languages whose title translates what is said no more.</summary>
    public ImmutableArray<string> Stale { get; init; } = [];
}

/// <param name="IsOutgoing">The record is at the near end. A symmetric type has one group, outgoing.</param>
/// <param name="Count">How many are visible; <paramref name="First"/> holds the first of them.</param>
public sealed record ConnectionGroup(ConnectionType Type, bool IsOutgoing, string OtherKind, int Count, ImmutableArray<ConnectionLine> First);

public sealed record ConnectionLine(Visible<Connection> Connection, RecordLine Other)
{
    public const int MostDisputes = 20;

    /// <summary>Public notes that dispute it, the first of them, oldest first; what is not everyone's is not among them, whoever reads.</summary>
    public ImmutableArray<RecordId> Disputes { get; init; } = [];
}

/// <param name="Type">Null: all types.</param>
/// <param name="Page">From 1.</param>
public sealed record ConnectionFilter(ConnectionType? Type, bool? IsOutgoing, string? OtherKind, int Page, int Size);

public sealed record ConnectionPage(int Total, ImmutableArray<ConnectionLine> Lines);

public sealed record ConnectionReading(
    Visible<Connection> Connection, RecordLine From, RecordLine To, ImmutableArray<ConnectionRevision> Revisions, ImmutableArray<StandingLine> Communities);
