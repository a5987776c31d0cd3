using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Tests.Keeping;

/// <summary>A keeper goes and another comes, in one act.</summary>
public sealed class HandOverTests
{
    [Fact]
    public async Task One_act_of_two_keepers_gives_the_role_and_lays_it_down()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        HandOverRole handOver = archive.Get<HandOverRole>();
        long number = Assert.IsType<KeepingOutcome.Waits>(await handOver.Do("amina", "kofi", "I move away", CancellationToken.None)).Number;
        Assert.Equal(number, Assert.IsType<KeepingOutcome.Waits>(await handOver.Do("amina", "kofi", "again", CancellationToken.None)).Number);
        SecondWord second = archive.Get<SecondWord>();
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await second.Agree(number, "kofi", null, CancellationToken.None));
        Assert.IsType<KeepingOutcome.NotYours>(await second.Agree(number, Member.TerminalHandle, null, CancellationToken.None));
        await archive.Pass(1);
        KeepingOutcome.Done done = Assert.IsType<KeepingOutcome.Done>(await second.Agree(number, "lee", "she is known to us", CancellationToken.None));
        Assert.Equal("amina", done.Handle);
        Assert.NotNull(done.Secret);
        Assert.True(await IsKeeper(archive, "amina"));
        Assert.False(await IsKeeper(archive, "kofi"));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.HandOver, "kofi, lee", "I move away", "she is known to us"), (act.Kind, act.By, act.Reason, act.SecondReason));
        using HttpClient anyone = archive.Anyone();
        string acts = await anyone.GetStringAsync("/about/acts?lang=en");
        foreach (string said in (string[])["Handed the role of keeper over", "I move away", "she is known to us"]) Assert.Contains(said, acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_hands_over_to_a_link_that_nobody_claims_is_there_still()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        await KeepersTermTests.Ends(archive, "lee", archive.Today.AddDays(-100));
        await archive.Pass(1);
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<HandOverRole>().Do("amina", "kofi", "why", CancellationToken.None));
        Member kofi = (await archive.Get<IMemberStore>().Find("kofi", CancellationToken.None))!;
        Assert.IsType<KeepersTerm.Grace>(KeepersTerm.Of(kofi, archive.Today));
        // Once it is claimed it takes her word.
        await archive.Write(session => session.Put(session.FindMember("amina")! with { PasswordHash = "claimed" }));
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<ChangeRole>().Do(new RoleChange("kofi", null, archive.Today.AddMonths(6), IsEnd: false), "kofi", null, "why", CancellationToken.None));
    }

    [Theory]
    [InlineData("kofi", "role-held")]
    [InlineData("lee", "role-held")]
    [InlineData("keeper", "not-a-handle")]
    [InlineData("a b", "not-a-handle")]
    public async Task To_oneself_or_to_who_keeps_it_already_it_is_no_hand_over(string to, string code)
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Assert.Equal(code, (await archive.Get<HandOverRole>().Do(to, "kofi", "why", CancellationToken.None)).Wrong!.Code);
        Assert.Empty(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
    }

    [Fact]
    public async Task A_no_says_why_and_is_an_act_and_ones_own_is_taken_back_without_a_word()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        SecondWord second = archive.Get<SecondWord>();
        long number = Assert.IsType<KeepingOutcome.Waits>(await archive.Get<HandOverRole>().Do("amina", "kofi", "why", CancellationToken.None)).Number;
        Assert.Equal("reason-missing", (await second.Refuse(number, "lee", " ", CancellationToken.None)).Wrong!.Code);
        Assert.IsType<KeepingOutcome.Done>(await second.Refuse(number, "lee", "we do not know her", CancellationToken.None));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.Refusal, "lee", "we do not know her"), (act.Kind, act.By, act.Reason));
        number = Assert.IsType<KeepingOutcome.Waits>(await archive.Get<HandOverRole>().Do("amina", "kofi", "why", CancellationToken.None)).Number;
        Assert.IsType<KeepingOutcome.Done>(await second.Refuse(number, "kofi", null, CancellationToken.None));
        Assert.Equal(ActKind.Refusal, (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act.Kind);
        Assert.Single(await archive.Records.Acts(true, 9, archive.Stranger, CancellationToken.None), act => act.Value.Act.Kind == ActKind.Refusal);
    }

    /// <summary>A kind is declared once, and whatever needs more of it is here to be missed.</summary>
    [Fact]
    public async Task Every_kind_of_act_that_takes_two_is_done_by_one_and_has_its_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        ITwoKeeperDeed[] deeds = [.. (IEnumerable<ITwoKeeperDeed>)archive.Services.GetService(typeof(IEnumerable<ITwoKeeperDeed>))!];
        foreach (TwoKeeperKind kind in TwoKeeperKind.All)
        {
            Assert.Equal(kind.IsAgreedAtItsAddress ? 0 : 1, deeds.Count(deed => deed.Does(kind)));
            Assert.Same(kind, TwoKeeperKind.Named(kind.Name));
            Assert.True(Texts.For("en").Has("keep.waiting." + kind.Name));
            Assert.Equal(kind == TwoKeeperKind.Grant || kind == TwoKeeperKind.End || kind == TwoKeeperKind.PolicyChange, !Texts.For("en").Has("keepers.waiting.sure." + kind.Name));
        }

        Assert.Equal(TwoKeeperKind.All.Count, TwoKeeperKind.All.DistinctBy(kind => kind.Name).Count());
        Assert.Throws<ArgumentException>(() => TwoKeeperKind.Named("follow-sister"));
    }

    private static async Task<bool> IsKeeper(TestArchive archive, string handle) =>
        (await archive.Get<IMemberStore>().Find(handle, CancellationToken.None))?.IsKeeperOn(archive.Today) == true;
}
