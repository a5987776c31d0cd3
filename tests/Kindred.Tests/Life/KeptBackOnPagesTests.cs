using System.Net;
using System.Net.Http.Headers;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared;
using Kindred.Features.Stewarding;
using Kindred.Tests.Depositing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Life;

/// <summary>What the pages say to those who keep something back until a day: of what, and whether it was done.</summary>
public sealed class KeptBackOnPagesTests
{
    private static readonly Texts En = Texts.For("en");

    [Fact]
    public async Task What_is_said_to_wait_is_what_waits()
    {
        await using TestArchive archive = await TestArchive.Start();
        (Handed handed, string deposit, RecordId entry) = await HandedIn(archive);
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika"), amal = await SignedInBrowser.Of(archive, "amal");
        foreach ((string what, string part) in new[] { ("", ""), ($"{entry} story", "-part") })
        {
            Assert.Contains(En["desk.done.embargo" + part], await Keep(mika, deposit, "set", what, archive.Today.AddDays(9)), StringComparison.Ordinal);
            Assert.Contains(En[$"desk.done.embargo{part}-ended"], await Keep(mika, deposit, "end", what, null), StringComparison.Ordinal);
        }

        RecordId practice = await handed.Accept();
        foreach ((string what, string part) in new[] { ("", ""), ($"{practice} story", "-part") })
        {
            Assert.Contains(En["desk.done.embargo" + part], await Keep(amal, $"/desk/records/{practice}", "set", what, archive.Today.AddDays(9)), StringComparison.Ordinal);
            Assert.Contains(En[$"desk.done.embargo{part}-ended"], await Keep(amal, $"/desk/records/{practice}", "end", what, null), StringComparison.Ordinal);
        }
    }

    /// <summary>What waits for mika, a keeper, and names the people whom amal answers for.</summary>
    private static async Task<(Handed Handed, string Deposit, RecordId Entry)> HandedIn(TestArchive archive)
    {
        RecordId marsh = await new Asked(archive).Community("Marsh people", Protocol.AnySteward, "amal");
        await archive.Member("mika");
        Handed handed = await Handed.In(archive, Handed.Practice("They stood.", [marsh]));
        return (handed, $"/desk/deposits/{(await handed.Deposit()).Id}", (await handed.Deposit()).Records[0].Entry);
    }

