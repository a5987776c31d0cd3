using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Keeping;

public class KeepingTests
{
    private const string Good = "violet anchors hum beneath gravel";

    [Fact]
    public async Task What_isnt_right_in_an_act_of_keeping_is_said_with_path_code_and_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient keeper = archive.With(await archive.Member("mika"));
        foreach ((HttpResponseMessage answer, string path, string code) in new[]
        {
            (await keeper.PostAsJsonAsync("/api/v1/keep/members", new { handle = "reed", role = "keeper", reason = " " }), "reason", "reason-missing"),
            (await keeper.PostAsJsonAsync("/api/v1/keep/terms", new { handle = "mika", end = true }), "reason", "reason-missing"),
            (await keeper.PostAsJsonAsync($"/api/v1/desk/records/{Domain.Records.RecordId.Mint()}/hide", new { }), "reason", "reason-missing"),
            (await keeper.PostAsJsonAsync($"/api/v1/keep/records/{Domain.Records.RecordId.Mint()}/withdraw", new { words = "x" }), "reason", "reason-missing"),
            (await keeper.PostAsJsonAsync("/api/v1/keep/members", new { handle = "x", role = "keeper", reason = "he comes" }), "handle", "not-a-handle"),
            (await keeper.PostAsJsonAsync("/api/v1/keep/members", new { handle = "reed", role = "steward", community = "Nobody", reason = "he comes" }), "community", "no-such-community"),
            (await keeper.PostAsJsonAsync("/api/v1/keep/members", new { handle = "reed", role = "keeper", until = "2026-02-28", reason = "he comes" }), "until", "until-past"),
            (await keeper.PostAsJsonAsync("/api/v1/keep/terms", new { handle = "mika", until = "2026-02-28", reason = "he comes" }), "until", "until-past"),
            (await keeper.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { Name = "", Reason = "for a test" }), "name", "empty"),
            (await keeper.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { Name = "Archive", Languages = ["tlh"], Reason = "for a test" }), "languages", "language-not-a-tag"),
        })
        {
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            JsonElement finding = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0];
            Assert.Equal((path, code), (finding.GetProperty("path").GetString(), finding.GetProperty("code").GetString()));
            Assert.NotEmpty(finding.GetProperty("words").GetString()!);
            if (path == "languages") Assert.Contains("“tlh”", finding.GetProperty("words").GetString(), StringComparison.Ordinal);
        }

        Assert.Null(await archive.Get<IMemberStore>().Find("reed", CancellationToken.None));
        Assert.True(await IsKeeper(archive, "mika"));
    }

    [Fact]
    public async Task What_was_agreed_to_when_its_term_was_over_gives_nothing()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Claim(archive, archive.FoundingLinks[0], "ines");
        await Claim(archive, archive.FoundingLinks[1], "kofi");
        KeepingOutcome.Waits waits = Assert.IsType<KeepingOutcome.Waits>(await archive.Get<AddMember>().Do("lee", null, archive.Today.AddDays(3), "ines", null, "", CancellationToken.None));
        await archive.Pass(4);
        Assert.Equal("until-past", Assert.IsType<KeepingOutcome.NotRight>(await archive.Get<ChangeRole>().Agree(waits.Number, "kofi", CancellationToken.None)).Finding.Code);
        Assert.Null(await archive.Get<IMemberStore>().Find("lee", CancellationToken.None));
        Assert.Empty(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
    }

    [Fact]
    public async Task In_the_first_days_one_keeper_is_enough_and_later_two_are_needed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.IsType<KeepingOutcome.Done>(await Add(archive, "amina", Member.TerminalHandle));
        await Claim(archive, archive.FoundingLinks[0], "ines");
        Assert.IsType<KeepingOutcome.Done>(await Add(archive, "jo", "ines"));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("one keeper is enough", await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
        await Claim(archive, archive.FoundingLinks[1], "kofi");
        Assert.DoesNotContain("one keeper is enough", await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
        KeepingOutcome.Waits waits = Assert.IsType<KeepingOutcome.Waits>(await Add(archive, "lee", "ines"));
        ChangeRole change = archive.Get<ChangeRole>();
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await change.Agree(waits.Number, "ines", CancellationToken.None));
        Assert.IsType<KeepingOutcome.NotYours>(await change.Agree(waits.Number, Member.TerminalHandle, CancellationToken.None));
        Assert.False(await IsKeeper(archive, "lee"));
        Assert.IsType<KeepingOutcome.Done>(await change.Agree(waits.Number, "kofi", CancellationToken.None));
        Assert.True(await IsKeeper(archive, "lee"));
    }

    [Fact]
    public async Task The_terminal_waits_for_a_keepers_word_or_says_why_not()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Claim(archive, archive.FoundingLinks[0], "ines");
        await Claim(archive, archive.FoundingLinks[1], "kofi");
        Assert.IsType<KeepingOutcome.Waits>(await Add(archive, "amina", Member.TerminalHandle));
        Assert.IsType<KeepingOutcome.Done>(await Add(archive, "jo", Member.TerminalHandle, "both keepers are away"));
        IReadOnlyList<Visible<Domain.Ledger.WrittenAct>> acts = await archive.Records.Acts(true, 10, new Viewer.Public(archive.Today), CancellationToken.None);
        Assert.Contains(acts, act => act.Value.Act.By == "keeper" && act.Value.Act.Reason!.Contains("both keepers are away", StringComparison.Ordinal));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("both keepers are away", await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
        await archive.Pass(31);
        Assert.DoesNotContain("both keepers are away", await anyone.GetStringAsync("/about?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_opens_an_account_alone_and_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        string first = Assert.IsType<KeepingOutcome.Done>(await Add(archive, "amina", Member.TerminalHandle)).Secret!;
        string second = Assert.IsType<KeepingOutcome.Done>(await Add(archive, "amina", Member.TerminalHandle)).Secret!;
        // The newer link takes the place of the earlier one.
        await archive.Write(session => Assert.Null(session.TakeInvitation(archive.Get<Features.Shared.Keystore>().HashSecret(first))));
        await archive.Write(session => session.Put(new Invitation([7], "amina", null, IsKeeper: false, archive.Today.AddDays(30))));
        await Claim(archive, second, "amina");
        Assert.DoesNotContain(await archive.Get<IMemberStore>().Invitations(CancellationToken.None), one => one.Handle == "amina");
    }

    [Fact]
    public async Task A_role_can_be_laid_down_alone_and_ends_for_good()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Claim(archive, archive.FoundingLinks[0], "ines");
        await Claim(archive, archive.FoundingLinks[1], "kofi");
        RoleChange end = new("ines", null, null, IsEnd: true);
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<ChangeRole>().Do(end, "kofi", null, "", CancellationToken.None));
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeRole>().Do(end, "ines", null, "", CancellationToken.None));
        Assert.False(await IsKeeper(archive, "ines"));
    }

    [Fact]
    public async Task A_term_ends_by_itself()
    {
        await using TestArchive archive = await TestArchive.Start();
        string token = await archive.Member("amina");
        await archive.Pass(200);
        using HttpClient amina = archive.With(token);
        Assert.Equal(HttpStatusCode.Forbidden, (await amina.GetAsync("/api/v1/keep/members")).StatusCode);
    }

    [Fact]
    public async Task A_keeper_sets_the_archives_name_and_pages_show_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient amina = archive.With(await archive.Member("amina"));
        HttpResponseMessage set = await amina.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { Name = "Riverside", Reason = "for a test" });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Riverside", await anyone.GetStringAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keeper")]
    [InlineData("a")]
    [InlineData("two words")]
    [InlineData("slash/ed")]
    public async Task A_handle_is_refused_that_cannot_be_one(string handle)
    {
        await using TestArchive archive = await TestArchive.Start();
        Assert.IsType<KeepingOutcome.NotAHandle>(await Add(archive, handle, Member.TerminalHandle));
    }

    private static Task<KeepingOutcome> Add(TestArchive archive, string handle, string by, string? alone = null) =>
        archive.Get<AddMember>().Do(handle, null, null, by, alone, "", CancellationToken.None);

    private static async Task Claim(TestArchive archive, string link, string handle)
    {
        await using AsyncServiceScope scope = archive.Services.CreateAsyncScope();
        Assert.IsType<JoinOutcome.Done>(await scope.ServiceProvider.GetRequiredService<Join>().Do(link, handle, Good, CancellationToken.None));
    }

    private static async Task<bool> IsKeeper(TestArchive archive, string handle) =>
        (await archive.Get<IMemberStore>().Find(handle, CancellationToken.None))?.IsKeeperOn(archive.Today) == true;
}
