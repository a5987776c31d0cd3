using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Every pair of records with a connection between them that the viewer sees, in steps, each a moment of its own: what changes meanwhile is asked for again.</summary>
    IAsyncEnumerable<IReadOnlyList<Joined>> Joins(Viewer viewer, CancellationToken cancel);

    /// <summary>The same of some records, at either end.</summary>
    Task<JoinsOf> Joins(IReadOnlyCollection<RecordId> records, Viewer viewer, CancellationToken cancel);

    /// <summary>Pairs of which somebody who answers for one of them said that they are not kin, the smaller id first, as far as the viewer sees both. What was said of one that was merged is said of what stands for it.</summary>
    Task<IReadOnlySet<(RecordId One, RecordId Other)>> NotKin(Viewer viewer, CancellationToken cancel);

    /// <summary>What is said between two records each, whichever way it reads, as far as the viewer sees it: with its words, and with the far record (<see cref="ConnectionLine.Other"/>).</summary>
    Task<IReadOnlyList<ConnectionLine>> Between(IReadOnlyCollection<(RecordId One, RecordId Other)> pairs, Viewer viewer, CancellationToken cancel);
}

/// <summary>A connection between two records as a picture needs it.</summary>
/// <param name="From">Number of the record's document in the index (<see cref="IndexedDocument.Document"/>).</param>
public readonly record struct Joined(int From, int To, ConnectionType Type, HowTold Told);

/// <param name="Documents">Of those of the records that the viewer sees.</param>
/// <param name="Pairs">A connection between two of the records stands once.</param>
public sealed record JoinsOf(IReadOnlyList<int> Documents, IReadOnlyList<Joined> Pairs);

/// <summary>How well a connection says why it is there.</summary>
public enum HowTold
{
    /// <summary>It is there, and says nothing of its own.</summary>
    Silently,
    InWords,
    WithSources,
}
