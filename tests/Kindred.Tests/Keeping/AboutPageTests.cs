using System.Net.Http.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
using Kindred.Tests.Browsing;
using Microsoft.Extensions.DependencyInjection;

namespace Kindred.Tests.Keeping;

public sealed class AboutPageTests
{
    [Fact]
    public async Task Acts_of_power_say_which_role_was_given_and_why_in_the_readers_language()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community();
        await using (AsyncServiceScope scope = archive.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<Join>().Do(archive.FoundingLinks[0], "ines", "violet anchors hum beneath gravel", CancellationToken.None);
        await archive.Get<AddMember>().Do("amina", community.ToString(), null, "ines", null, "she answers for them", CancellationToken.None);
        await archive.Get<AddMember>().Do("kofi", null, null, "ines", null, "he comes", CancellationToken.None);
        using HttpClient anyone = archive.Anyone();
        string page = await anyone.GetStringAsync("/about/acts?lang=en");
        foreach (string said in (string[])["Gave the role of keeper", "Gave the role of steward", "Became a keeper by a founding keeper’s link", "one keeper was enough: <bdi>he comes</bdi>"])
            Assert.Contains(said, page, StringComparison.Ordinal);
        string arabic = await anyone.GetStringAsync("/about/acts?lang=ar");
        foreach (string english in (string[])["first days", "was claimed"]) Assert.DoesNotContain(english, arabic, StringComparison.Ordinal);
        Assert.Contains("she answers for them", arabic, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_contact_about_says_how_else_the_keepers_are_reached()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string without = Texts.For("en")["about.contact.none"];
        string page = await anyone.GetStringAsync("/about");
        Assert.Contains(without, page, StringComparison.Ordinal);
        Assert.Contains("href=\"/contribute?kind=community\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/export\"", page, StringComparison.Ordinal);
        using HttpClient kofi = archive.With(await archive.Member("kofi"));
        await kofi.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { Contact = "river@example.org", Reason = "for a test" });
        string about = await anyone.GetStringAsync("/about");
        Assert.DoesNotContain(without, about, StringComparison.Ordinal);
        Assert.Contains("river@example.org", about, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_act_of_power_is_on_one_of_the_pages()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int number = 1; number <= 120; number++) session.Write(new Act(ActKind.Setting, [], archive.Today, IsPublic: true, "kofi", $"reason {number}."));
        });
        using HttpClient anyone = archive.Anyone();
        string[] pages = [await anyone.GetStringAsync("/about/acts"), await anyone.GetStringAsync("/about/acts?page=2"), await anyone.GetStringAsync("/about/acts?page=3")];
        Assert.All(Enumerable.Range(1, 120), number => Assert.Single(pages, page => page.Contains($"reason {number}.", StringComparison.Ordinal)));
        Assert.Contains("href=\"/about/acts?page=2\"", pages[0], StringComparison.Ordinal);
        Assert.DoesNotContain("rel=\"next\"", pages[2], StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await anyone.GetAsync("/about/acts?page=4")).StatusCode);
    }

    [Fact]
    public async Task What_the_terminal_did_alone_stands_for_30_days_whatever_else_was_done_and_nobody_else_can_say_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            Write(Member.TerminalHandle, 31, "long ago.");
            Write(Member.TerminalHandle, 30, "both were away.");
            for (int number = 0; number <= 1_000; number++) Write("kofi", 0, "nobody waited.");

            void Write(string by, int daysAgo, string reason) =>
                session.Write(new Act(ActKind.Setting, [], archive.Today.AddDays(-daysAgo), IsPublic: true, by, by == Member.TerminalHandle ? reason : "alone: " + reason) { SoleWord = by == Member.TerminalHandle ? SoleWord.Alone : SoleWord.None });
        });
        using HttpClient anyone = archive.Anyone();
        string about = await anyone.GetStringAsync("/about?lang=en"), acts = await anyone.GetStringAsync("/about/acts?lang=en");
        Assert.Contains("both were away.", about, StringComparison.Ordinal);
        foreach (string not in (string[])["long ago.", "nobody waited."]) Assert.DoesNotContain(not, about, StringComparison.Ordinal);
        Assert.Contains("alone: nobody waited.", acts, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.For("en")["about.act.one.alone"], acts, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100, false)]
    [InlineData(101, true)]
    public async Task Where_the_terminal_did_more_alone_than_stands_there_it_is_said(int acts, bool isMore)
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session =>
        {
            for (int number = 0; number < acts; number++) session.Write(new Act(ActKind.Setting, [], archive.Today, IsPublic: true, Member.TerminalHandle, "nobody came.") { SoleWord = SoleWord.Alone });
        });
        using HttpClient anyone = archive.Anyone();
        string about = await anyone.GetStringAsync("/about?lang=en");
        Assert.Equal(100, about.Split("nobody came.").Length - 1);
        Assert.Equal(isMore, about.Contains("There was more of it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_default_rights_stand_for_every_record_that_says_nothing_of_its_own()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive), question = Told.Id(60);
        await archive.Write(session => Told.Put(session, question, "question", Told.Content("Who sings?"), archive.Today));
        using HttpClient kofi = archive.With(await archive.Member("kofi")), anyone = archive.Anyone();
        Assert.DoesNotContain("dc:rights", await anyone.GetStringAsync($"/r/{question}.jsonld"), StringComparison.Ordinal);
        await kofi.PutAsJsonAsync("/api/v1/keep/settings", new KeepingApi.NewSettings { DefaultRights = "Ask before you print it.", Reason = "for a test" });
        Assert.Matches("Ask before you print it.*as the whole archive says", await anyone.GetStringAsync($"/r/{question}"));
        foreach (string format in (string[])["jsonld", "ttl"])
        {
            Assert.Contains("Ask before you print it.", await anyone.GetStringAsync($"/r/{question}.{format}"), StringComparison.Ordinal);
            Assert.DoesNotContain("Ask before you print it.", await anyone.GetStringAsync($"/r/{practice}.{format}"), StringComparison.Ordinal);
        }
    }
}
