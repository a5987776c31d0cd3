using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.Withdrawing;
using Kindred.Host.Commands;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Keeping;

/// <summary>What a term leaves for a while after it, and for how long: to hide, to renew, to hand over.</summary>
public sealed class KeepersTermTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    [Theory]
    [InlineData(0, "full")]
    [InlineData(1, "grace")]
    [InlineData(90, "grace")]
    [InlineData(91, "none")]
    public void A_term_leaves_grace_for_ninety_days(int daysAfter, string wanted) => Assert.Equal(wanted, Of(Keeper(new Role(null, Day.AddDays(-180), Day)), Day.AddDays(daysAfter)));

    [Fact]
    public void A_role_that_was_ended_leaves_none_and_neither_does_what_ran_out_before_it()
    {
        Assert.Equal("none", Of(Keeper(new Role(null, Day.AddDays(-180), Day) { IsEnded = true }), Day.AddDays(1)));
        Member twice = Keeper(new Role(null, Day.AddDays(-180), Day.AddDays(-10)), new Role(null, Day, Day.AddDays(180)));
        Assert.Equal("full", Of(twice, Day));
        RoleChange end = new("ines", null, null, IsEnd: true);
        Assert.Equal("none", Of(end.On(twice, Day), Day));
        Assert.Equal("none", Of(end.On(twice, Day.AddDays(3)), Day.AddDays(3)));
        // Two keepers end what is left of one that ran out, too.
        Assert.Equal("none", Of(end.On(Keeper(new Role(null, Day.AddDays(-180), Day)), Day.AddDays(5)), Day.AddDays(5)));
    }

    [Fact]
    public void A_steward_has_no_grace_and_a_term_that_has_not_begun_none_either()
    {
        Assert.Equal("none", Of(Keeper(new Role(RecordId.Mint(), Day.AddDays(-180), Day)), Day.AddDays(1)));
        Assert.Equal("none", Of(Keeper(new Role(null, Day.AddDays(5), null)), Day));
        Assert.Equal("full", Of(Keeper() with { Handle = Member.TerminalHandle }, Day));
    }

    [Fact]
    public void Its_end_is_said_from_thirty_days_before()
    {
        KeepersTerm.Full term = Assert.IsType<KeepersTerm.Full>(KeepersTerm.Of(Keeper(new Role(null, Day, Day.AddDays(60))), Day));
        Assert.False(term.EndsSoon(Day.AddDays(29)));
        Assert.True(term.EndsSoon(Day.AddDays(30)));
        Assert.False(new KeepersTerm.Full(null).EndsSoon(Day));
    }

    /// <summary>Every power, in every state of a term: in grace one hides, renews and hands over, and does nothing else.</summary>
    [Theory]
    [InlineData("full", 10)]
    [InlineData("grace", 190)]
    [InlineData("none", 280)]
    public async Task Each_power_asks_how_far_the_term_goes(string state, int days)
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        await Ends(archive, "kofi", archive.Today.AddDays(184));
        await archive.Pass(days);
        bool isFull = state == "full", isGrace = state == "grace";
        Viewer.Member kofi = CurrentViewer.ViewerOf((await archive.Get<IMemberStore>().Find("kofi", CancellationToken.None))!, archive.Today);
        Assert.Equal((isFull, isFull || isGrace), (kofi.IsKeeper, kofi.MayHide));
        // What stays a keeper's.
        foreach (KeepingOutcome outcome in (KeepingOutcome[])[
            await archive.Get<AddMember>().Do("newcomer", null, null, "kofi", null, "why", CancellationToken.None),
            await archive.Get<ChangeRole>().Do(new RoleChange("lee", null, null, IsEnd: true), "kofi", null, "why", CancellationToken.None),
            await archive.Get<ChangeSettings>().Do(new ArchiveSettings { DepositTerms = "Other." }, "kofi", "why", CancellationToken.None)])
            Assert.Equal(isFull, outcome is KeepingOutcome.Waits);
        Assert.Equal(isFull, await archive.Get<WithdrawRecord>().ByKeeper(practice, "why", null, kofi, CancellationToken.None) is WithdrawOutcome.SecondKeeperNeeded);
        if (isFull) await archive.Get<WithdrawRecord>().Show(practice, kofi, CancellationToken.None);
        // What a term leaves.
        ChangeRole change = archive.Get<ChangeRole>();
        KeepingOutcome renewed = await change.Do(new RoleChange("kofi", null, archive.Today.AddMonths(6), IsEnd: false), "kofi", null, "why", CancellationToken.None);
        Assert.Equal(isFull || isGrace, renewed is KeepingOutcome.Waits);
        Assert.Equal(isFull, await change.Do(new RoleChange("kofi", null, archive.Today.AddMonths(60), IsEnd: false), "kofi", null, "why", CancellationToken.None) is KeepingOutcome.Waits);
        Assert.Equal(isFull || isGrace, await archive.Get<HandOverRole>().Do("amina", "kofi", "why", CancellationToken.None) is KeepingOutcome.Waits);
        Assert.Equal(isFull || isGrace, await archive.Get<WithdrawRecord>().Hide(practice, "a name", kofi, CancellationToken.None) is WithdrawOutcome.Hidden);
        Assert.Equal(isFull, await archive.Get<WithdrawRecord>().Show(practice, kofi, CancellationToken.None) is WithdrawOutcome.Shown);
    }

    [Fact]
    public async Task In_grace_a_keeper_hides_renews_and_agrees_on_the_pages_and_finds_no_other()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Asked asked = new(archive);
        RecordId practice = await asked.Practice(await asked.Community("Sea people", Protocol.AnySteward));
        foreach (string handle in (string[])["kofi", "lee"]) await Ends(archive, handle, archive.Today);
        await archive.Pass(1);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        using SignedInBrowser lee = await SignedInBrowser.Of(archive, "lee");
        Assert.Contains("/keep/term", await kofi.Read("/desk"), StringComparison.Ordinal);
        foreach (string closed in (string[])["/keep", "/keep/members", "/keep/settings", $"/desk/records/{practice}/withdraw"]) Assert.False((await kofi.Answer(closed)).IsSuccessStatusCode);
        await kofi.Read($"/desk/records/{practice}");
        await kofi.Post($"/desk/records/{practice}/withdraw?handler=hide", ("reason", "it names her"));
        Assert.Equal(RecordState.Hidden, (await archive.Writer.Write(session => session.FindRecord(practice), CancellationToken.None))!.State);
        // Both in grace: the one's word is enough for the other, and then two keep the archive again.
        await kofi.Read("/keep/term");
        Assert.Contains(Texts.For("en")["keep.said.waits"], await (await kofi.Post("/keep/term?handler=renew", ("reason", "half a year more"))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        long number = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None)).Number;
        Assert.Contains("half a year more", await lee.Read("/keep/term"), StringComparison.Ordinal);
        await lee.Post("/keep/term?handler=agree", ("number", $"{number}"));
        Assert.True((await archive.Get<IMemberStore>().Find("kofi", CancellationToken.None))!.IsKeeperOn(archive.Today.AddMonths(6)));
        Assert.Contains("half a year more", await kofi.Read("/about/acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_only_keeper_renews_alone_for_one_term_and_the_act_says_so()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        await Ends(archive, "kofi", archive.Today.AddDays(10));
        await Ends(archive, "lee", archive.Today.AddDays(-100));
        await archive.Pass(20);
        ChangeRole change = archive.Get<ChangeRole>();
        Assert.IsType<KeepingOutcome.NotYours>(await change.Do(new RoleChange("kofi", null, archive.Today.AddMonths(7), IsEnd: false), "kofi", null, "long", CancellationToken.None));
        Assert.IsType<KeepingOutcome.Done>(await change.Do(new RoleChange("kofi", null, archive.Today.AddMonths(6), IsEnd: false), "kofi", null, "nobody else", CancellationToken.None));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.KeeperGrant, SoleWord.OnlyKeeper, "nobody else"), (act.Kind, act.SoleWord, act.Reason));
        // Renewed, and still alone: what takes two waits for another.
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AddMember>().Do("amina", null, null, "kofi", null, "why", CancellationToken.None));
    }

    [Fact]
    public async Task The_terminal_says_whose_term_ends_and_whose_is_over()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        await Ends(archive, "kofi", archive.Today.AddDays(30));
        await Ends(archive, "lee", archive.Today.AddDays(-1));
        string[] said = [.. TermWarnings.Of(await archive.Get<IMemberStore>().All(CancellationToken.None), archive.Today)];
        Assert.Equal(2, said.Length);
        Assert.StartsWith("kofi's term as keeper ends on 2026-03-31", said[0], StringComparison.Ordinal);
        Assert.StartsWith("lee's term as keeper ended on 2026-02-28: until 2026-05-29", said[1], StringComparison.Ordinal);
        Assert.DoesNotContain(TermWarnings.Of(await archive.Get<IMemberStore>().All(CancellationToken.None), archive.Today.AddDays(-1)), line => line.StartsWith("kofi", StringComparison.Ordinal));
        using StringWriter progress = new();
        await MemberList.Work.Do(new CommandWork([], archive.Services, progress, Stream.Null), CancellationToken.None);
        Assert.Contains("kofi's term", progress.ToString(), StringComparison.Ordinal);
        await archive.Pass(200);
        Assert.Contains("has no steward", Assert.Single(TermWarnings.Of(await archive.Get<IMemberStore>().All(CancellationToken.None), archive.Today)), StringComparison.Ordinal);
        await archive.Stop();
        Assert.Contains("Nobody keeps this archive", Assert.Single(Doctor.Do(archive.Settings, archive.Today).Lines, line => line.Contains("keepers", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_long_a_term_is_is_the_archives_own_to_set()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session => session.Put(new ArchiveSettings { KeeperTermMonths = 12 }));
        await archive.Member("mika");
        Assert.Equal(archive.Today.AddMonths(12), (await archive.Get<IMemberStore>().Find("mika", CancellationToken.None))!.Roles[0].Until);
        Assert.Equal(6, new ArchiveSettings().TermMonths());
        Assert.Equal(6, new ArchiveSettings { KeeperTermMonths = 25 }.TermMonths());
    }

    internal static Task Ends(TestArchive archive, string handle, DateOnly until) => archive.Write(session =>
    {
        Member member = session.FindMember(handle)!;
        session.Put(member with { Roles = [new Role(null, until.AddDays(-184), until)] });
    });

    private static Member Keeper(params Role[] roles) => new() { Id = RecordId.Mint(), Handle = "ines", SecurityStamp = "", Joined = Day, PasswordHash = "claimed", Roles = [.. roles] };

    private static string Of(Member member, DateOnly today) => KeepersTerm.Of(member, today) switch
    {
        KeepersTerm.Full => "full",
        KeepersTerm.Grace => "grace",
        _ => "none",
    };
}
