using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Http;

namespace Kindred.Features.Stewarding;

/// <summary>A community as one of its stewards finds it; nobody else finds it here, a keeper neither.</summary>
/// <param name="Fellows">All who answer for it, the reader too.</param>
public sealed record OwnCommunity(Viewer.Member Me, Record Community, NamedCommunity Named, IReadOnlyList<Member> Fellows)
{
    public string Id => Community.Id.ToString();

    /// <summary>Null where she is no steward of it.</summary>
    public static async Task<OwnCommunity?> Find(string id, HttpContext context, CurrentViewer viewer, IRecordStore records, IMemberStore members, CancellationToken cancel)
    {
        Viewer.Member me = (await viewer.Of(context)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId community) || !me.Communities.Contains(community)) return null;
        if (await records.Records([community], me, cancel) is not [{ Value: var record }]) return null;
        if (await members.Community(community, me.Today, cancel) is not { } named) return null;
        return new OwnCommunity(me, record, named, [.. (await members.All(cancel)).Where(one => named.Stewards.Contains(one.Handle))]);
    }

    /// <summary>The last day of a steward's term; null: it has none.</summary>
    public DateOnly? Until(Member fellow) =>
        fellow.Roles.Where(role => role.Community == Community.Id && role.HoldsOn(Me.Today)).Select(role => role.Until).DefaultIfEmpty(DateOnly.MinValue).Max(until => until ?? DateOnly.MaxValue) is var last
        && last < DateOnly.MaxValue ? last : null;
}
