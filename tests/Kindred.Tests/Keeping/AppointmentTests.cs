using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Keeping;

/// <summary>An archive that its keepers left is handed on by its stewards, by more than half of their voices; no community takes it alone.</summary>
public sealed class AppointmentTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);
    private static readonly RecordId[] Communities = [RecordId.Mint(), RecordId.Mint(), RecordId.Mint()];

    [Theory]
    [InlineData("", 0, 1)]
    [InlineData("a:0", 1, 1)]
    [InlineData("a:0 b:0 c:0 d:0", 1, 1)] // One community has one voice.
    [InlineData("a:0,1,2", 1, 1)] // So has one person.
    [InlineData("a:0 b:1", 2, 2)]
    [InlineData("a:0,1 b:0", 2, 2)] // Whoever answers for two speaks for the one that leaves the other a voice.
    [InlineData("a:0,1 b:0 c:0", 2, 2)]
    [InlineData("a:0 b:1 c:2", 3, 2)]
    [InlineData("a:0,1 b:1,2 c:0", 3, 2)]
    public void A_voice_is_one_person_for_one_community(string stewards, int voices, int needed)
    {
        StewardsQuorum quorum = StewardsQuorum.Of(stewards.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Steward), Day);
        Assert.Equal((voices, needed), (quorum.Voices, quorum.Needed));
    }

    [Fact]
    public void Who_has_not_claimed_a_link_and_whose_term_is_over_has_no_voice()
    {
        Member over = Steward("b:1") with { Roles = [new Role(Communities[1], Day.AddDays(-9), Day.AddDays(-1))] };
        Assert.Equal(1, StewardsQuorum.Of([Steward("a:0"), over, Steward("c:2") with { PasswordHash = null }], Day).Voices);
    }

    [Fact]
    public async Task Nobody_appoints_while_somebody_keeps_the_archive_even_in_grace()
    {
        await using TestArchive archive = await WithStewards("amal", "bo", "chi");
        Assert.IsType<KeepingOutcome.NotYours>(await Propose(archive, "amal"));
        await KeepersTermTests.Ends(archive, "kofi", archive.Today.AddDays(-90));
        await KeepersTermTests.Ends(archive, "lee", archive.Today.AddDays(-91));
        Assert.IsType<KeepingOutcome.NotYours>(await Propose(archive, "amal"));
        await archive.Pass(1);
        Assert.IsType<KeepingOutcome.Waits>(await Propose(archive, "amal"));
        Assert.IsType<KeepingOutcome.NotYours>(await Propose(archive, "kofi"));
    }

    [Fact]
    public async Task More_than_half_of_the_voices_appoint_and_the_act_names_no_steward()
    {
        await using TestArchive archive = await WithStewards("amal", "bo", "chi");
        await Left(archive);
        long number = Assert.IsType<KeepingOutcome.Waits>(await Propose(archive, "amal")).Number;
        // Her own word twice is one.
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AppointKeepers>().Agree(number, "amal", CancellationToken.None));
        Assert.False(await IsKeeper(archive, "amal"));
        KeepingOutcome.Appointed appointed = Assert.IsType<KeepingOutcome.Appointed>(await archive.Get<AppointKeepers>().Agree(number, "bo", CancellationToken.None));
        Assert.All(appointed.Links, link => Assert.Null(link.Secret));
        Assert.True(await IsKeeper(archive, "amal") && await IsKeeper(archive, "chi"));
        Assert.IsType<KeepingOutcome.NotYours>(await Propose(archive, "bo"));
        Assert.Empty(await archive.Get<IMemberStore>().Appointments(CancellationToken.None));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.Appointment, null, "nobody is left"), (act.Kind, act.By, act.Reason));
        using HttpClient anyone = archive.Anyone();
        string acts = await anyone.GetStringAsync("/about/acts?lang=en");
        Assert.Contains("stewards, together", acts, StringComparison.Ordinal);
        foreach (string steward in (string[])["amal", "bo"]) Assert.DoesNotContain($"<bdi>{steward}", acts, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_community_with_many_stewards_has_no_more_voices_than_one_with_one()
    {
        await using TestArchive archive = await WithStewards("amal", "bo", "chi");
        RecordId big = (await archive.Get<IMemberStore>().Find("amal", CancellationToken.None))!.CommunitiesOn(archive.Today)[0];
        foreach (string handle in (string[])["dua", "eli", "fay", "gus"]) await TwoKeepers.Claimed(archive, handle, big);
        await Left(archive);
        long number = Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AppointKeepers>().Propose(["dua", "eli"], "amal", "ours", CancellationToken.None)).Number;
        foreach (string handle in (string[])["dua", "eli", "fay", "gus"]) Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AppointKeepers>().Agree(number, handle, CancellationToken.None));
        Assert.IsType<KeepingOutcome.Appointed>(await archive.Get<AppointKeepers>().Agree(number, "bo", CancellationToken.None));
    }

    /// <summary>Whoever says the last word is shown the links of who is new: with them she could take both seats.</summary>
    [Fact]
    public async Task Among_several_only_who_signs_in_already_is_appointed_and_alone_anyone()
    {
        await using TestArchive several = await WithStewards("amal", "bo");
        await Left(several);
        Assert.Equal(("not-signed-in-yet", "second"), Wrong(await several.Get<AppointKeepers>().Propose(["amal", "newcomer"], "amal", "why", CancellationToken.None)));
        Assert.Equal(("two-keepers", "second"), Wrong(await several.Get<AppointKeepers>().Propose(["amal", "amal"], "amal", "why", CancellationToken.None)));
        Assert.Equal(("not-a-handle", "first"), Wrong(await several.Get<AppointKeepers>().Propose(["keeper", "amal"], "amal", "why", CancellationToken.None)));
        Assert.Equal(("reason-missing", "reason"), Wrong(await several.Get<AppointKeepers>().Propose(["amal", "bo"], "amal", " ", CancellationToken.None)));
        await using TestArchive alone = await WithStewards("amal");
        await Left(alone);
        KeepingOutcome.Appointed appointed = Assert.IsType<KeepingOutcome.Appointed>(await alone.Get<AppointKeepers>().Propose(["amal", "newcomer"], "amal", "why", CancellationToken.None));
        Assert.Equal([false, true], appointed.Links.Select(link => link.Secret is not null));
    }

    [Fact]
    public async Task Keepers_leave_it_to_their_stewards_on_purpose_and_keep_it_until_others_do()
    {
        await using TestArchive archive = await WithStewards("amal", "bo", "chi");
        LeaveToStewards leave = archive.Get<LeaveToStewards>();
        long number = Assert.IsType<KeepingOutcome.Waits>(await leave.Do("kofi", "we are tired", CancellationToken.None)).Number;
        Assert.IsType<KeepingOutcome.NotYours>(await Propose(archive, "amal"));
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<SecondWord>().Agree(number, "lee", null, CancellationToken.None));
        Assert.True(await IsKeeper(archive, "kofi"));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains(Texts.For("en")["about.keepers.stewards"], await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
        Assert.IsType<KeepingOutcome.Waits>(await Propose(archive, "amal"));
        Assert.IsType<KeepingOutcome.Appointed>(await Propose(archive, "bo"));
        Assert.False(await IsKeeper(archive, "kofi"));
        // With the last role every secret of theirs is destroyed.
        Member lee = (await archive.Get<IMemberStore>().Find("lee", CancellationToken.None))!;
        Assert.IsType<KeepersTerm.None>(KeepersTerm.Of(lee, archive.Today));
        Assert.False(lee.SignsIn);
        Assert.DoesNotContain(Texts.For("en")["about.keepers.stewards"], await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_there_is_no_steward_the_terminal_appoints_and_says_so()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Assert.Equal("no-stewards-yet", (await archive.Get<LeaveToStewards>().Do("kofi", "why", CancellationToken.None)).Wrong!.Code);
        await Left(archive);
        KeepingOutcome.Done done = Assert.IsType<KeepingOutcome.Done>(await archive.Get<AddMember>().Do("newcomer", null, null, Member.TerminalHandle, null, "", CancellationToken.None));
        Assert.NotNull(done.Secret);
        Assert.Equal(SoleWord.NobodyLeft, (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act.SoleWord);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains(Texts.For("en")["about.act.one.nobody-left"], await anyone.GetStringAsync("/about/acts?lang=en"), StringComparison.Ordinal);
        // Where there is one it is hers: the terminal waits, or says why it does not.
        await using TestArchive other = await WithStewards("amal");
        await Left(other);
        Assert.IsType<KeepingOutcome.Waits>(await other.Get<AddMember>().Do("newcomer", null, null, Member.TerminalHandle, null, "", CancellationToken.None));
    }

    [Fact]
    public async Task At_their_desks_stewards_are_told_and_appoint()
    {
        await using TestArchive archive = await WithStewards("amal", "bo", "chi");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), bo = await SignedInBrowser.Of(archive, "bo"), kofi = await SignedInBrowser.Of(archive, "kofi");
        Assert.DoesNotContain("/desk/keepers", await amal.Read("/desk"), StringComparison.Ordinal);
        Assert.Contains(Texts.For("en")["keepers.appoint.closed"], await amal.Read("/desk/keepers?lang=en"), StringComparison.Ordinal);
        await Left(archive);
        Assert.Contains("/desk/keepers", await amal.Read("/desk"), StringComparison.Ordinal);
        await amal.Read("/desk/keepers");
        HttpResponseMessage unknown = await amal.Post("/desk/keepers", ("first", "amal"), ("second", "nobody-yet"), ("reason", "they left"));
        string again = await unknown.Content.ReadAsStringAsync();
        Assert.Contains("href=\"#second\"", again, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody-yet\"", again, StringComparison.Ordinal);
        await amal.Post("/desk/keepers", ("first", "amal"), ("second", "bo"), ("reason", "they left"));
        string seen = await bo.Read("/desk/keepers");
        Assert.Contains("they left", seen, StringComparison.Ordinal);
        long number = Assert.Single(await archive.Get<IMemberStore>().Appointments(CancellationToken.None)).Number;
        Assert.DoesNotContain("handler=agree", await kofi.Read("/desk/keepers"), StringComparison.Ordinal);
        await bo.Post("/desk/keepers?handler=agree", ("number", $"{number}"));
        Assert.True(await IsKeeper(archive, "amal") && await IsKeeper(archive, "bo"));
    }

    [Fact]
    public async Task What_waits_for_other_voices_ends_after_thirty_days()
    {
        await using TestArchive archive = await WithStewards("amal", "bo");
        await Left(archive);
        long number = Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AppointKeepers>().Propose(["amal", "bo"], "amal", "why", CancellationToken.None)).Number;
        archive.Clock.Pass(TimeSpan.FromDays(31));
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<AppointKeepers>().Agree(number, "bo", CancellationToken.None));
        await archive.Pass(0);
        Assert.Empty(await archive.Get<IMemberStore>().Appointments(CancellationToken.None));
    }

    private static Task<KeepingOutcome> Propose(TestArchive archive, string by) => archive.Get<AppointKeepers>().Propose(["amal", "chi"], by, "nobody is left", CancellationToken.None);

    private static (string, string) Wrong(KeepingOutcome outcome) => (outcome.Wrong!.Code, outcome.Wrong.Field);

    /// <summary>Two keepers, and stewards of a community each.</summary>
    private static async Task<TestArchive> WithStewards(params string[] handles)
    {
        TestArchive archive = await TwoKeepers.Start();
        foreach (string handle in handles) await TwoKeepers.Claimed(archive, handle, await archive.Community("People of " + handle));
        return archive;
    }

    /// <summary>Both keepers' terms are over, and their grace.</summary>
    private static async Task Left(TestArchive archive)
    {
        foreach (string handle in (string[])["kofi", "lee"]) await KeepersTermTests.Ends(archive, handle, archive.Today.AddDays(-91));
    }

    private static Member Steward(string written) => new()
    {
        Id = RecordId.Mint(), Handle = written.Split(':')[0], SecurityStamp = "", Joined = Day, PasswordHash = "claimed",
        Roles = [.. written.Split(':')[1].Split(',').Select(number => new Role(Communities[number[0] - '0'], Day, null))],
    };

    private static async Task<bool> IsKeeper(TestArchive archive, string handle) =>
        (await archive.Get<IMemberStore>().Find(handle, CancellationToken.None))?.IsKeeperOn(archive.Today) == true;
}
