using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Where the address of a record that was merged leads: null where it was not, and where the viewer may not see the one that stands for it, nor its tombstone.</summary>
    Task<RecordId?> LeadsTo(RecordId merged, Viewer viewer, CancellationToken cancel);

    /// <summary>What a revision of a record or connection says, in canonical form and as it was said, as far as the viewer may read it: that is what stewards sign. Null: nothing.</summary>
    Task<byte[]?> WordsSaid(RecordId subject, int revision, Viewer viewer, CancellationToken cancel);

    /// <summary>Merges for keepers, newest first; nobody else is given any.</summary>
    /// <param name="of">Only those of this record: it was merged, or others into it.</param>
    Task<IReadOnlyList<Visible<MergeLine>>> Merges(RecordId? of, int skip, int count, Viewer viewer, CancellationToken cancel);

    /// <summary>Names of everything of the kind that the viewer sees, in steps, by which those that are called alike are found.</summary>
    /// <returns>The next of them and where to go on; null: that was the last step.</returns>
    Task<(IReadOnlyList<NamedAs> Seen, RecordId? Reached)> NamesOf(string kind, RecordId? after, Viewer viewer, CancellationToken cancel);

    /// <summary>Pairs of which a keeper said that they are not of one thing, the smaller id first.</summary>
    Task<IReadOnlySet<(RecordId One, RecordId Other)>> NotSame(Viewer viewer, CancellationToken cancel);
}

/// <param name="Names">Title first, then other names.</param>
public sealed record NamedAs(RecordId Id, IReadOnlyList<string> Names);
