using System.Net;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Tests.Reviewing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Keeping;

/// <summary>A lost password is replaced by a one-time link that takes two, and ends what the old one had opened.</summary>
public partial class RenewSignInTests
{
    [Fact]
    public async Task Two_keepers_make_a_link_that_ends_the_old_password_and_its_sessions()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        await TwoKeepers.Claimed(archive, "amina");
        using SignedInBrowser stolen = await SignedInBrowser.Of(archive, "amina"), kofi = await SignedInBrowser.Of(archive, "kofi"), lee = await SignedInBrowser.Of(archive, "lee");
        await kofi.Read("/keep/members");
        HttpResponseMessage proposed = await kofi.Post("/keep/members?handler=link", ("handle", "amina"), ("reason", "her phone was taken"));
        Assert.DoesNotMatch(Link(), await proposed.Content.ReadAsStringAsync());
        TwoKeeperAct act = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
        // One can't agree with oneself, nor for oneself.
        await kofi.Read("/keep");
        Assert.Equal(HttpStatusCode.Conflict, (await kofi.Post("/keep?handler=agree", ("number", $"{act.Number}"))).StatusCode);
        await lee.Read("/keep");
        string page = await (await lee.Post("/keep?handler=agree", ("number", $"{act.Number}"))).Content.ReadAsStringAsync();
        string link = Link().Match(page).Value;
        Assert.NotEqual("", link);
        Assert.DoesNotMatch(Link(), await lee.Read("/keep"));
        // Nothing ends before the link is claimed.
        Assert.Equal(HttpStatusCode.OK, (await stolen.Answer("/sessions")).StatusCode);
        JoinOutcome claimed = await Join(archive, link, "another very long passphrase");
        Assert.Equal("amina", Assert.IsType<JoinOutcome.Done>(claimed).Handle);
        Assert.Equal(HttpStatusCode.Redirect, (await stolen.Answer("/sessions")).StatusCode);
        Assert.IsType<JoinOutcome.NoSuchLink>(await Join(archive, link, "yet another passphrase"));
        Assert.Contains("her phone was taken", await lee.Read("/about/acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_who_answer_for_the_same_community_are_enough_and_one_is_not()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community(), other = await archive.Community();
        foreach (string handle in (string[])["amina", "ines", "sara"]) await TwoKeepers.Claimed(archive, handle, community);
        await TwoKeepers.Claimed(archive, "jo", other);
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines"), sara = await SignedInBrowser.Of(archive, "sara"), jo = await SignedInBrowser.Of(archive, "jo");
        string address = $"/desk/communities/{community}";
        await ines.Read(address);
        Assert.EndsWith("done=link-waits", (await ines.Post($"{address}?handler=link", ("handle", "amina"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("done=link-waits", (await ines.Post($"{address}?handler=link", ("handle", "amina"))).Headers.Location!.ToString(), StringComparison.Ordinal);
        await jo.Read($"/desk/communities/{other}");
        Assert.Equal(HttpStatusCode.NotFound, (await jo.Post($"/desk/communities/{other}?handler=link", ("handle", "amina"))).StatusCode);
        Assert.Contains("amina", await sara.Read(address), StringComparison.Ordinal);
        string page = await (await sara.Post($"{address}?handler=link", ("handle", "amina"))).Content.ReadAsStringAsync();
        Assert.IsType<JoinOutcome.Done>(await Join(archive, Link().Match(page).Value, "another very long passphrase"));
        // Who answers for a community is nobody else's to know.
        Assert.DoesNotContain("ines", await sara.Read("/about/acts"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_renews_their_own_or_a_strangers_and_a_proposer_who_may_no_longer_counts_for_nothing()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        await TwoKeepers.Claimed(archive, "amina");
        RenewSignIn renew = archive.Get<RenewSignIn>();
        Assert.IsType<RenewOutcome.NotYours>(await renew.Propose("kofi", "kofi", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.NoSuchMember>(await renew.Propose("nobody", "kofi", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.NoSuchMember>(await renew.Propose(Member.TerminalHandle, "kofi", null, "", CancellationToken.None));
        RenewOutcome.Waits waits = Assert.IsType<RenewOutcome.Waits>(await renew.Propose("kofi", "amina", null, "", CancellationToken.None));
        await archive.Get<Features.Keeping.ChangeRole>().Do(new RoleChange("amina", null, null, IsEnd: true), "amina", null, "", CancellationToken.None);
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<SecondWord>().Agree(waits.Number, "lee", null, CancellationToken.None));
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<SecondWord>().Agree(waits.Number + 100, "lee", null, CancellationToken.None));
        // The terminal proposes, and a keeper agrees; alone it gives its reason.
        Assert.IsType<RenewOutcome.Waits>(await renew.Propose("lee", Member.TerminalHandle, null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.Done>(await renew.Propose("lee", Member.TerminalHandle, "both keepers lost theirs", "", CancellationToken.None));
    }

    [Fact]
    public async Task Stewards_open_no_keepers_account()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community();
        foreach (string handle in (string[])["amina", "ines", "sara"]) await TwoKeepers.Claimed(archive, handle, community);
        Features.Keeping.ChangeRole change = archive.Get<Features.Keeping.ChangeRole>();
        RenewSignIn renew = archive.Get<RenewSignIn>();
        Assert.IsType<RenewOutcome.Waits>(await renew.Propose("amina", "ines", null, "", CancellationToken.None));
        string link = Assert.IsType<RenewOutcome.Done>(await renew.Propose("amina", "sara", null, "", CancellationToken.None)).Link;
        // She becomes a keeper: what was made for a steward opens nothing any more.
        RoleChange keeper = new("amina", null, archive.Today.AddMonths(6), IsEnd: false);
        long number = Assert.IsType<Features.Shared.KeepingOutcome.Waits>(await change.Do(keeper, "kofi", null, "", CancellationToken.None)).Number;
        Assert.IsType<Features.Shared.KeepingOutcome.Done>(await change.Agree(number, "lee", CancellationToken.None));
        Assert.IsType<JoinOutcome.NoSuchLink>(await Join(archive, "/join/" + link, "another very long passphrase"));
        Assert.IsType<RenewOutcome.NotYours>(await renew.Propose("amina", "ines", null, "", CancellationToken.None));
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines");
        Assert.DoesNotContain("value=\"amina\"", await ines.Read($"/desk/communities/{community}"), StringComparison.Ordinal);
        Assert.IsType<RenewOutcome.Waits>(await renew.Propose("amina", "kofi", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.NotYours>(await renew.Propose("amina", "sara", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.Done>(await renew.Propose("amina", "lee", null, "", CancellationToken.None));
    }

    [Fact]
    public async Task Two_of_one_of_her_communities_open_nothing_of_another()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community(), other = await archive.Community("Hill people");
        foreach (string handle in (string[])["amina", "ines", "sara", "dua"]) await TwoKeepers.Claimed(archive, handle, community);
        await archive.Write(session => session.Put(new RoleChange("amina", other, null, IsEnd: false).On(session.FindMember("amina")!, archive.Today)));
        RenewSignIn renew = archive.Get<RenewSignIn>();
        Assert.IsType<RenewOutcome.NotYours>(await renew.Propose("amina", "ines", null, "", CancellationToken.None));
        // One who answers for both is one: it takes another such, or a keeper.
        await archive.Write(session => session.Put(new RoleChange("sara", other, null, IsEnd: false).On(session.FindMember("sara")!, archive.Today)));
        Assert.IsType<RenewOutcome.Waits>(await renew.Propose("amina", "sara", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.NotYours>(await renew.Propose("amina", "dua", null, "", CancellationToken.None));
        Assert.IsType<RenewOutcome.Done>(await renew.Propose("amina", "kofi", null, "", CancellationToken.None));
    }

    [Fact]
    public async Task A_link_that_stewards_of_one_community_made_does_not_open_the_desk_of_another_that_is_hers_since()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community(), other = await archive.Community("Hill people");
        foreach (string handle in (string[])["amina", "ines", "sara"]) await TwoKeepers.Claimed(archive, handle, community);
        RenewSignIn renew = archive.Get<RenewSignIn>();
        await renew.Propose("amina", "ines", null, "", CancellationToken.None);
        string link = Assert.IsType<RenewOutcome.Done>(await renew.Propose("amina", "sara", null, "", CancellationToken.None)).Link;
        await archive.Write(session => archive.Get<RoleGift>().Make(session, new RoleChange("amina", other, null, IsEnd: false), null, null, archive.Today));
        Assert.IsType<JoinOutcome.NoSuchLink>(await Join(archive, "/join/" + link, "another very long passphrase"));
    }

    private static async Task<JoinOutcome> Join(TestArchive archive, string link, string password)
    {
        using IServiceScope scope = archive.Services.CreateScope();
        Join join = scope.ServiceProvider.GetRequiredService<Join>();
        return await join.Do(link["/join/".Length..], "", password, CancellationToken.None);
    }

    [GeneratedRegex("/join/[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
