using System.Collections.Immutable;

namespace Kindred.Domain.Stewarding;

/// <summary>What the communities that a record names ask of whoever shows it or passes it on.</summary>
/// <param name="ContentNotices">What a reader should know beforehand, in their words.</param>
public sealed record CommunityTerms(ImmutableArray<string> ContentNotices, SisterShare SisterArchives)
{
    /// <summary>Of what names nobody.</summary>
    public static CommunityTerms None { get; } = new([], SisterShare.AllPublic);

    /// <summary>All their notices, and the least that one of them lets sister archives have: no more than its answer to this record adds.</summary>
    public static CommunityTerms Of(IReadOnlyCollection<(CommunitySettings Settings, ConsentScope Given)> named) => new(
        [.. named.SelectMany(one => one.Settings.ContentNotices).Distinct(StringComparer.Ordinal)],
        named.All(one => one.Given.HasFlag(ConsentScope.SisterArchives)) ? named.Select(one => one.Settings.SisterArchives).DefaultIfEmpty(SisterShare.AllPublic).Min() : SisterShare.Nothing);
}