    [Fact]
    public async Task No_day_is_said_to_have_ended_that_was_not_set()
    {
        await using TestArchive archive = await TestArchive.Start();
        (Handed handed, string deposit, RecordId entry) = await HandedIn(archive);
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika"), amal = await SignedInBrowser.Of(archive, "amal");
        await Keep(mika, deposit, "set", $"{entry} story", archive.Today.AddDays(9));
        await Refuses(mika, deposit);
        RecordId practice = await handed.Accept();
        await Keep(amal, $"/desk/records/{practice}", "set", $"{practice} story", archive.Today.AddDays(9));
        await Refuses(amal, $"/desk/records/{practice}");

        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", handed.Receipt.Words));
        await visitor.Send("/receipt?lang=en", ("go", "embargo-end"), ("what", ""), ("embargoUntil", ""));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Matches("<a href=\"#what\">[^§]*id=\"what-wrong\">[^§]*<select id=\"what\"", visitor.Page);
        Assert.DoesNotContain(En["embargo.receipt.done"], visitor.Text, StringComparison.Ordinal);

        static async Task Refuses(SignedInBrowser reader, string at)
        {
            await reader.Read(at + "?lang=en");
            using HttpResponseMessage answer = await reader.Post(at + "?handler=embargo&lang=en", ("go", "end"), ("what", ""), ("why", "because"), ("embargoUntil", ""));
            string page = await answer.Content.ReadAsStringAsync();
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Matches("<a href=\"#what\">[^§]*id=\"what-wrong\">[^§]*<select id=\"what\"", page);
            Assert.Contains(En["finding.embargo-none"], WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Days_of_several_parts_stand_under_one_heading_before_it_is_sent()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question&lang=en");
        await visitor.Send("/contribute?lang=en", ("go", "more"), ("f.title", "Who sings?"), ("f.summary", "At night."), ("f.story", "By the river."), ("language", "en"));
        string day = $"{archive.Today.AddDays(30):O}";
        await visitor.Send("/contribute?lang=en", ("go", "preview"), ("signedAs", ""), ("embargoUntil", day), ("day.r1.summary", day), ("day.r1.story", day));
        Assert.Matches("<dt>Not public before</dt>\\s*<dd>[^<]*</dd>\\s*<dd>[^<]*</dd>\\s*<dd>[^<]*</dd>", visitor.Page);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(visitor.Page, "<dt>Not public before</dt>"));
    }

    [Fact]
    public async Task A_day_that_is_not_right_is_spoken_of_where_it_was_typed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), practice = await asked.Practice(marsh);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/records/{practice}", past = $"{archive.Today.AddDays(-1):O}";
        await amal.Read(at + "?lang=en");
        using HttpResponseMessage answered = await amal.Post(at + "?handler=answer&lang=en", ("answered", "Given"), ("scope", "Publish"), ("notBefore", past));
        string page = await answered.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        Assert.Matches("<a href=\"#notBefore\">[^§]*id=\"notBefore-wrong\">[^§]*id=\"notBefore\"[^>]* aria-invalid=\"true\" aria-describedby=\"notBefore-wrong notBefore-hint\"", page);
        Assert.DoesNotContain("href=\"#embargoUntil\"", page, StringComparison.Ordinal);
        using HttpResponseMessage kept = await amal.Post(at + "?handler=embargo&lang=en", ("go", "set"), ("what", $"{practice} story"), ("embargoUntil", past));
        page = await kept.Content.ReadAsStringAsync();
        Assert.Matches("<a href=\"#embargoUntil\">[^§]*id=\"embargoUntil-wrong\">[^§]*id=\"embargoUntil\"[^>]* aria-describedby=\"embargoUntil-wrong embargo-hint\" aria-invalid=\"true\"", page);
        Assert.Contains($"<option value=\"{practice} story\" selected=\"selected\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keeper_who_does_not_say_why_is_led_to_where_it_is_said()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await archive.Community("Marsh people");
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        Handed handed = await Handed.In(archive, Handed.Practice("They stood.", [marsh]));
        string deposit = $"/desk/deposits/{(await handed.Deposit()).Id}";
        await mika.Read(deposit + "?lang=en");
        using HttpResponseMessage unsaid = await mika.Post(deposit + "?handler=embargo&lang=en", ("go", "set"), ("embargoUntil", $"{archive.Today.AddDays(9):O}"), ("why", " "));
        Assert.Matches("<a href=\"#why\">[^§]*id=\"why-wrong\">[^§]*id=\"why\"", await unsaid.Content.ReadAsStringAsync());
        using HttpResponseMessage unknown = await mika.Post(deposit + "?handler=embargo&lang=en", ("go", "set"), ("what", "nothing"), ("embargoUntil", $"{archive.Today.AddDays(9):O}"), ("why", "because"));
        string page = await unknown.Content.ReadAsStringAsync();
        Assert.Matches("<a href=\"#what\">[^§]*id=\"what-wrong\">", page);
        Assert.DoesNotContain("<a href=\"#ask\">", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keeper_is_offered_to_end_what_the_desk_set_and_nothing_that_would_be_refused()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika"), amal = await SignedInBrowser.Of(archive, "amal");
        Handed handed = await Handed.In(archive, Handed.Practice("They stood.", [marsh]));
        await Keep(mika, $"/desk/deposits/{(await handed.Deposit()).Id}", "set", $"{(await handed.Deposit()).Records[0].Entry} story", archive.Today.AddDays(9));
        RecordId practice = await handed.Accept();
        string waits = await mika.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains("name=\"go\" value=\"set\"", waits, StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal");
        string shown = await mika.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains(En["finding.embargo-was-public"], WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        foreach (string none in (string[])["name=\"go\" value=\"set\"", "id=\"embargoUntil\"", En["desk.tell.hint"]]) Assert.DoesNotContain(none, WebUtility.HtmlDecode(shown), StringComparison.Ordinal);
        // Her community she answers for, and it may tell it otherwise.
        string own = WebUtility.HtmlDecode(await amal.Read($"/desk/records/{practice}?lang=en"));
        foreach (string one in (string[])["name=\"go\" value=\"set\"", "id=\"embargoUntil\"", En["desk.tell.hint"]]) Assert.Contains(one, own, StringComparison.Ordinal);
        Assert.Contains(En["desk.done.embargo-part-ended"], await Keep(mika, $"/desk/records/{practice}", "end", $"{practice} story", null), StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"embargoUntil\"", await mika.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_receipt_keeps_one_single_link_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await archive.Community("Marsh people"), far = await archive.Publish("history", Browsing.Told.Content("The flood of 1912")), other = await archive.Publish("history", Browsing.Told.Content("The quiet year"));
        Handed handed = await Handed.In(archive, $$"""{"records":[{"ref":"a","kind":"practice","language":"en","title":"At the gate",{{Handed.Sources}}"story":"They stood.","centres":["{{marsh}}"],"rootedIn":["{{far}}","{{other}}"]}]}""");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", handed.Receipt.Words));
        // Before it is in the archive its links have no far ends that could be named.
        Assert.DoesNotContain($"rootedIn {far}", visitor.Page, StringComparison.Ordinal);
        RecordId practice = await handed.Accept();
        await visitor.Send("/receipt?lang=en", ("go", ""));
        string choice = OptionOf(visitor.Page, ": The flood of 1912");
        await visitor.Send("/receipt?lang=en", ("go", "embargo"), ("what", choice), ("embargoUntil", $"{archive.Today.AddDays(9):O}"));
        Assert.Contains(En["embargo.receipt.done"], visitor.Text, StringComparison.Ordinal);
        using HttpClient anyone = archive.Anyone();
        anyone.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        string page = await anyone.GetStringAsync($"/r/{practice}");
        Assert.DoesNotContain("The flood of 1912", page, StringComparison.Ordinal);
        Assert.Contains("The quiet year", page, StringComparison.Ordinal);
        await visitor.Send("/receipt?lang=en", ("go", "embargo-end"), ("what", choice));
        Assert.Contains("The flood of 1912", await anyone.GetStringAsync($"/r/{practice}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_answers_now_is_offered_to_end_the_day_of_one_who_has_left()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal", "chi"), practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "chi");
        Assert.IsType<KeepBackOutcome.Done>(await archive.Get<KeepBack>().Do(practice, null, archive.Today.AddYears(1), null, asked.Steward("amal", marsh), CancellationToken.None));
        using SignedInBrowser chi = await SignedInBrowser.Of(archive, "chi");
        // It is amal's while she answers for them.
        Assert.DoesNotContain("value=\"end\"", await chi.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        await asked.Dismiss("amal", marsh);
        Assert.Contains("value=\"end\"", await chi.Read($"/desk/records/{practice}?lang=en"), StringComparison.Ordinal);
        Assert.Contains(En["desk.done.embargo-ended"], await Keep(chi, $"/desk/records/{practice}", "end", "", null), StringComparison.Ordinal);
        Assert.Equal(1, await asked.Shown(practice));
    }

    /// <returns>The words of the page to which it leads.</returns>
    private static async Task<string> Keep(SignedInBrowser reader, string at, string go, string what, DateOnly? until)
    {
        await reader.Read(at + "?lang=en");
        using HttpResponseMessage kept = await reader.Post(at + "?handler=embargo&lang=en", ("go", go), ("what", what), ("why", "for their safety"), ("embargoUntil", until is { } day ? $"{day:O}" : ""));
        Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        return WebUtility.HtmlDecode(await reader.Read(kept.Headers.Location!.ToString()));
    }

    private static string OptionOf(string page, string label)
    {
        int end = page.IndexOf(label + "</option>", StringComparison.Ordinal), begin = page.LastIndexOf("<option value=\"", end, StringComparison.Ordinal) + "<option value=\"".Length;
        return page[begin..page.IndexOf('"', begin)];
    }
}
