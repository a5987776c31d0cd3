using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>Which revision is shown, weighed alone: also for what no act of the archive brings about by itself.</summary>
public sealed class SettlementTests
{
    private static readonly DateOnly Today = new(2026, 3, 1);
    private static readonly RecordId Marsh = RecordId.Mint();

    [Fact]
    public void What_was_shown_and_may_not_be_any_more_gives_way_to_nothing_older()
    {
        Record record = Of(revision: 1) with { PublishedDay = null, State = RecordState.Published };
        Settlement settled = Settlement.Of(record, [Weighed(2, CommunityAnswer.Declined, wasPublic: true), Weighed(1, CommunityAnswer.Given, wasPublic: true)], Today);
        Assert.Equal((RecordState.Declined, null), (settled.State, settled.Shown));
        // What nobody could read leaves what is shown in its place.
        Assert.Equal(1, Settlement.Of(record, [Weighed(2, CommunityAnswer.Declined, wasPublic: false), Weighed(1, CommunityAnswer.Given, wasPublic: true)], Today).Shown);
    }

    [Fact]
    public void What_was_published_without_a_community_stays_as_it_is_until_it_answers_and_no_further()
    {
        Record record = Of(revision: 1) with { PublishedDay = Today, PublishedWithout = [Marsh], State = RecordState.Published };
        Assert.Equal([Marsh], Settlement.Of(record, [Weighed(1, CommunityAnswer.Waiting, wasPublic: true)], Today).Without);
        foreach (bool wasPublic in (bool[])[false, true])
            Assert.NotEqual(2, Settlement.Of(record, [Weighed(2, CommunityAnswer.Waiting, wasPublic), Weighed(1, CommunityAnswer.Waiting, wasPublic: true)], Today).Shown);
        Assert.Null(Settlement.Of(record, [Weighed(1, CommunityAnswer.Declined, wasPublic: true)], Today).Shown);
    }

    private static Record Of(int revision) => new()
    {
        Id = RecordId.Mint(), Kind = "practice", State = RecordState.Asked, Revision = revision, LatestRevision = 2, Content = new RecordContent { Language = "en" }, Basis = PublicationBasis.PublicSources,
    };

    private static (Revision, Standing) Weighed(int number, CommunityAnswer answer, bool wasPublic) =>
        (new Revision { Record = default, Number = number, Day = Today, Who = "", Note = "", Content = new RecordContent { Language = "en" }, AskedFrom = number, Basis = PublicationBasis.PublicSources, WasPublic = wasPublic },
            new Standing([new CommunityStanding(Marsh, answer, 0, 1, null, ConsentScope.Publish)]));
}
