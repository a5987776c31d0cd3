using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Tests.Depositing;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Life;

/// <summary>What is kept back is public on the latest day that anyone set, and only with every yes.</summary>
public sealed class EmbargoTests
{
    [Fact]
    public async Task The_latest_day_of_all_counts_and_each_ends_only_their_own()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "chi"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        DateOnly day = archive.Today;
        Handed handed = await Handed.In(archive, Handed.Practice("we stood there", [marsh, hill]).Replace("{\"records\"", $$"""{"embargoUntil":"{{day.AddDays(5):O}}","records" """.TrimEnd(), StringComparison.Ordinal));
        RecordId practice = await handed.Accept();
        await asked.Answer(practice, marsh, "amal");
        Viewer.Member bo = asked.Steward("bo", hill), amal = asked.Steward("amal", marsh), chi = asked.Steward("chi", marsh);
        Assert.IsType<AnswerOutcome.Done>(await archive.Get<AnswerForCommunity>().Answer(
            practice, new Answer(hill, ConsentAnswer.Given, ConsentScope.Publish, null, null, NotBefore: day.AddDays(9)), bo, PublicationBasis.Consent, CancellationToken.None));
        Assert.Equal((RecordState.Embargoed, day.AddDays(9)), Of(await asked.Find(practice)));
        KeepBack act = archive.Get<KeepBack>();
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, day.AddDays(12), null, amal, CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, day.AddDays(20), "somebody is in danger", asked.Keeper(), CancellationToken.None));
        // Another of her community ends nothing of hers, nor does the depositor, nor the community that set no such day.
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, null, null, chi, CancellationToken.None));
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().KeepBack(handed.Receipt, null, CancellationToken.None));
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, null, null, bo, CancellationToken.None));
        Assert.Equal((RecordState.Embargoed, day.AddDays(20)), Of(await asked.Find(practice)));
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, null, "it is over", asked.Keeper("nia"), CancellationToken.None));
        Assert.Equal((RecordState.Embargoed, day.AddDays(12)), Of(await asked.Find(practice)));
        await archive.Pass(11);
        Assert.Null(await asked.Shown(practice));
        await archive.Pass(1);
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Null((await asked.Find(practice))!.EmbargoUntil);
        Assert.Empty(await archive.Writer.Write(session => session.Embargoes(practice), CancellationToken.None));
        Assert.Contains((await handed.Deposit()).Messages, one => one.Text == "somebody is in danger");
    }

    [Fact]
    public async Task On_its_day_it_still_needs_every_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        Viewer.Member amal = asked.Steward("amal", marsh);
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(practice, null, archive.Today.AddDays(10), null, amal, CancellationToken.None));
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(7));
        Assert.Equal(RecordState.Embargoed, (await asked.Find(practice))!.State);
        await archive.Pass(10);
        Assert.Null(await asked.Shown(practice));
        Assert.Equal(RecordState.Asked, (await asked.Find(practice))!.State);
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(1, await asked.Shown(practice));
        // Ending what was never set publishes nothing that nobody agreed to.
        RecordId other = await asked.Practice(marsh);
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(other, null, null, null, amal, CancellationToken.None));
        Assert.Null(await asked.Shown(other));
    }

    [Fact]
    public async Task A_steward_takes_what_is_public_back_until_a_day_and_a_keeper_does_not()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        Asked asked = new(archive);
        DateOnly published = (await asked.Find(record))!.PublishedDay!.Value;
        await archive.Member("mika");
        using HttpClient anyone = archive.Anyone(), keeper = archive.With(await archive.Token("mika")), amina = archive.With(await archive.Token("amina"));
        string until = archive.Today.AddDays(10).ToString("O", System.Globalization.CultureInfo.InvariantCulture), address = $"/api/v1/desk/records/{record}/embargo";
        using HttpResponseMessage refused = await keeper.PostAsJsonAsync(address, new { embargoUntil = until, why = "hm" });
        Assert.Equal((HttpStatusCode.BadRequest, true), (refused.StatusCode, (await refused.Content.ReadAsStringAsync()).Contains("embargo-was-public", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, (await archive.With(await archive.Member("zoe", await archive.Community("Others"))).PostAsJsonAsync(address, new { embargoUntil = until })).StatusCode);
        Assert.Equal(1, await asked.Shown(record));
        using HttpResponseMessage set = await amina.PostAsJsonAsync(address, new { embargoUntil = until });
        Assert.Equal("embargoed", (await set.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        foreach (string page in (string[])[$"/r/{record}", $"/r/{record}.json", $"/r/{record}/history", $"/api/v1/records/{record}"])
            Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync(page)).StatusCode);
        Assert.DoesNotContain(record.ToString(), await anyone.GetStringAsync("/api/v1/records?q=vigil"), StringComparison.Ordinal);
        using SignedInBrowser browser = await SignedInBrowser.Of(archive, "amina");
        string desk = await browser.Read($"/desk/records/{record}?lang=en");
        Assert.Contains("not public before", desk, StringComparison.Ordinal);
        Assert.Contains("River people", desk, StringComparison.Ordinal);
        Visitor visitor = new(anyone);
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", receipt.Words));
        Assert.Contains("It waits for its day", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("wanted by a community, River people", visitor.Text.Replace("  ", " ", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.DoesNotContain("amina", visitor.Text, StringComparison.Ordinal);
        await archive.Pass(10);
        Assert.Equal((1, published), (await asked.Shown(record), (await asked.Find(record))!.PublishedDay));
        Assert.Equal(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{record}/history")).StatusCode);
    }

    [Fact]
    public async Task What_is_kept_back_at_the_desk_stays_so_when_it_is_accepted()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward);
        Handed handed = await Handed.In(archive, Handed.Practice("we stood there", [marsh]));
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string at = $"/desk/deposits/{(await handed.Deposit()).Id}";
        await mika.Read(at);
        using HttpResponseMessage wrong = await mika.Post($"{at}?handler=embargo&lang=en", ("embargoUntil", "2001-01-01"), ("why", "Zirkonwort"), ("go", "set"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Zirkonwort", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using HttpResponseMessage set = await mika.Post($"{at}?handler=embargo&lang=en", ("embargoUntil", archive.Today.AddDays(3).ToString("O", System.Globalization.CultureInfo.InvariantCulture)), ("why", "a trial"), ("go", "set"));
        Assert.Equal(HttpStatusCode.Redirect, set.StatusCode);
        RecordId practice = await handed.Accept();
        Assert.Equal((RecordState.Embargoed, archive.Today.AddDays(3)), Of(await asked.Find(practice)));
        // Its word moved with it: none is left where nobody would end it.
        RecordId entry = (await handed.Deposit()).Records[0].Entry;
        Assert.Equal((0, 1), await archive.Writer.Write(session => (session.Embargoes(entry).Count, session.Embargoes(practice).Count), CancellationToken.None));
        await archive.Pass(3);
        Assert.Equal(1, await asked.Shown(practice));
    }

    [Fact]
    public async Task Nobody_keeps_back_at_the_desk_what_they_handed_in_themselves()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        Handed handed = await Handed.In(archive, Handed.Practice("we stood there", [await asked.Community("Marsh people", Protocol.AnySteward, "amal")]));
        RecordId practice = await handed.Accept();
        Deposit own = await handed.Deposit();
        await archive.Write(session => session.Put(own with { Depositor = "nia" }, []));
        KeepBack act = archive.Get<KeepBack>();
        KeepBackOutcome.NeedsWork refused = Assert.IsType<KeepBackOutcome.NeedsWork>(await act.Do(practice, null, archive.Today.AddDays(9), "hm", asked.Keeper("nia"), CancellationToken.None));
        Assert.Equal("embargo-own", refused.Finding.Code);
        Assert.IsType<KeepBackOutcome.Done>(await act.Do(practice, null, archive.Today.AddDays(9), "hm", asked.Keeper("mika"), CancellationToken.None));
    }

    /// <summary>Who wanted it is theirs to know who are on its way to the public, also on the morning on which it is there.</summary>
    [Fact]
    public async Task Who_kept_it_back_is_told_to_no_reader_of_what_is_public()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await archive.Write(session => session.Put(new Domain.Publishing.Embargo { Subject = practice, By = Domain.Publishing.EmbargoBy.Community, Community = marsh, Steward = "amal", Until = archive.Today }));
        Assert.Equal(1, await asked.Shown(practice));
        foreach (Viewer viewer in (Viewer[])[archive.Stranger, asked.Steward("jo", await asked.Community("Hill people", Protocol.AnySteward, "jo"))])
            Assert.Empty(await archive.Records.Embargoes([practice], viewer, CancellationToken.None));
        foreach (Viewer viewer in (Viewer[])[asked.Keeper(), asked.Steward("amal", marsh)]) Assert.Single(await archive.Records.Embargoes([practice], viewer, CancellationToken.None));
    }

    [Fact]
    public async Task A_connection_waits_for_its_day_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId kin = await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
        Assert.Equal(1, await asked.Shown(kin));
        await archive.Write(session => archive.Get<Embargoing>().ByDepositor(session, [kin], archive.Today.AddDays(4), archive.Today));
        Assert.Null(await asked.Shown(kin));
        await archive.Pass(4);
        Assert.Equal(1, await asked.Shown(kin));
    }

    [Fact]
    public async Task What_happened_lately_is_held_back_as_the_archives_policy_says_and_nobody_ends_that()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        await archive.Write(session => session.Put(new Domain.Keeping.ArchiveSettings { DelayDays = 7, DelayKinds = ["action"] }));
        DateOnly day = archive.Today;
        (string When, string Kind, DateOnly? Until)[] told =
        [
            ($"{day.AddDays(-2):O}", "action", day.AddDays(6)), ($"{day:yyyy-MM}", "action", new DateOnly(day.Year, day.Month, 1).AddMonths(1).AddDays(7)), ("", "action", day.AddDays(8)),
            ("2017-01", "action", null), ("2017/..", "action", day.AddDays(8)), ($"{day.Year + 9}", "action", day.AddDays(8)), ($"{day.AddDays(-2):O}", "history", null),
        ];
        List<RecordId> ids = [];
        foreach ((string when, string kind, DateOnly? until) in told)
        {
            Handed handed = await Handed.In(archive, $$"""{"records":[{"ref":"a","kind":"{{kind}}","title":"At the gate","summary":"They stood."{{(when.Length > 0 ? $",\"when\":\"{when}\"" : "")}},"sources":["https://example.org/a"]}]}""");
            ids.Add(await handed.Accept());
            Assert.Equal((until is null ? RecordState.Published : RecordState.Embargoed, until), Of(await asked.Find(ids[^1])));
            if (until is not null) Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().KeepBack(handed.Receipt, null, CancellationToken.None));
        }

        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(ids[0], null, null, "now", asked.Keeper(), CancellationToken.None));
        Assert.Null(await asked.Shown(ids[0]));
        await archive.Pass(6);
        Assert.Equal((1, null), (await asked.Shown(ids[0]), await asked.Shown(ids[2])));
    }

    [Fact]
    public async Task The_form_takes_a_day_and_the_receipt_changes_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question&lang=en");
        await visitor.Send("/contribute?lang=en", ("go", "more"), ("f.title", "Who sings?"), ("language", "en"));
        Assert.Contains("name=\"embargoUntil\"", visitor.Page, StringComparison.Ordinal);
        foreach (string wrong in (string[])["soon", "2001-01-01", "2999-01-01"])
        {
            await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", wrong));
            Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
            Assert.Contains($"value=\"{wrong}\"", visitor.Page, StringComparison.Ordinal);
        }

        DateOnly day = archive.Today.AddDays(30);
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("signedAs", ""), ("embargoUntil", $"{day:O}"));
        Assert.Contains("Not public before", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "send"));
        string words = visitor.Receipt;
        await visitor.Send("/receipt?lang=en", ("words", words));
        Assert.Contains($"value=\"{day:O}\"", visitor.Page, StringComparison.Ordinal);
        Assert.Contains("wanted by you", visitor.Text, StringComparison.Ordinal);
        HttpClient keeper = archive.With(await archive.Member("mika"));
        JsonElement waiting = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting");
        string deposit = waiting.GetProperty("deposits")[0].GetProperty("id").GetString()!;
        Assert.Equal(HttpStatusCode.OK, (await keeper.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit}/accept", new { })).StatusCode);
        await visitor.Send("/receipt?lang=en", ("words", words));
        Assert.Contains("It waits for its day", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "embargo"), ("embargoUntil", "2001-01-01"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("It waits for its day", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "embargo-end"));
        Assert.Contains("It is public.", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_sets_it_and_a_correction_that_says_nothing_of_it_leaves_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string day = $"{archive.Today.AddDays(30):O}";
        using HttpResponseMessage sent = await anyone.PostAsync("/api/v1/deposits", Json($$"""{"embargoUntil":"{{day}}","records":[{"ref":"a","kind":"question","title":"Who sings?"}]}"""));
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString());
        JsonObject current = (await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!;
        Assert.Equal((day, "depositor"), ((string?)current["embargoUntil"], (string?)current["embargoes"]![0]!["by"]));
        current.Remove("embargoUntil");
        current["records"]!.AsArray().Add(JsonNode.Parse("""{"ref":"b","kind":"question","title":"Who dances?"}"""));
        Assert.Equal(HttpStatusCode.OK, (await anyone.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()))).StatusCode);
        await archive.Write(session =>
        {
            Deposit deposit = session.FindDeposit(session.DepositsIn(DepositState.Deposited, archive.Today).Concat(session.DepositsIn(DepositState.InReview, archive.Today)).Single())!;
            Assert.All(deposit.Records, record => Assert.Equal(day, $"{session.Embargoes(record.Entry).Single().Until:O}"));
        });
        current["embargoUntil"] = null;
        Assert.Equal(HttpStatusCode.OK, (await anyone.PutAsync("/api/v1/deposits/current", Json(current.ToJsonString()))).StatusCode);
        Assert.Null((await anyone.GetFromJsonAsync<JsonObject>("/api/v1/deposits/current"))!["embargoUntil"]);
        Assert.Equal(HttpStatusCode.BadRequest, (await anyone.PostAsync("/api/v1/deposits", Json("""{"embargoUntil":"2001-01-01","records":[{"ref":"a","kind":"question","title":"Who sings?"}]}"""))).StatusCode);

        static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
    }

    private static (RecordState, DateOnly?) Of(Record? record) => (record!.State, record.EmbargoUntil);
}
