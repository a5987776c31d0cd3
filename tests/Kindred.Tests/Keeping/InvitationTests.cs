using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Host.Commands;
using Kindred.Tests.Reviewing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Keeping;

/// <summary>Nobody has a way into a seat before a second keeper has agreed; then the second one is shown it.</summary>
public partial class InvitationTests
{
    private const string Good = "violet anchors hum beneath gravel";

    [Theory]
    [InlineData("keeper")]
    [InlineData("steward")]
    public async Task One_keeper_alone_takes_no_seat_that_waits_for_its_person(string seat)
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community();
        string hers = Assert.IsType<KeepingOutcome.Done>(await archive.Get<AddMember>().Do(
            "mika", seat == "keeper" ? null : community.ToString(), null, Member.TerminalHandle, "both are away", "", CancellationToken.None)).Secret!;
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), lee = await SignedInBrowser.Of(archive, "lee");
        await kofi.Read("/keep/members");
        HttpResponseMessage invited = await kofi.Post("/keep/members?handler=invite", ("handle", "mika"), ("role", "keeper"), ("reason", "she comes"));
        Assert.DoesNotMatch(Link(), await invited.Content.ReadAsStringAsync());
        Assert.NotNull(await Find(archive, hers));

        TwoKeeperAct act = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
        await kofi.Read("/keep");
        Assert.Equal(HttpStatusCode.Conflict, (await kofi.Post("/keep?handler=agree", ("number", $"{act.Number}"))).StatusCode);
        // Who agrees is told what the link opens, and that it ends the earlier one.
        Assert.Contains("an earlier link opens nothing any more", await lee.Read("/keep?lang=en"), StringComparison.Ordinal);
        string link = Link().Match(await (await lee.Post("/keep?handler=agree", ("number", $"{act.Number}"))).Content.ReadAsStringAsync()).Groups[1].Value;
        Assert.Null(await Find(archive, hers));
        Assert.IsType<JoinOutcome.Done>(await Claim(archive, link));
        Assert.True((await archive.Get<IMemberStore>().Find("mika", CancellationToken.None))!.IsKeeperOn(archive.Today));
        Assert.DoesNotMatch(Link(), await lee.Read("/keep"));
    }

    [Fact]
    public async Task Nobody_is_made_before_a_second_keeper_has_agreed_and_nothing_stays_of_a_refusal()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi"), lee = await SignedInBrowser.Of(archive, "lee");
        await kofi.Read("/keep/members");
        await kofi.Post("/keep/members?handler=invite", ("handle", "reed"), ("role", "keeper"), ("reason", "he comes"));
        long number = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None)).Number;
        await lee.Read("/keep");
        HttpResponseMessage refused = await lee.Post("/keep?handler=refuse", ("number", $"{number}"), ("reason", "we do not know him"));
        Assert.Contains("It does not happen", await lee.Read(refused.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Null(await archive.Get<IMemberStore>().Find("reed", CancellationToken.None));
        Assert.DoesNotContain(await archive.Get<IMemberStore>().Invitations(CancellationToken.None), one => one.Handle == "reed");
    }

    [Fact]
    public async Task The_same_said_twice_is_one_proposal_by_another_the_second_word_and_of_what_is_so_none()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        RecordId community = await archive.Community();
        await TwoKeepers.Claimed(archive, "amina");
        Task<KeepingOutcome> Add(string by) => archive.Get<AddMember>().Do("amina", community.ToString(), null, by, null, "she answers for them", CancellationToken.None);
        long number = Assert.IsType<KeepingOutcome.Waits>(await Add("kofi")).Number;
        Assert.Equal(number, Assert.IsType<KeepingOutcome.Waits>(await Add("kofi")).Number);
        Assert.IsType<KeepingOutcome.Done>(await Add("lee"));
        Assert.Equal("role-held", (await Add("kofi")).Wrong!.Code);
        Assert.Empty(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
    }

    [Fact]
    public async Task A_founding_link_that_nobody_claimed_makes_no_third_keeper_once_two_are_there()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Assert.Null(await Find(archive, archive.FoundingLinks[0]));
        await using AsyncServiceScope scope = archive.Services.CreateAsyncScope();
        Assert.IsType<JoinOutcome.NoSuchLink>(await scope.ServiceProvider.GetRequiredService<Join>().Do(archive.FoundingLinks[0], "mika", Good, CancellationToken.None));
    }

    [Fact]
    public async Task Programs_and_the_terminal_are_given_no_link_that_waits_either()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using HttpClient kofi = archive.With(await archive.Token("kofi")), lee = archive.With(await archive.Token("lee"));
        HttpResponseMessage invited = await kofi.PostAsJsonAsync("/api/v1/keep/members", new { handle = "reed", role = "keeper", reason = "he comes" });
        Assert.Equal(HttpStatusCode.Accepted, invited.StatusCode);
        JsonElement waits = await invited.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(JsonValueKind.Null, waits.GetProperty("link").ValueKind);
        JsonElement agreed = await (await lee.PostAsync($"/api/v1/keep/waiting/{waits.GetProperty("waits").GetInt64()}/agree", null)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.IsType<JoinOutcome.Done>(await Claim(archive, agreed.GetProperty("link").GetString()!.Split('/')[^1]));

        CommandResult added = await Terminal.Run(
            MemberAdd.Work, new JsonObject { ["handle"] = "amina" }, archive.Settings, TextWriter.Null, Stream.Null, CancellationToken.None);
        Assert.Equal(ExitStatus.Otherwise, added.Exit);
        Assert.DoesNotContain(added.Lines, line => Link().IsMatch(line));
        Assert.DoesNotContain(await archive.Get<IMemberStore>().Invitations(CancellationToken.None), one => one.Handle == "amina");
    }

    private static async Task<Invitation?> Find(TestArchive archive, string link)
    {
        await using AsyncServiceScope scope = archive.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Join>().Find(link, CancellationToken.None);
    }

    private static async Task<JoinOutcome> Claim(TestArchive archive, string link)
    {
        await using AsyncServiceScope scope = archive.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Join>().Do(link, "", Good, CancellationToken.None);
    }

    [GeneratedRegex("/join/([A-Za-z0-9_-]+)")]
    private static partial Regex Link();
}
