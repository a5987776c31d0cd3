using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Tests.Reviewing;

/// <summary>What changed is shown word by word at the desk, and an old revision is brought back by those who may.</summary>
public class CorrectionTests
{
    private const string First = Vigil.Story;
    private const string Second = "We stood there each **night**, and prayed.";

    [Fact]
    public async Task A_correction_in_review_shows_the_words_that_changed()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        DepositId deposit = await Vigil.Correct(archive, community, receipt, Second, "2018-02");
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        string page = await amina.Read($"/desk/deposits/{deposit}?lang=en");
        Assert.Contains("removed: </span>sang</del>", page, StringComparison.Ordinal);
        Assert.Contains("added: </span>prayed</ins>", page, StringComparison.Ordinal);
        // What stayed is not struck through, Markdown that did not change is rendered, dates are in words.
        Assert.Contains("We stood there each **night**, and ", page, StringComparison.Ordinal);
        Assert.Contains("<strong>who</strong>", page, StringComparison.Ordinal);
        Assert.DoesNotContain(">2018-02<", page, StringComparison.Ordinal);
        Assert.Contains("February", page, StringComparison.Ordinal);
        Assert.Contains("asks the communities anew", page, StringComparison.Ordinal);
        // Accepted, it waits for the community's answer with the same marks.
        await amina.Post($"/desk/deposits/{deposit}?handler=accept");
        page = await amina.Read($"/desk/records/{record}?lang=en");
        Assert.Contains("added: </span>prayed</ins>", page, StringComparison.Ordinal);
        Assert.Equal(First, await PublicStory(archive, record));
    }

    [Fact]
    public async Task An_old_revision_is_not_restored_over_words_that_came_in_while_it_was_compared()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await Vigil.Corrected(archive, community, receipt, Second);
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string address = $"/desk/records/{record}/restore/1?lang=en";
        await kofi.Read(address);
        using SignedInBrowser again = await Vigil.Corrected(archive, community, receipt, "We stood there each **night**, and wept.");
        HttpResponseMessage stopped = await kofi.Post(address, ("note", "It was singing."));
        string page = await stopped.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.PreconditionFailed, stopped.StatusCode);
        // What came in is shown, and what was typed is kept.
        Assert.Contains("wept", page, StringComparison.Ordinal);
        Assert.Contains("value=\"It was singing.\"", page, StringComparison.Ordinal);
        Assert.Contains("wept", await PublicStory(archive, record), StringComparison.Ordinal);
        Assert.Equal(3, (await archive.Writer.Write(session => session.FindRecord(record), CancellationToken.None))!.LatestRevision);
        await kofi.Read(address);
        Assert.Equal(HttpStatusCode.Redirect, (await kofi.Post(address, ("note", "It was singing."))).StatusCode);
    }

    [Fact]
    public async Task An_old_revision_is_restored_as_a_new_one_and_its_community_is_asked_anew()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        DepositId deposit = await Vigil.Correct(archive, community, receipt, Second, "2017-01");
        await archive.Member("kofi");
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/deposits/{deposit}");
        await amina.Post($"/desk/deposits/{deposit}?handler=accept", ("give", "true"));
        Assert.Equal(Second, await PublicStory(archive, record));
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        Assert.Contains($"/desk/records/{record}/restore/1", await kofi.Read($"/r/{record}/history"), StringComparison.Ordinal);
        string asked = await kofi.Read($"/desk/records/{record}/restore/1?lang=en");
        Assert.Contains("removed: </span>prayed</del>", asked, StringComparison.Ordinal);
        HttpResponseMessage restored = await kofi.Post($"/desk/records/{record}/restore/1", ("note", "It was singing."));
        Assert.EndsWith("done=restored", restored.Headers.Location!.ToString(), StringComparison.Ordinal);
        // The last consented one stays public until the community answers for the new one.
        Assert.Equal(Second, await PublicStory(archive, record));
        Assert.Contains($"/desk/records/{record}", await amina.Read("/desk"), StringComparison.Ordinal);
        await amina.Read($"/desk/records/{record}");
        await amina.Post($"/desk/records/{record}?handler=answer", ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"));
        Assert.Equal(First, await PublicStory(archive, record));
        Visible<Revision>[] history = [.. await archive.Records.Revisions(record, new Viewer.Public(archive.Today), CancellationToken.None)];
        Assert.Equal([3, 2, 1], history.Select(one => one.Value.Number));
        Assert.Equal(("kofi", "It was singing."), (history[0].Value.Who, history[0].Value.Note));
        // The same once more says nothing new.
        await kofi.Read($"/desk/records/{record}/restore/1");
        Assert.Equal(HttpStatusCode.Conflict, (await kofi.Post($"/desk/records/{record}/restore/1")).StatusCode);
    }

    [Fact]
    public async Task Nobody_restores_what_is_not_theirs()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await Vigil.Corrected(archive, community, receipt, Second);
        RecordId other = await archive.Community("Hill people");
        await archive.Member("jo", other);
        using SignedInBrowser jo = await SignedInBrowser.Of(archive, "jo");
        Assert.DoesNotContain("/restore/", await jo.Read($"/r/{record}/history"), StringComparison.Ordinal);
        await jo.Read($"/desk/communities/{other}");
        Assert.Equal(HttpStatusCode.NotFound, (await jo.Answer($"/desk/records/{record}/restore/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await jo.Post($"/desk/records/{record}/restore/1")).StatusCode);
        using HttpClient stranger = archive.Anyone();
        Assert.DoesNotContain("/restore/", await stranger.GetStringAsync($"/r/{record}/history"), StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await stranger.GetAsync($"/desk/records/{record}/restore/1")).Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_steward_who_restores_is_not_named()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await Vigil.Corrected(archive, community, receipt, Second);
        await amina.Read($"/desk/records/{record}/restore/1");
        await amina.Post($"/desk/records/{record}/restore/1");
        Visible<Revision>? restored = await archive.Records.Revision(record, 3, new Viewer.Member(archive.Today, "reader-of-tests", true, []), CancellationToken.None);
        Assert.Equal("River people", restored!.Value.Value.Who);
    }

    [Fact]
    public async Task A_desk_shows_the_first_of_a_long_list_and_leads_to_the_rest()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await archive.Member("kofi");
        for (int number = 0; number < 53; number++) await Vigil.Send(archive, community, $"Told {number}.", "2017");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string desk = await kofi.Read("/desk?lang=en");
        Assert.Contains("53 deposits. Here are the first.", desk, StringComparison.Ordinal);
        Assert.Equal(10, Deposits(desk));
    }

    private static int Deposits(string page) => page.Split("href=\"/desk/deposits/").Length - 1;

    private static async Task<string?> PublicStory(TestArchive archive, RecordId id) =>
        (await archive.Records.Records([id], new Viewer.Public(archive.Today), CancellationToken.None)) is [{ Value: var record }] ? record.Content.Text("story") : null;
}
