using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Contents that were checked on another core before the one thread that writes asks, and in which nothing is wrong. Kept as long as the content is; what is not here is checked then: findings are a function
/// of kind, content, links and day alone.</summary>
internal sealed class ChecksAhead
{
    private readonly ConditionalWeakTable<RecordContent, Checked> right = [];

    public void Check(Kind kind, RecordContent content, ImmutableArray<LinkMention> links, DateOnly today)
    {
        if (!kind.Check(content, links, today).Any()) right.AddOrUpdate(content, new Checked(kind, links, today));
    }

    /// <summary>It was checked as it is, and has no findings.</summary>
    public bool HasNone(Kind kind, RecordContent content, ImmutableArray<LinkMention> links, DateOnly today) =>
        right.TryGetValue(content, out Checked? known) && ReferenceEquals(known.Kind, kind) && known.Links == links && known.Today == today;

    /// <param name="Links">The very same array.</param>
    private sealed record Checked(Kind Kind, ImmutableArray<LinkMention> Links, DateOnly Today);
}
