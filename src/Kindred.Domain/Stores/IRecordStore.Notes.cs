using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Notes that hang on a record or connection, by the day on which they were published, each with the notes on itself.</summary>
    /// <param name="count">How many at most; and of each how many answers.</param>
    Task<NotesBeside> Notes(RecordId subject, int count, Viewer viewer, CancellationToken cancel);
}

/// <param name="Total">How many notes hang on it; <paramref name="First"/> may hold fewer.</param>
public sealed record NotesBeside(int Total, ImmutableArray<NoteBeside> First)
{
    public static NotesBeside None { get; } = new(0, []);
}

/// <summary>A note whole, with the first notes on it: answers.</summary>
public sealed record NoteBeside(Visible<Record> Note, ImmutableArray<Visible<Record>> Answers);
