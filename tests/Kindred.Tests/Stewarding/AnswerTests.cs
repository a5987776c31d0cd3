using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Stewarding;

/// <summary>Nothing but a yes is a yes, and it covers no words but those that were read.</summary>
public class AnswerTests
{
    [Fact]
    public async Task No_answer_chosen_is_no_yes()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, _, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/records/{record}");
        foreach (string answered in (string[])["", "Yes please", "7", "0", "Given,Declined"])
        {
            HttpResponseMessage refused = await amina.Post(
                $"/desk/records/{record}?handler=answer&lang=en", ("community", community.ToString()), ("answered", answered), ("scope", "Publish"), ("condition", "Zirkonwort"));
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            string page = await refused.Content.ReadAsStringAsync();
            Assert.Contains("Say what the answer is", page, StringComparison.Ordinal);
            Assert.Contains("Zirkonwort", page, StringComparison.Ordinal);
            Assert.DoesNotMatch("name=\"answered\"[^>]*checked", page);
        }

        Assert.Single(await Answers(archive, community));
    }

    [Theory]
    [InlineData("31/12/2026")]
    [InlineData("2026-13-01")]
    [InlineData("tomorrow")]
    public async Task A_day_that_cannot_be_read_is_not_for_ever(string typed)
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, _, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/records/{record}");
        HttpResponseMessage refused = await amina.Post(
            $"/desk/records/{record}?handler=answer&lang=en", ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("until", typed));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        string page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("Write the day as", page, StringComparison.Ordinal);
        Assert.Contains("id=\"until-wrong\"", page, StringComparison.Ordinal);
        Assert.Contains($"value=\"{typed}\"", page, StringComparison.Ordinal);
        Assert.Single(await Answers(archive, community));
    }

    [Fact]
    public async Task Who_answers_is_told_that_anything_but_yes_takes_away_what_everyone_reads_now()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AllStewards, "amal", "bassam"), practice = await asked.Practice(marsh);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string at = $"/desk/records/{practice}?lang=en", told = Features.Shared.Texts.For("en")["desk.give.public-now"];
        Assert.DoesNotContain(told, WebUtility.HtmlDecode(await amal.Read(at)), StringComparison.Ordinal);
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, marsh, "bassam");
        Assert.Equal(1, await asked.Shown(practice));
        Assert.Contains(told, WebUtility.HtmlDecode(await amal.Read(at)), StringComparison.Ordinal);
        // And so it is, by the word of one where it takes all to say yes.
        await amal.Post($"/desk/records/{practice}?handler=answer", ("answered", "Conditional"), ("scope", "Publish"), ("condition", "Say marsh, not swamp."));
        Assert.Null(await asked.Shown(practice));
    }

    [Fact]
    public async Task What_changed_while_she_read_is_shown_anew_with_what_she_wrote()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId community, ReceiptCode receipt, RecordId record) = await Vigil.Published(archive);
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina"), other = await SignedInBrowser.Of(archive, "amina");
        await amina.Read($"/desk/records/{record}");
        DepositId deposit = await Vigil.Correct(archive, community, receipt, "We stood there, and prayed.", "2017-01");
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read($"/desk/deposits/{deposit}");
        await kofi.Post($"/desk/deposits/{deposit}?handler=accept");
        string address = $"/desk/records/{record}?handler=answer&lang=en";
        HttpResponseMessage refused = await amina.Post(
            address, ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("scope", "Reuse"), ("until", "2026-12-31"), ("condition", "Zirkonwort"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, refused.StatusCode);
        string page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("It changed while you read", page, StringComparison.Ordinal);
        Assert.Contains("prayed", page, StringComparison.Ordinal);
        foreach (string kept in (string[])["Zirkonwort", "value=\"2026-12-31\"", "name=\"revision\" value=\"2\""]) Assert.Contains(kept, page, StringComparison.Ordinal);
        Assert.Matches("value=\"Reuse\" checked", page);
        // Her yes was to other words: to these she says it anew.
        Assert.DoesNotMatch("name=\"answered\"[^>]*checked", page);
        Assert.Single(await Answers(archive, community));
        // A form that does not say what was read is to nothing that was.
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await amina.Post(
            address, ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("revision", ""))).StatusCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_community_that_only_a_change_names_reads_the_change_and_answers(bool isNote)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(sea), hers = await asked.Practice(marsh);
        await asked.Answer(hers, marsh, "amal");
        RecordId changed = isNote ? await asked.Note(practice) : practice;
        if (isNote) await asked.Move(changed, hers.ToString());
        else await asked.Correct(changed, "zirkonwort", sea, marsh);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        Assert.Contains($"/desk/records/{changed}", await amal.Read("/desk"), StringComparison.Ordinal);
        string page = await amal.Read($"/desk/records/{changed}");
        Assert.Contains(isNote ? hers.ToString() : "zirkonwort", page, StringComparison.Ordinal);
        await amal.Post($"/desk/records/{changed}?handler=answer", ("community", marsh.ToString()), ("answered", "Given"), ("scope", "Publish"), ("revision", "2"));
        Assert.Equal(2, await asked.Shown(changed));
    }

    /// <summary>A word of a link is public with the record: she reads it where she answers, whomever else the link names, and nobody else does before.</summary>
    [Fact]
    public async Task The_words_of_links_are_on_the_page_where_she_answers()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId community = await archive.Community(), other = await archive.Community("Hill people");
        await archive.Member("amina", community);
        await archive.Member("jo", other);
        Handed handed = await Handed.In(archive, Handed.Practice("one", [community])[..^2] + $$"""
            ,{"ref":"c","kind":"campaign","title":"A campaign"}],"connections":[{"type":"centres","from":"#a","to":"{{community}}","words":"zaunkoenig"},
             {"type":"partOf","from":"#a","to":"#c","words":"goldammer","when":"2017","sources":[{"title":"rohrdommel"}]}]}
            """);
        RecordId record = await handed.Accept();
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina"), jo = await SignedInBrowser.Of(archive, "jo");
        string page = await amina.Read($"/desk/records/{record}?lang=en");
        foreach (string word in (string[])["zaunkoenig", "goldammer", "2017", "rohrdommel"]) Assert.Contains(word, page, StringComparison.Ordinal);
        RecordId link = await archive.Writer.Write(session => session.ConnectionsOf(record).Single(one => one.Type == "partOf").Id, CancellationToken.None);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (
            (await amina.Answer($"/c/{link}")).StatusCode, (await jo.Answer($"/c/{link}")).StatusCode, (await archive.Anyone().GetAsync($"/c/{link}")).StatusCode));
    }

    private static Task<IReadOnlyList<Consent>> Answers(TestArchive archive, RecordId community) =>
        archive.Get<IDepositStore>().Answered([community], new Viewer.Member(archive.Today, "reader-of-tests", true, []), 10, CancellationToken.None);
}
