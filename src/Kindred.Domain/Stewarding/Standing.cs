using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>A community that a record names, with what is needed to ask it.</summary>
/// <param name="Stewards">Handles; empty: it has no steward yet.</param>
public sealed record NamedCommunity(RecordId Id, Protocol Protocol, ImmutableArray<string> Stewards)
{
    /// <summary>Its own record is destroyed: what its stewards said holds, and nobody can say yes for it any more.</summary>
    public bool IsGone { get; init; }

    /// <summary>What its stewards agreed beside the protocol.</summary>
    public CommunitySettings Settings { get; init; } = CommunitySettings.Unsaid;

    public static NamedCommunity Gone(RecordId id) => new(id, Protocol.AllStewards, []) { IsGone = true };
}

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
/// <param name="Given">How many of those who answer for it now have given, of so many needed.</param>
public sealed record CommunityStanding(RecordId Community, CommunityAnswer Answer, int Given, int Needed, DateOnly? Until, ConsentScope Scope)
{
    /// <summary>The answer with which those who answer for it now have said yes as its protocol asks, marked so; null: they have not, or it is marked.</summary>
    public Consent? MadeWholeBy { get; init; }

    /// <summary>The day since which so many hold to a withdrawal as its protocol asks; null: fewer do.</summary>
    public DateOnly? WithdrawnDay { get; init; }

    /// <summary>How closely a place may be shown in what names it, whatever is answered.</summary>
    public Precision FinestPlace { get; init; } = Precision.Exact;
}

/// <summary>Where all the communities stand that a revision names. Pure: built from what was answered, on a given day.</summary>
public sealed record Standing(ImmutableArray<CommunityStanding> Communities)
{
    /// <summary>Every community that has a steward has given. Those without one need a basis beside it.</summary>
    public bool IsGiven => Communities.All(one => one.Answer is CommunityAnswer.Given or CommunityAnswer.Unstewarded);

    public bool HasUnstewarded => Communities.Any(one => one.Answer == CommunityAnswer.Unstewarded);

    public bool IsDeclined => Communities.Any(one => one.Answer == CommunityAnswer.Declined);

    public bool IsWithdrawn => Communities.Any(one => one.Answer == CommunityAnswer.Withdrawn);

    /// <summary>A community has said no or not yet, or its yes has ended.</summary>
    public bool IsRefused => Communities.Any(one => one.Answer is CommunityAnswer.Declined or CommunityAnswer.Conditional or CommunityAnswer.Withdrawn or CommunityAnswer.Lapsed);

    /// <summary>The coarsest at which one of them lets places be shown in what names it.</summary>
    public Precision FinestPlace => Communities.Select(one => one.FinestPlace).DefaultIfEmpty(Precision.Exact).Min();

    /// <summary>Every community named has said yes to a precise place.</summary>
    public bool IsPrecise => FinestPlace == Precision.Exact && Communities.All(one => one.Answer == CommunityAnswer.Given && one.Scope.HasFlag(ConsentScope.PrecisePlace));

    /// <summary>The last day on which all of it still holds.</summary>
    public DateOnly? Until => Communities.Min(one => one.Until);

    /// <param name="revision">The revision asked about.</param>
    /// <param name="askedFrom">The first revision since which no asking field changed.</param>
    /// <param name="consents">All answers about the record, in the order they came.</param>
    public static Standing On(int revision, int askedFrom, ImmutableArray<NamedCommunity> communities, IReadOnlyList<Consent> consents, DateOnly today) =>
        new([.. communities.Select(community => Of(community, revision, askedFrom, consents, today) with { FinestPlace = community.Settings.FinestPlace })]);

