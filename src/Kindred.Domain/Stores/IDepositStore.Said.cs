using System.Collections.Immutable;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Domain.Stores;

public partial interface IDepositStore
{
    /// <summary>All that was ever said in a community's name, for its steward, newest first: what names it, as far as she may see it, and whatever it has answered
    /// about, with every answer. Nothing for anybody else.</summary>
    /// <param name="skip">How many come before.</param>
    Task<SaidPage> Said(RecordId community, SaidFilter filter, Viewer.Member steward, int skip, int count, CancellationToken cancel);
}

/// <param name="State">Null: any. What the steward may not see, or is gone without a tombstone, is in none.</param>
/// <param name="Answer">The community's newest; null: any, or none.</param>
/// <param name="Kind">Of the record, or <c>connection</c>; null: any.</param>
public sealed record SaidFilter(RecordState? State, ConsentAnswer? Answer, string? Kind);

public sealed record SaidPage(int Total, ImmutableArray<SaidLine> Lines);

/// <summary>A record, connection or note, and what the community said of it.</summary>
/// <param name="Record">The record, or the near end of a connection; null: gone, or not the steward's to see.</param>
/// <param name="Far">The far end of a connection.</param>
/// <param name="What">Its kind, or the type of the connection; null as <paramref name="Record"/>.</param>
/// <param name="State">Withdrawn where a tombstone stays; null: not known.</param>
/// <param name="Answers">Newest first.</param>
public sealed record SaidLine(
    RecordId Subject, RecordLine? Record, RecordLine? Far, string? What, RecordState? State, bool IsPublic, Tombstone? Tombstone, ImmutableArray<Consent> Answers);
