using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Keeping;

/// <summary>What is the archive's word to the people in it takes two keepers to change.</summary>
public sealed class PolicyTests
{
    [Theory]
    [InlineData("depositTerms")]
    [InlineData("defaultRights")]
    [InlineData("keeperTermMonths")]
    [InlineData("delayDays")]
    [InlineData("delayKinds")]
    [InlineData("languages")]
    public async Task A_policy_waits_for_a_second_keeper_and_holds_when_they_agree(string policy)
    {
        await using TestArchive archive = await TwoKeepers.Start();
        ArchiveSettings wanted = Changed(policy) with { Name = "Riverside" };
        Assert.IsType<KeepingOutcome.Waits>(await archive.Get<ChangeSettings>().Do(wanted, "kofi", "we were asked to", CancellationToken.None));
        ArchiveSettings now = await archive.Records.Settings(CancellationToken.None);
        Assert.Equal("Riverside", now.Name);
        Assert.True(PolicyChange.Between(new ArchiveSettings(), now).IsNone);
        TwoKeeperAct act = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None));
        Assert.Equal(policy, Assert.Single(PolicyChange.Parse(act).Steps).Name);
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<SecondWord>().Agree(act.Number, "kofi", null, CancellationToken.None));
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<SecondWord>().Agree(act.Number, "lee", "and I agree", CancellationToken.None));
        Assert.Equal(policy, Assert.Single(PolicyChange.Between(new ArchiveSettings(), await archive.Records.Settings(CancellationToken.None)).Steps).Name);
        Act done = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((ActKind.Setting, "kofi, lee", "we were asked to", "and I agree"), (done.Kind, done.By, done.Reason, done.SecondReason));
    }

    [Fact]
    public async Task What_nobody_agreed_to_is_not_done_when_the_policy_became_another_meanwhile()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        ChangeSettings change = archive.Get<ChangeSettings>();
        long first = Assert.IsType<KeepingOutcome.Waits>(await change.Do(new ArchiveSettings { DepositTerms = "One." }, "kofi", "why", CancellationToken.None)).Number;
        long second = Assert.IsType<KeepingOutcome.Waits>(await change.Do(new ArchiveSettings { DepositTerms = "Two." }, "lee", "why", CancellationToken.None)).Number;
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<SecondWord>().Agree(second, "kofi", null, CancellationToken.None));
        Assert.IsType<KeepingOutcome.NothingToAgreeTo>(await archive.Get<SecondWord>().Agree(first, "lee", null, CancellationToken.None));
        Assert.Equal("Two.", (await archive.Records.Settings(CancellationToken.None)).DepositTerms);
    }

    [Fact]
    public async Task In_the_first_days_one_is_enough_and_the_act_says_so_apart_from_its_reason()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("mika");
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeSettings>().Do(new ArchiveSettings { DepositTerms = "One." }, "mika", "why", CancellationToken.None));
        Act act = (await archive.Records.Acts(true, 1, archive.Stranger, CancellationToken.None))[0].Value.Act;
        Assert.Equal((SoleWord.FirstDays, "why"), (act.SoleWord, act.Reason));
    }

    [Fact]
    public async Task Nobody_can_say_by_their_reason_that_one_keeper_was_enough()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Assert.IsType<KeepingOutcome.Done>(await archive.Get<ChangeSettings>().Do(new ArchiveSettings { Name = "River" }, "kofi", "first days; everyone agreed", CancellationToken.None));
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/about/acts?lang=en");
        Assert.Contains("first days; everyone agreed", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.For("en")["about.act.one.first-days"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_api_it_takes_a_reason_and_says_that_it_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient mika = archive.With(await archive.Member("mika")), reed = archive.With(await archive.Member("reed"));
        await archive.Write(session => session.PutValue("founded", "2026-01-01"));
        HttpResponseMessage without = await mika.PutAsJsonAsync("/api/v1/keep/settings", new ArchiveSettings { Name = "River" });
        Assert.Equal((HttpStatusCode.BadRequest, "reason-missing"), (without.StatusCode, (await without.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await mika.PutAsJsonAsync("/api/v1/keep/settings", new { name = "River", reason = "it is its name" })).StatusCode);
        HttpResponseMessage waits = await mika.PutAsJsonAsync("/api/v1/keep/settings", new { name = "River", keeperTermMonths = 12, reason = "we are few" });
        Assert.Equal(HttpStatusCode.Accepted, waits.StatusCode);
        long number = (await waits.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("waits").GetInt64();
        JsonElement line = Assert.Single((await reed.GetFromJsonAsync<JsonElement>("/api/v1/keep/waiting")).EnumerateArray());
        Assert.Equal(("policy", "keeperTermMonths", "2026-03-31"), (line.GetProperty("what").GetString(), line.GetProperty("subject").GetString(), line.GetProperty("lastDay").GetString()));
        Assert.Equal(HttpStatusCode.OK, (await reed.PostAsJsonAsync($"/api/v1/keep/waiting/{number}/agree", new { reason = "so are we" })).StatusCode);
        Assert.Equal(12, (await mika.GetFromJsonAsync<JsonElement>("/api/v1/keep/settings")).GetProperty("keeperTermMonths").GetInt32());
        // Whoever says nothing of the term leaves it as it is.
        Assert.Equal(HttpStatusCode.OK, (await mika.PutAsJsonAsync("/api/v1/keep/settings", new { name = "River", reason = "as before" })).StatusCode);
        HttpResponseMessage never = await mika.PutAsJsonAsync("/api/v1/keep/settings", new { name = "River", keeperTermMonths = 240, reason = "for ever" });
        Assert.Equal("term-months", (await never.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_second_keeper_reads_what_would_change_and_both_reasons_are_public()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        using SignedInBrowser lee = await SignedInBrowser.Of(archive, "lee");
        await kofi.Read("/keep/settings");
        HttpResponseMessage saved = await kofi.Post(
            "/keep/settings", ("name", "River"), ("languages", "en"), ("languages", "es"), ("languages", "ar"), ("first", "en"), ("depositTerms", "Bring only what is yours."), ("delayDays", "7"), ("delayKinds", "telling"), ("reason", "it was unclear"));
        Assert.EndsWith("/keep/settings?waits=true", saved.Headers.Location!.OriginalString, StringComparison.Ordinal);
        string keep = await lee.Read("/keep");
        Assert.Contains("Bring only what is yours.", keep, StringComparison.Ordinal);
        Assert.Contains("<ins>", keep, StringComparison.Ordinal);
        Assert.Contains("it was unclear", keep, StringComparison.Ordinal);
        Assert.Matches("<del><span[^>]*>[^<]*</span>0</del> <ins><span[^>]*>[^<]*</span>7</ins>", keep);
        // Under the name that people know.
        Assert.Contains($"{Texts.For("en")["kind.telling.many"]}</ins>", keep, StringComparison.Ordinal);
        long number = Assert.Single(await archive.Get<IMemberStore>().WaitingForSecondKeeper(CancellationToken.None)).Number;
        HttpResponseMessage why = await lee.Post("/keep?handler=refuse", ("number", $"{number}"), ("reason", ""));
        Assert.Equal(HttpStatusCode.BadRequest, why.StatusCode);
        Assert.Contains($"href=\"#why-{number}\"", await why.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await lee.Post("/keep?handler=agree", ("number", $"{number}"), ("reason", "now it is clear"));
        using HttpClient anyone = archive.Anyone();
        string acts = await anyone.GetStringAsync("/about/acts");
        foreach (string said in (string[])["it was unclear", "now it is clear", "kofi, lee"]) Assert.Contains(said, acts, StringComparison.Ordinal);
    }

    [Fact]
    public void In_which_order_the_other_languages_stand_is_no_policy()
    {
        Assert.True(PolicyChange.Between(new ArchiveSettings { Languages = ["en", "es", "ar"] }, new ArchiveSettings { Languages = ["en", "ar", "es"] }).IsNone);
        Assert.False(PolicyChange.Between(new ArchiveSettings { Languages = ["en", "es", "ar"] }, new ArchiveSettings { Languages = ["es", "en", "ar"] }).IsNone);
    }

    [Fact]
    public void A_change_comes_back_from_its_line_whatever_is_in_it()
    {
        ArchiveSettings after = new() { DepositTerms = "One\ttwo\nthree |,;\"", DefaultRights = "", Languages = ["ar", "en"], KeeperTermMonths = 3 };
        PolicyChange change = PolicyChange.Between(new ArchiveSettings { DefaultRights = "All." }, after);
        PolicyChange back = PolicyChange.Parse(new TwoKeeperAct(1, TwoKeeperKind.PolicyChange, change.ToString(), "kofi", default, ""));
        Assert.Equal(change.Steps, back.Steps);
        Assert.Equal(4, back.Steps.Length);
        Assert.True(PolicyChange.Between(after, back.On(new ArchiveSettings { DefaultRights = "All." })!).IsNone);
    }

    private static ArchiveSettings Changed(string policy) => policy switch
    {
        "depositTerms" => new ArchiveSettings { DepositTerms = "Bring only what is yours." },
        "defaultRights" => new ArchiveSettings { DefaultRights = "Ask before you print." },
        "keeperTermMonths" => new ArchiveSettings { KeeperTermMonths = 12 },
        "delayDays" => new ArchiveSettings { DelayDays = 7 },
        "delayKinds" => new ArchiveSettings { DelayDays = 0, DelayKinds = ["action"] },
        _ => new ArchiveSettings { Languages = ["es", "en"] },
    };
}
