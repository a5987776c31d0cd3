using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>A community that a record names, with what is needed to ask it.</summary>
/// <param name="Stewards">Handles; empty: it has no steward yet.</param>
public sealed record NamedCommunity(RecordId Id, Protocol Protocol, ImmutableArray<string> Stewards);

public enum CommunityAnswer
{
    Waiting,
    Given,
    Conditional,
    Declined,
    Withdrawn,
    Lapsed,

    /// <summary>Nobody of the community can answer for it yet.</summary>
    Unstewarded,
}

/// <summary>Where one community stands on one revision.</summary>
public sealed record CommunityStanding(RecordId Community, CommunityAnswer Answer, int Given, int Needed, DateOnly? Until, ConsentScope Scope);

/// <summary>Where all the communities stand that a revision names. Pure: built from what was answered, on a given day.</summary>
public sealed record Standing(ImmutableArray<CommunityStanding> Communities)
{
    /// <summary>Every community that has a steward has given. Those without one need a basis beside it.</summary>
    public bool IsGiven => Communities.All(one => one.Answer is CommunityAnswer.Given or CommunityAnswer.Unstewarded);

    public bool HasUnstewarded => Communities.Any(one => one.Answer == CommunityAnswer.Unstewarded);

    public bool HasStewarded => Communities.Any(one => one.Answer != CommunityAnswer.Unstewarded);

    public bool IsDeclined => Communities.Any(one => one.Answer == CommunityAnswer.Declined);

    public bool IsWithdrawn => Communities.Any(one => one.Answer == CommunityAnswer.Withdrawn);

    /// <summary>The last day on which all of it still holds.</summary>
    public DateOnly? Until => Communities.Min(one => one.Until);

    /// <param name="revision">The revision asked about.</param>
    /// <param name="askedFrom">The first revision since which no asking field changed.</param>
    /// <param name="consents">All answers about the record, in the order they came.</param>
    public static Standing On(int revision, int askedFrom, ImmutableArray<NamedCommunity> communities, IReadOnlyList<Consent> consents, DateOnly today) =>
        new([.. communities.Select(community => Of(community, revision, askedFrom, consents, today))]);

    private static CommunityStanding Of(NamedCommunity community, int revision, int askedFrom, IReadOnlyList<Consent> consents, DateOnly today)
    {
        Consent[] ofCommunity = [.. consents.Where(one => one.Community == community.Id)];
        // Once somebody answered for it, that holds: with the last steward's term neither a yes ends nor a no.
        if (community.Stewards.IsEmpty && ofCommunity is []) return new CommunityStanding(community.Id, CommunityAnswer.Unstewarded, 0, 0, null, ConsentScope.None);
        int stewards = community.Stewards.IsEmpty ? ofCommunity.Select(one => one.Steward).Distinct(StringComparer.Ordinal).Count() : community.Stewards.Length;
        int needed = community.Protocol.Quorum(stewards);
        // A withdrawal holds for every revision, until answers given after it reach the quorum.
        long withdrawn = ofCommunity.Where(one => one.Answer == ConsentAnswer.Withdrawn).Select(one => one.Number).DefaultIfEmpty(-1).Max();
        // The newest answer of each steward counts. An answer stays good when its steward's term ends: the community gave it.
        Consent[] newest = [.. ofCommunity
            .Where(one => one.Revision <= revision && one.Revision >= askedFrom && one.Number > withdrawn)
            .GroupBy(one => one.Steward, StringComparer.Ordinal)
            .Select(answers => answers.MaxBy(one => one.Number)!)];
        Consent[] given = [.. newest.Where(one => one.Answer == ConsentAnswer.Given && one.Scope.HasFlag(ConsentScope.Publish))];
        Consent[] holding = [.. given.Where(one => one.Until is not { } until || until >= today)];
        return new CommunityStanding(community.Id, Answer(), holding.Length, needed, Until(), ScopeOf());

        CommunityAnswer Answer()
        {
            if (newest.Any(one => one.Answer == ConsentAnswer.Declined)) return CommunityAnswer.Declined;
            if (newest.Any(one => one.Answer == ConsentAnswer.Conditional)) return CommunityAnswer.Conditional;
            if (holding.Length >= needed) return CommunityAnswer.Given;
            if (withdrawn >= 0) return CommunityAnswer.Withdrawn;
            return given.Length >= needed ? CommunityAnswer.Lapsed : CommunityAnswer.Waiting;
        }

        // The quorum holds until so many have lapsed that fewer than needed are left.
        DateOnly? Until() => holding.Length < needed
            ? null
            : holding.Select(one => one.Until ?? DateOnly.MaxValue).OrderDescending().ElementAt(needed - 1) is var day && day < DateOnly.MaxValue ? day : null;

        // What all who gave agree on; a limit set by one of them stands.
        ConsentScope ScopeOf() => holding is [] ? ConsentScope.None : holding.Aggregate((ConsentScope)~0, (scope, one) => scope & one.Scope);
    }
}
