using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Features.Shared;

namespace Kindred.Tests.Keeping;

/// <summary>Every act of power can be found, by what was done and by who did it.</summary>
public sealed class PowerActsTests
{
    [Fact]
    public async Task They_are_found_by_kind_and_by_keeper_as_page_and_as_json()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            Write(ActKind.Setting, "kofi", "one.");
            Write(ActKind.KeeperGrant, "kofi, lee", "two.");
            Write(ActKind.Setting, "lee", "three.");
            Write(ActKind.Setting, "kofi-ann", "four.");
            session.Write(new Act(ActKind.Setting, [], archive.Today, IsPublic: false, "kofi", "secret."));

            void Write(ActKind kind, string by, string reason) => session.Write(new Act(kind, [], archive.Today, IsPublic: true, by, reason));
        });
        foreach ((string query, string[] wanted) in ((string, string[])[])
        [
            ("", ["four.", "three.", "two.", "one."]), ("?by=kofi", ["two.", "one."]), ("?by=LEE", ["three.", "two."]), ("?kind=setting", ["four.", "three.", "one."]),
            ("?kind=setting&by=kofi", ["one."]), ("?by=nobody", []), ("?by=%25", []), ("?kind=hand-over", []), ("?page=2", []),
        ])
        {
            using HttpClient anyone = archive.Anyone();
            JsonElement list = await anyone.GetFromJsonAsync<JsonElement>("/api/v1/acts" + query);
            Assert.Equal(wanted, list.GetProperty("acts").EnumerateArray().Select(act => act.GetProperty("reason").GetString()));
            if (query == "?page=2") continue;
            string page = await anyone.GetStringAsync("/about/acts" + query);
            Assert.All((string[])["one.", "two.", "three.", "four."], reason => Assert.Equal(wanted.Contains(reason), page.Contains($"<bdi>{reason}</bdi>", StringComparison.Ordinal)));
            Assert.DoesNotContain("secret.", page, StringComparison.Ordinal);
        }

        using HttpClient wrong = archive.Anyone();
        Assert.Equal(HttpStatusCode.BadRequest, (await wrong.GetAsync("/api/v1/acts?kind=publication")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await wrong.GetAsync("/about/acts?kind=publication")).StatusCode);
    }

    [Fact]
    public async Task Pages_keep_what_was_asked_for()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int number = 0; number < PowerActs.Size + 1; number++) session.Write(new Act(ActKind.Setting, [], archive.Today, IsPublic: true, "kofi", "why"));
        });
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("/about/acts?kind=setting&amp;by=kofi&amp;page=2", await anyone.GetStringAsync("/about/acts?kind=setting&by=kofi"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_that_a_keeper_is_named_for_can_be_asked_for() =>
        Assert.Equal(
            Enum.GetValues<ActKind>().Except([ActKind.Accession, ActKind.Publication, ActKind.Revision, ActKind.Connection, ActKind.Consent, ActKind.Withdrawal, ActKind.PartWithdrawal, ActKind.Embargo]).Order(),
            PowerActs.Kinds.Order());

    [Fact]
    public async Task Why_one_was_enough_stands_apart_from_the_reason()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session => session.Write(new Act(ActKind.Grant, [], archive.Today, IsPublic: true, "mika", "she asked") { SoleWord = SoleWord.FirstDays }));
        using HttpClient anyone = archive.Anyone();
        JsonElement act = (await anyone.GetFromJsonAsync<JsonElement>("/api/v1/acts")).GetProperty("acts")[0];
        Assert.Equal(("she asked", "first-days"), (act.GetProperty("reason").GetString(), act.GetProperty("oneWasEnough").GetString()));
        Assert.Contains(Texts.For("en")["about.act.one.first-days"] + ": <bdi>she asked</bdi>", await anyone.GetStringAsync("/about/acts?lang=en"), StringComparison.Ordinal);
    }
}
