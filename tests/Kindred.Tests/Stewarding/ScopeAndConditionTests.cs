using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>A yes covers what it says and no more, can be narrowed at once, and a condition is answered by the revision that meets it.</summary>
public sealed class ScopeAndConditionTests
{
    [Fact]
    public async Task Who_would_use_it_asks_first_unless_everyone_agreed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await archive.Write(session =>
        {
            Revision said = session.FindRevision(practice, 1)!;
            session.Put(said with { Content = said.Content.With("rights", new FieldValue.One("CC BY 4.0")) });
        });
        await asked.Answer(practice, marsh, "amal", scope: ConsentScope.Publish | ConsentScope.Reuse);
        await asked.Answer(practice, hill, "bo");
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Ask the communities named here first.", await anyone.GetStringAsync($"/r/{practice}?lang=en"), StringComparison.Ordinal);
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(await anyone.GetStringAsync($"/r/{practice}.jsonld"));
        Assert.Equal((false, true), (json.TryGetProperty("license", out _), json.TryGetProperty("conditionsOfAccess", out _)));
        await asked.Answer(practice, hill, "bo", scope: ConsentScope.Publish | ConsentScope.Reuse | ConsentScope.SisterArchives);
        Assert.Contains("Every community named here agrees", await anyone.GetStringAsync($"/r/{practice}?lang=en"), StringComparison.Ordinal);
        json = JsonSerializer.Deserialize<JsonElement>(await anyone.GetStringAsync($"/r/{practice}.jsonld"));
        Assert.Equal((true, false), (json.TryGetProperty("license", out _), json.TryGetProperty("conditionsOfAccess", out _)));
    }

    [Fact]
    public async Task A_yes_is_narrowed_at_her_desk_at_once_and_in_the_journal()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        (RecordId practice, RecordId place) = await asked.PracticeAt(new FieldValue.Coordinates(52.51234, 13.41234, Precision.Exact), marsh);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(90), scope: ConsentScope.Publish | ConsentScope.PrecisePlace);
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("52.51234", await anyone.GetStringAsync($"/r/{place}.json"), StringComparison.Ordinal);

        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string page = await amal.Read($"/desk/records/{practice}?lang=en");
        // What she said last stands in the form, with what each part means.
        Assert.Matches("name=\"scope\" value=\"PrecisePlace\" checked", page);
        Assert.Contains($"value=\"{archive.Today.AddDays(90):yyyy-MM-dd}\"", page, StringComparison.Ordinal);
        Assert.Contains("Without it the exact spot is never shown", page, StringComparison.Ordinal);
        await amal.Post($"/desk/records/{practice}?handler=answer", ("answered", "Given"), ("scope", "Publish"), ("until", $"{archive.Today.AddDays(90):yyyy-MM-dd}"));
        Assert.DoesNotContain("52.51234", await anyone.GetStringAsync($"/r/{place}.json"), StringComparison.Ordinal);
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Contains(WithdrawalJournal.Read(archive.Settings.Journal), line => line.What == JournalWhat.Answered && line.Id == practice.ToString());
    }

    [Fact]
    public async Task Whoever_decides_with_others_reads_how_many_said_yes_and_that_a_no_stands()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", new Protocol(2), "amal", "bassam", "carmen"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo", "dunya"), lone = await asked.Community("Lake people", Protocol.AnySteward, "eda");
        RecordId practice = await asked.Practice(marsh, hill, lone);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Conditional);
        await asked.Answer(practice, marsh, "bassam");
        await asked.Answer(practice, hill, "bo", ConsentAnswer.Declined);
        await asked.Answer(practice, lone, "eda", ConsentAnswer.Declined);
        using SignedInBrowser carmen = await SignedInBrowser.Of(archive, "carmen"), dunya = await SignedInBrowser.Of(archive, "dunya"), eda = await SignedInBrowser.Of(archive, "eda");
        const string stands = "stands until she says yes herself";
        string page = await carmen.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains("1 of the 2 needed have said yes", page, StringComparison.Ordinal);
        Assert.Contains(stands, page, StringComparison.Ordinal);
        page = await dunya.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains(stands, page, StringComparison.Ordinal);
        // One is enough for them; and how the others count is not hers to know.
        Assert.DoesNotContain("needed have said yes", page, StringComparison.Ordinal);
        Assert.DoesNotContain(stands, await eda.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_changed_since_a_condition_stands_beside_it_and_only_the_same_communitys_yes_publishes()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId practice = await asked.Practice(marsh, hill);
        await asked.Answer(practice, marsh, "amal", ConsentAnswer.Conditional);
        await asked.Answer(practice, hill, "bo");
        Assert.Null(await asked.Shown(practice));
        await archive.Member("mika");
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal"), mika = await SignedInBrowser.Of(archive, "mika"), bo = await SignedInBrowser.Of(archive, "bo");
        Assert.DoesNotContain("What changed since", await amal.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        await asked.Correct(practice, "second", marsh, hill);
        Assert.Null(await asked.Shown(practice));
        foreach (SignedInBrowser one in (SignedInBrowser[])[amal, mika])
        {
            string page = await one.Read($"/desk/records/{practice}?lang=en");
            string since = page[page.IndexOf("id=\"since\"", StringComparison.Ordinal)..page.IndexOf("id=\"stands\"", StringComparison.Ordinal)];
            Assert.Contains("words", since, StringComparison.Ordinal);
            // That is what she is asked now: nobody is asked anew by it.
            Assert.DoesNotContain("asks the communities anew", since, StringComparison.Ordinal);
            Assert.Matches("(?s)<del>.*first.*</del>.*<ins>.*second.*</ins>|(?s)first.*second", since);
        }

        // Another community's words of condition are not hers to read.
        Assert.DoesNotContain("What changed since", await bo.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        await asked.Answer(practice, hill, "bo");
        Assert.Null(await asked.Shown(practice));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.DoesNotContain("What changed since", await amal.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
    }
}
