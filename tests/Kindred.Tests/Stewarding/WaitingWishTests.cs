using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Stewarding;
using Kindred.Tests.Life;

namespace Kindred.Tests.Stewarding;

/// <summary>What stewards began to wish for holds no longer than what it was begun on.</summary>
public sealed class WaitingWishTests
{
    [Fact]
    public async Task What_lapsed_is_agreed_to_by_nobody_also_before_the_day_has_turned()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Three(archive, new Protocol(2));
        long number = await Begun(archive, community, new Wished.Invite("dalia", null));
        archive.Clock.Pass(TimeSpan.FromDays(StewardsWish.Days + 1));
        Assert.IsType<WishOutcome.Unknown>(await Agree(archive, community, number, "bassam"));
        // The same wish again is a new one, and takes two words.
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, new Wished.Invite("dalia", null), "bassam"));
        Assert.Null(await archive.Get<IMemberStore>().Find("dalia", CancellationToken.None));
    }

    [Fact]
    public async Task The_word_of_who_laid_her_role_down_waits_no_more_and_her_reason_is_gone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Three(archive, Protocol.AllStewards);
        long number = await Begun(archive, community, new Wished.Invite("dalia", null), "Zirkonwort");
        Assert.IsType<WishOutcome.Waits>(await Agree(archive, community, number, "bassam"));
        Assert.NotEmpty(Residue.In(archive.Folder, "Zirkonwort"));
        Assert.IsType<WishOutcome.Done>(await LayDown(archive, community, "amal"));
        StewardsWish left = Assert.Single(await archive.Get<IMemberStore>().Wishes(Steward(archive, "bassam", community), CancellationToken.None));
        Assert.Equal(["bassam"], left.By);
        Assert.Equal("", left.Reason);
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));
        // As many as there are now decide.
        Assert.IsType<WishOutcome.Done>(await Agree(archive, community, number, "carmen"));
    }

    [Fact]
    public async Task What_can_be_done_no_more_when_the_last_word_comes_is_not_done()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Three(archive, new Protocol(2));
        long number = await Begun(archive, community, new Wished.Decide(new Protocol(3)));
        Assert.IsType<WishOutcome.Done>(await LayDown(archive, community, "carmen"));
        Assert.Equal("no-such-protocol", Assert.IsType<WishOutcome.NotRight>(await Agree(archive, community, number, "bassam")).Finding.Code);
        Assert.Equal(2, (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Protocol.Needed);
    }

    [Fact]
    public async Task Settings_that_were_wished_over_others_than_hold_now_wait_no_more()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await Three(archive, new Protocol(2));
        long exact = await Begun(archive, community, new Wished.Set(CommunitySettings.Unsaid with { SisterArchives = SisterShare.AllPublic }));
        Wished strict = new Wished.Set(CommunitySettings.Unsaid with { FinestPlace = Precision.Region });
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, strict, "bassam"));
        Assert.IsType<WishOutcome.Done>(await Wish(archive, community, strict, "carmen"));
        // It would show places again that two have just closed.
        Assert.IsType<WishOutcome.Unknown>(await Agree(archive, community, exact, "carmen"));
        Assert.Equal(Precision.Region, (await archive.Get<IMemberStore>().Community(community, archive.Today, CancellationToken.None))!.Settings.FinestPlace);
    }

    /// <summary>Who have been stewards since the day before: one can lay down what she was given then.</summary>
    private static async Task<RecordId> Three(TestArchive archive, Protocol protocol)
    {
        RecordId community = await new Asked(archive).Community("Marsh people", protocol, "amal", "bassam", "carmen");
        await archive.Pass(1);
        return community;
    }

    private static async Task<long> Begun(TestArchive archive, RecordId community, Wished wished, string reason = "why")
    {
        Assert.IsType<WishOutcome.Waits>(await Wish(archive, community, wished, "amal", reason));
        return Assert.Single(await archive.Get<IMemberStore>().Wishes(Steward(archive, "amal", community), CancellationToken.None)).Number;
    }

    private static Task<WishOutcome> Wish(TestArchive archive, RecordId community, Wished wished, string by, string reason = "why") =>
        archive.Get<WishAmongStewards>().Wish(community, wished, reason, Steward(archive, by, community), CancellationToken.None);

    private static Task<WishOutcome> Agree(TestArchive archive, RecordId community, long number, string by) =>
        archive.Get<WishAmongStewards>().Agree(community, number, Steward(archive, by, community), CancellationToken.None);

    private static Task<WishOutcome> LayDown(TestArchive archive, RecordId community, string who) =>
        archive.Get<WishAmongStewards>().LayDown(community, knowsWhatFollows: true, Steward(archive, who, community), CancellationToken.None);

    private static Viewer.Member Steward(TestArchive archive, string handle, RecordId community) => new(archive.Today, handle, false, [community]);
}
