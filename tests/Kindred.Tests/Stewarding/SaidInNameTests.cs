using System.Net;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A community reads all that was ever said in its name, and nobody else does.</summary>
public sealed class SaidInNameTests
{
    [Fact]
    public async Task Its_stewards_read_every_answer_whatever_became_of_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "bo"), hill = await asked.Community("Hill people", Protocol.AnySteward, "chi");
        RecordId shown = await asked.Practice(marsh), waiting = await asked.Practice(marsh), refused = await asked.Practice(marsh), withdrawn = await asked.Practice(marsh), left = await asked.Practice(marsh, hill), others = await asked.Practice(hill);
        await asked.Answer(shown, marsh, "amal", until: archive.Today.AddDays(99), scope: ConsentScope.Publish | ConsentScope.Reuse);
        await asked.Answer(refused, marsh, "bo", ConsentAnswer.Declined);
        await asked.Answer(withdrawn, marsh, "amal");
        await asked.Answer(left, marsh, "amal", ConsentAnswer.Declined);
        await asked.Correct(left, "without them", hill);
        await asked.Answer(others, hill, "chi");
        RecordId kin = await asked.Kin(shown, others);
        await asked.Withdraw(withdrawn, marsh, "amal");
        Viewer.Member amal = asked.Steward("amal", marsh);
        Dictionary<RecordId, SaidLine> said = (await Said(amal, new SaidFilter(null, null, null))).Lines.ToDictionary(one => one.Subject);
        Assert.Equal([.. new[] { shown, waiting, refused, withdrawn, left, kin, marsh }.Order()], said.Keys.Order());
        Assert.Equal((RecordState.Published, true, "amal"), (said[shown].State, said[shown].IsPublic, said[shown].Answers[0].Steward));
        Assert.Equal((null, RecordState.Withdrawn, archive.Today), (said[withdrawn].Record, said[withdrawn].State, said[withdrawn].Tombstone!.Day));
        Assert.Equal((null, null, ConsentAnswer.Declined), (said[left].Record, said[left].State, said[left].Answers[0].Answer));
        Assert.Equal(("kin", false), (said[kin].What, said[kin].IsPublic));
        Assert.Equal([refused, left], (await Said(amal, new SaidFilter(null, ConsentAnswer.Declined, null))).Lines.Select(one => one.Subject).Order().OrderBy(one => one != refused));
        Assert.Equal([shown], (await Said(amal, new SaidFilter(RecordState.Published, ConsentAnswer.Given, "practice"))).Lines.Select(one => one.Subject));
        Assert.Equal([kin], (await Said(amal, new SaidFilter(null, null, "connection"))).Lines.Select(one => one.Subject));
        foreach (Viewer.Member one in (Viewer.Member[])[asked.Steward("chi", hill), asked.Keeper()]) Assert.Equal(0, (await Said(one, new SaidFilter(null, null, null))).Total);

        await archive.Member("mika");
        using SignedInBrowser browser = await SignedInBrowser.Of(archive, "bo"), chi = await SignedInBrowser.Of(archive, "chi"), mika = await SignedInBrowser.Of(archive, "mika");
        string page = await browser.Read($"/desk/communities/{marsh}/said?lang=en");
        foreach (string wanted in (string[])["7 in all.", "use by others", "withdrawn on", "no longer names this community"]) Assert.Contains(wanted, page, StringComparison.Ordinal);
        foreach (SignedInBrowser one in (SignedInBrowser[])[chi, mika])
        {
            foreach (string tail in (string[])["", "?handler=csv", "?handler=lines"]) Assert.Equal(HttpStatusCode.NotFound, (await one.Answer($"/desk/communities/{marsh}/said{tail}")).StatusCode);
        }

        Task<SaidPage> Said(Viewer.Member viewer, SaidFilter filter) => archive.Get<IDepositStore>().Said(marsh, filter, viewer, 0, 50, CancellationToken.None);
    }

    [Fact]
    public async Task It_is_taken_away_as_a_file_that_no_spreadsheet_runs()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await archive.Publish("practice", Told.Content("=HYPERLINK(\"http://evil\")"));
        await archive.Write(session =>
        {
            session.Put(session.FindRecord(practice)! with { State = RecordState.InReview, Communities = [marsh] });
            session.Put(new Consent { Subject = practice, Community = marsh, Revision = 1, Answer = ConsentAnswer.Conditional, Steward = "amal", Day = archive.Today, Condition = "+leave out, please" });
        });
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string csv = await amal.Read($"/desk/communities/{marsh}/said?handler=csv&kind=practice");
        Assert.Contains("\"'=HYPERLINK(\"\"http://evil\"\")\"", csv, StringComparison.Ordinal);
        Assert.Contains("conditional,1,,,\"'+leave out, please\",amal,unsigned\r\n", csv, StringComparison.Ordinal);
        JsonElement line = JsonSerializer.Deserialize<JsonElement>(await amal.Read($"/desk/communities/{marsh}/said?handler=lines&kind=practice"));
        Assert.Equal("+leave out, please", line.GetProperty("answers")[0].GetProperty("words").GetString());
    }

    [Fact]
    public async Task The_last_page_of_ten_thousand_is_there()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        await archive.Write(session =>
        {
            for (int made = 0; made < 10_000; made++)
            {
                RecordId id = RecordId.Mint();
                Told.Put(session, id, "practice", Told.Content("A vigil"), archive.Today, RecordState.Asked, marsh);
                session.Put(new Consent { Subject = id, Community = marsh, Revision = 1, Answer = ConsentAnswer.Given, Steward = "amal", Day = archive.Today });
            }
        });
        IDepositStore deposits = archive.Get<IDepositStore>();
        SaidPage said = await deposits.Said(marsh, new SaidFilter(null, ConsentAnswer.Given, "practice"), asked.Steward("amal", marsh), 9_950, 50, CancellationToken.None);
        Assert.Equal((10_000, 50), (said.Total, said.Lines.Length));
    }
}