    private static CommunityStanding Of(NamedCommunity community, int revision, int askedFrom, IReadOnlyList<Consent> consents, DateOnly today)
    {
        Consent[] ofCommunity = [.. consents.Where(one => one.Community == community.Id)];
        // Once somebody answered for it, that holds: with the last steward's term neither a yes ends nor a no.
        if (community.Stewards.IsEmpty && ofCommunity is [] && !community.IsGone) return new CommunityStanding(community.Id, CommunityAnswer.Unstewarded, 0, 0, null, ConsentScope.None);
        int needed = community.Protocol.Quorum(community.Stewards.Length);
        // A withdrawal holds for every revision, until answers given after it reach the quorum.
        long withdrawn = ofCommunity.Where(one => one.Answer == ConsentAnswer.Withdrawn).Select(one => one.Number).DefaultIfEmpty(-1).Max();
        Consent[] heard = [.. ofCommunity.Where(one => one.Revision <= revision && one.Revision >= askedFrom && one.Number > withdrawn)];
        // The newest answer of each steward counts.
        Consent[] newest = Newest(heard);
        Consent[] given = [.. newest.Where(IsYes)];
        Consent[] holding = [.. given.Where(one => LastDay(one) >= today)];
        // Only those who answer for it now can make its word whole; once it was, it is the community's, whoever answers for it later.
        Consent[] present = [.. holding.Where(IsSteward)];
        long whole = heard.Where(one => one.WholeOf > 0).Select(one => one.Number).DefaultIfEmpty(-1).Max();
        bool isWholeNow = present.Length >= needed;
        DateOnly last = heard.Where(one => one.WholeOf > 0).Select(LastDayOfWord).Append(isWholeNow ? Nth(present.Select(LastDay), needed) : DateOnly.MinValue).Max();
        CommunityAnswer answer = Answer();
        return new CommunityStanding(community.Id, answer, present.Length, needed, last >= today && last < DateOnly.MaxValue ? last : null, ScopeOf())
        {
            MadeWholeBy = answer == CommunityAnswer.Given && isWholeNow && present.MaxBy(one => one.Number) is { WholeOf: 0 } made ? made with { WholeOf = needed, WholeBy = [.. present.Select(one => one.Steward)] } : null,
            WithdrawnDay = WithdrawnDay(),
        };

        bool IsSteward(Consent one) => community.Stewards.Contains(one.Steward);

        // What a steward says against it stands while she is one; after that, until as many as are needed have said yes since.
        bool Stands(Consent against) => IsSteward(against) || (whole < against.Number && present.Count(one => one.Number > against.Number) < needed);

        CommunityAnswer Answer()
        {
            Consent[] against = [.. newest.Where(one => one.Answer is ConsentAnswer.Declined or ConsentAnswer.Conditional).Where(Stands)];
            if (against is [] && last >= today) return CommunityAnswer.Given;
            // Whatever was answered since, what was taken back is not given again.
            if (withdrawn >= 0) return CommunityAnswer.Withdrawn;
            if (against.Any(one => one.Answer == ConsentAnswer.Declined)) return CommunityAnswer.Declined;
            if (against is not []) return CommunityAnswer.Conditional;
            return whole >= 0 || given.Count(IsSteward) >= needed ? CommunityAnswer.Lapsed : CommunityAnswer.Waiting;
        }

        // What made it whole once holds as long as so many of those yeses do, none of them longer than its steward says now.
        DateOnly LastDayOfWord(Consent made) => Nth(
            Newest(heard.Where(one => one.Number <= made.Number)).Where(one => IsYes(one) && made.WholeBy.Contains(one.Steward))
                .Join(holding, one => one.Steward, now => now.Steward, (one, now) => LastDay(one) < LastDay(now) ? LastDay(one) : LastDay(now), StringComparer.Ordinal),
            made.WholeOf);

        // What all who gave agree on; a limit set by one of them stands.
        ConsentScope ScopeOf() => holding is [] ? ConsentScope.None : holding.Aggregate((ConsentScope)~0, (scope, one) => scope & one.Scope);

        // Each holds to her withdrawal until she gives again, or so many others as are needed do.
        DateOnly? WithdrawnDay()
        {
            HashSet<string> away = new(StringComparer.Ordinal), back = new(StringComparer.Ordinal);
            DateOnly? since = null;
            foreach (Consent one in ofCommunity.OrderBy(one => one.Number))
            {
                if (one.Answer == ConsentAnswer.Withdrawn)
                {
                    away.Add(one.Steward);
                    back.Clear();
                }
                else if (one.Answer == ConsentAnswer.Given)
                {
                    away.Remove(one.Steward);
                    back.Add(one.Steward);
                    if (back.Count >= needed) away.Clear();
                }

                since = away.Count < needed ? null : since ?? one.Day;
            }

            return since;
        }
    }

    private static Consent[] Newest(IEnumerable<Consent> answers) =>
        [.. answers.GroupBy(one => one.Steward, StringComparer.Ordinal).Select(ofOne => ofOne.MaxBy(one => one.Number)!)];

    private static bool IsYes(Consent one) => one.Answer == ConsentAnswer.Given && one.Scope.HasFlag(ConsentScope.Publish);

    private static DateOnly LastDay(Consent one) => one.Until ?? DateOnly.MaxValue;

    /// <summary>Until when so many of them hold.</summary>
    private static DateOnly Nth(IEnumerable<DateOnly> days, int count) => days.OrderDescending().Skip(count - 1).FirstOrDefault(DateOnly.MinValue);
}
