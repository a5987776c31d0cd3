using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Depositing;

/// <summary>Anyone translates a public record; what they wrote is read, its community is asked, and then it is read under what it is.</summary>
public class TranslationTests
{
    private const string Song = "We sang at the gate.";

    /// <summary>Written in Spanish, of a community with a steward.</summary>
    private static async Task<(RecordId Practice, RecordId Community, Asked Asked)> Published(TestArchive archive, string more = """ "learned":"Patience.","sources":["https://example.org/a"], """)
    {
        Asked asked = new(archive);
        RecordId community = await asked.Community("River people", Protocol.AnySteward, "amina");
        await archive.Member("mika");
        Handed deposit = await Handed.In(archive, Handed.Practice(Song, [community], more));
        return (await deposit.Accept(PublicationBasis.Consent, Amina(archive, community), gives: true), community, asked);
    }

    private static Viewer.Member Amina(TestArchive archive, RecordId community) => new(archive.Today, "amina", false, [community]);

    private static async Task<Visitor> Translate(TestArchive archive, RecordId record, string tag, params (string Name, string Value)[] typed)
    {
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{record}/translate/{tag}?lang=en";
        await visitor.Open(address);
        await visitor.Send(address, [.. typed, ("go", "send")]);
        return visitor;
    }

    private static async Task<string> Page(TestArchive archive, RecordId record, string query)
    {
        using HttpClient anyone = archive.Anyone();
        return WebUtility.HtmlDecode(await anyone.GetStringAsync($"/r/{record}?{query}"));
    }

    [Fact]
    public async Task A_translation_is_sent_without_an_account_read_asked_about_credited_and_shown()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Asked asked) = await Published(archive);
        Visitor visitor = await Translate(archive, practice, "ar", ("text.title", "عند البوابة"), ("text.story", "غنّينا."), ("signedAs", "Salma"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Proposed proposed = new(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code);
        Assert.Equal(["translations.ar.story", "translations.ar.title"], (await proposed.Deposit()).Proposal!.Parts);
        // Nothing of it is public before it is read.
        Assert.DoesNotContain("غنّينا", await Page(archive, practice, "lang=ar"), StringComparison.Ordinal);
        using (SignedInBrowser keeper = await SignedInBrowser.Of(archive, "mika"))
        {
            string desk = WebUtility.HtmlDecode(await keeper.Read($"/desk/deposits/{(await proposed.Deposit()).Id}?lang=en"));
            // Who reads it reads what it translates beside it.
            Assert.Matches("غنّينا[^$]*" + Regex.Escape(Texts.For("en")["translating.desk.source"]) + "[^$]*" + Regex.Escape(Song), desk);
            // Nobody takes it for a change of the words as they were told.
            Assert.Contains(Texts.For("en")["proposal.desk.translation.title"], desk, StringComparison.Ordinal);
            Assert.DoesNotContain(Texts.For("en")["proposal.desk.title"], desk, StringComparison.Ordinal);
            Assert.Contains(Texts.For("en").Format("proposal.desk.translation", ""), await keeper.Read("/desk?lang=en"), StringComparison.Ordinal);
        }

        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        // They are words that the community agreed to: it is asked, and what it said yes to stays.
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((1, 2), (record.Revision, record.LatestRevision));
        Assert.DoesNotContain("غنّينا", await Page(archive, practice, "lang=ar"), StringComparison.Ordinal);
        await asked.Answer(practice, community, "amina");
        string page = await Page(archive, practice, "lang=ar");
        Assert.Contains("غنّينا", page, StringComparison.Ordinal);
        // In the page's own language and direction; what nobody translated in its own.
        Assert.Matches("""<html lang="ar" dir="rtl">""", page);
        Assert.Matches("""<div class="prose"><p>غنّينا""", page);
        Assert.Matches("""<div class="prose" lang="es" dir="ltr"><p>Patience""", page);
        Assert.Contains(Texts.For("ar").Format("translating.page.partly", "الإسبانية"), page, StringComparison.Ordinal);
        Assert.Contains($"/r/{practice}/translate/ar?lang=ar", page, StringComparison.Ordinal);
        Assert.Contains($"""hreflang="ar" href="http://localhost/r/{practice}?lang=ar">""", page, StringComparison.Ordinal);
        Assert.DoesNotContain("""hreflang="en" href="http""", page, StringComparison.Ordinal);
        Revision revision = (await Proposed.Revisions(archive, practice)).Single(one => one.Number == 2);
        Assert.Equal("Salma", revision.Who);
        Assert.Equal(new Translation("غنّينا.", 1), revision.Content.Translations["ar"]["story"]);
        using HttpClient anyone = archive.Anyone();
        // It is found by the words that it was translated into.
        Assert.Contains(practice.ToString(), await anyone.GetStringAsync("/search?q=" + Uri.EscapeDataString("البوابة")), StringComparison.Ordinal);
        HttpResponseMessage answer = await anyone.GetAsync($"/r/{practice}?lang=ar");
        Assert.Equal(["ar", "es"], answer.Content.Headers.ContentLanguage);
    }

    [Fact]
    public async Task As_it_was_written_is_one_link_away_and_a_page_that_falls_back_says_so()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"story":"Translated song."}}}""");
        string page = await Page(archive, practice, "lang=en");
        Assert.Contains("Translated song.", page, StringComparison.Ordinal);
        Assert.Contains($"/r/{practice}?words=es&lang=en", page, StringComparison.Ordinal);
        string written = await Page(archive, practice, "words=es&lang=en");
        Assert.Contains(Song, written, StringComparison.Ordinal);
        Assert.DoesNotContain("Translated song.", written, StringComparison.Ordinal);
        Assert.Contains(Texts.For("en").Format("translating.page.as-written", "Spanish"), written, StringComparison.Ordinal);
        Assert.Contains(Texts.For("ar").Format("translating.page.none", "الإسبانية"), await Page(archive, practice, "lang=ar"), StringComparison.Ordinal);
        Assert.DoesNotContain("id=\"languages\"><p>", await Page(archive, practice, "lang=es"), StringComparison.Ordinal);
        // What is no language, and one that nobody translated into, changes nothing.
        Assert.Contains("Translated song.", await Page(archive, practice, "words=%3Cscript%3E&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Once_the_source_moves_on_it_is_stale_everywhere_until_somebody_says_that_it_fits()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"story":"Translated song.","learned":"Being patient."}}}""");
        await Taken(archive, practice, community, """{"story":"We sang at the gate and prayed."}""");
        string page = await Page(archive, practice, "lang=en");
        Assert.Equal(1, Regex.Count(page, Regex.Escape(Texts.For("en")["translating.mark.stale"])));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{practice}/translate/en?lang=en");
        Assert.Contains("<ins>", visitor.Page, StringComparison.Ordinal);
        Assert.Contains(Texts.For("en")["translating.state.stale"], visitor.Text, StringComparison.Ordinal);
        // Nothing written, nothing ticked: nothing to send.
        await visitor.Send($"/r/{practice}/translate/en?lang=en", ("text.story", "Translated song."), ("text.learned", "Being patient."), ("go", "send"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Send($"/r/{practice}/translate/en?lang=en", ("text.story", "Translated song."), ("fits.story", "true"), ("text.learned", "Being patient."), ("go", "send"));
        Proposed proposed = new(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code);
        Assert.Equal(["translations.en.story"], (await proposed.Deposit()).Proposal!.Parts);
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal(new Translation("Translated song.", 3), record.Content.Translations["en"]["story"]);
        // No word was changed: nobody was asked again.
        Assert.Equal((RecordState.Published, 4), (record.State, record.Revision));
        Assert.DoesNotContain(Texts.For("en")["translating.mark.stale"], await Page(archive, practice, "lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machines_words_are_marked_in_every_output_until_somebody_has_read_them_over()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"title":{"text":"Gateway","isMachine":true},"story":{"text":"Machined song.","isMachine":true},"learned":"Being patient."}}}""");
        string mark = Texts.For("en")["translating.mark.machine"], page = await Page(archive, practice, "lang=en");
        Assert.Equal(2, Regex.Count(page, Regex.Escape(mark)));
        using HttpClient anyone = archive.Anyone();
        using JsonDocument json = JsonDocument.Parse(await anyone.GetStringAsync($"/r/{practice}.json"));
        Assert.Equal("Machined song.", json.RootElement.GetProperty("translations").GetProperty("en").GetProperty("story").GetString());
        JsonElement state = json.RootElement.GetProperty("translationStates").GetProperty("en");
        Assert.Equal((true, false, 1), (state.GetProperty("story").GetProperty("isMachine").GetBoolean(), state.GetProperty("story").GetProperty("isStale").GetBoolean(), state.GetProperty("story").GetProperty("ofRevision").GetInt32()));
        Assert.False(state.GetProperty("learned").GetProperty("isMachine").GetBoolean());
        Assert.Contains("story: {\"ofRevision\": 1, \"isStale\": false, \"isMachine\": true}", await anyone.GetStringAsync($"/r/{practice}.md"), StringComparison.Ordinal);
        foreach (string graph in new[] { "jsonld", "ttl" })
        {
            string text = await anyone.GetStringAsync($"/r/{practice}.{graph}");
            Assert.DoesNotContain("Machined song", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Gateway", text, StringComparison.Ordinal);
        }

        string exported = await anyone.GetStringAsync("/export/jsonl");
        Assert.Contains("\"isMachine\":true", exported, StringComparison.Ordinal);
        Assert.Contains(Texts.For("en")["translating.list.machine"], await anyone.GetStringAsync("/practices?lang=en"), StringComparison.Ordinal);
        Assert.Contains(Texts.For("en")["translating.list.machine"], await anyone.GetStringAsync("/search?q=gateway&lang=en"), StringComparison.Ordinal);
        // Read over: the mark alone is a change, and no word is asked about.
        await Taken(archive, practice, community, """{"translations":{"en":{"story":{"isMachine":false},"title":{"isMachine":false}}}}""");
        Assert.DoesNotContain(mark, await Page(archive, practice, "lang=en"), StringComparison.Ordinal);
        Assert.Contains("Machined song", await anyone.GetStringAsync($"/r/{practice}.ttl"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Words_that_were_taken_back_are_not_said_on_in_another_language()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Proposed source = await Proposed.To(archive, practice, """{"learned":"Marmalade."}""");
        Assert.IsType<ReviewOutcome.Done>(await source.Take(by: Amina(archive, community), gives: true));
        Proposed translated = await Taken(archive, practice, community, """{"translations":{"en":{"learned":"Zitronade.","story":"Song."}}}""");
        // Written over since: the translation was stale, and stood there still.
        await Taken(archive, practice, community, """{"learned":"Bread."}""");
        await source.Withdraw();
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal(("Bread.", "Song."), (record.Content.Text("learned"), record.Content.Translations["en"]["story"].Text));
        Assert.False(record.Content.Translations["en"].ContainsKey("learned"));
        Assert.Equal(["translations.en.story"], (await translated.Deposit()).Proposal!.Parts);
        await archive.Stop();
        foreach (string word in new[] { "Zitronade", "Marmalade" }) Assert.Empty(Residue.In(archive.Folder, word));
    }

    [Fact]
    public async Task A_translation_fits_again_once_what_made_it_stale_is_taken_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"story":"Song."}}}""");
        Proposed other = await Taken(archive, practice, community, """{"story":"Marmalade."}""");
        Assert.True((await Proposed.Record(archive, practice)).Content.Translations["en"]["story"].IsStale);
        await other.Withdraw();
        Assert.False((await Proposed.Record(archive, practice)).Content.Translations["en"]["story"].IsStale);
    }

    [Fact]
    public async Task A_part_that_is_withdrawn_takes_its_translations_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"learned":{"text":"Zitronade.","isMachine":true}}}}""");
        await archive.Write(session => Assert.IsType<PartOutcome.Destroyed>(archive.Get<PartialWithdrawal>().ByDepositor(session, practice, "learned", null, archive.Today)));
        using HttpClient anyone = archive.Anyone();
        string json = await anyone.GetStringAsync($"/r/{practice}.json");
        Assert.DoesNotContain("translationStates", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Zitronade", await anyone.GetStringAsync($"/r/{practice}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_public_can_be_neither_translated_nor_heard_of()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, Asked asked) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"en":{"story":"Zitronade."}}}""");
        await asked.Withdraw(practice, community, "amina");
        using HttpClient anyone = archive.Anyone();
        Assert.NotEqual(HttpStatusCode.OK, (await anyone.GetAsync($"/r/{practice}/translate/en")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{RecordId.Mint()}/translate")).StatusCode);
        Assert.DoesNotContain(practice.ToString(), await anyone.GetStringAsync("/search?q=zitronade"), StringComparison.Ordinal);
        using SignedInBrowser member = await SignedInBrowser.Of(archive, "amina");
        Assert.DoesNotContain("Zitronade", await member.Read("/desk/translations?language=ar"), StringComparison.Ordinal);
        await asked.Destroy(practice);
        Assert.Equal(HttpStatusCode.Gone, (await anyone.GetAsync($"/r/{practice}/translate/en")).StatusCode);
    }

    [Fact]
    public async Task At_the_desk_stands_what_is_missing_and_stale_in_the_language_that_is_chosen()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        await Taken(archive, practice, community, """{"translations":{"ar":{"title":"عند البوابة","story":"غنّينا.","learned":"الصبر."}}}""");
        using SignedInBrowser member = await SignedInBrowser.Of(archive, "amina");
        string link = $"/r/{practice}/translate/";
        Assert.DoesNotContain(link, await member.Read("/desk/translations?language=ar&lang=en"), StringComparison.Ordinal);
        Assert.Contains(link + "fr", await member.Read("/desk/translations?typed=fr&lang=en"), StringComparison.Ordinal);
        await Taken(archive, practice, community, """{"learned":"Patience and soup."}""");
        string page = await member.Read("/desk/translations?language=ar&lang=en");
        Assert.Contains(link + "ar", page, StringComparison.Ordinal);
        Assert.Contains(Texts.For("en").Count("desk.translations.stale", 1), page, StringComparison.Ordinal);
        // It was written in it.
        Assert.DoesNotContain(link, await member.Read("/desk/translations?language=es&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_changed_while_it_was_translated_is_shown_and_nothing_typed_is_lost()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/translate/en?lang=en";
        await visitor.Open(address);
        await Taken(archive, practice, community, """{"story":"We sang at the gate and prayed."}""");
        await visitor.Send(address, ("text.story", "My own words."), ("signedAs", "Ana"), ("go", "send"));
        Assert.Equal(HttpStatusCode.PreconditionFailed, visitor.Status);
        Assert.Contains("My own words.", visitor.Page, StringComparison.Ordinal);
        Assert.Contains(Texts.For("en")["translating.moved"], visitor.Text, StringComparison.Ordinal);
        await visitor.Send(address, ("text.story", "My own words, and prayed."), ("go", "send"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Theory]
    [InlineData("es")]
    [InlineData("no%20tag%20at%20all%20but%20a%20very%20long%20line%20of%20words%20that%20nobody%20calls%20a%20language")]
    public async Task What_is_no_other_language_is_said_in_words(string tag)
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{practice}/translate/{tag}?lang=en");
        Assert.Contains("role=\"alert\"", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"text.story\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/r/{practice}/translate?language=Tigrinya&lang=en");
        Assert.Contains("/translate/ti?lang=en", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_kept_for_later_and_gone_on_with_by_its_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/translate/en?lang=en";
        await visitor.Open(address);
        await visitor.Send(address, ("text.story", "Half a song"), ("machine.story", "true"), ("go", "keep"));
        string words = visitor.Receipt;
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", words));
        Assert.Contains($"action=\"/r/{practice}/translate/en?lang=en\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send(address, ("go", "open"));
        Assert.Matches("Half a song</textarea>", visitor.Page);
        Assert.Matches("""name="machine.story"[^>]*checked""", visitor.Page);
        await visitor.Send(address, ("text.story", "The whole song."), ("go", "send"));
        Assert.Equal(words, visitor.Receipt);
        Deposit deposit = await new Proposed(archive, Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(words)).Code).Deposit();
        Assert.Equal((DepositState.Deposited, new Translation("The whole song.", 1)), (deposit.State, deposit.Proposal!.Content.Translations["en"]["story"] with { OfRevision = 1 }));
    }

    [Fact]
    public async Task A_community_is_called_as_it_calls_itself_with_the_readers_word_beside()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordContent content = Browsing.Told.Content("أهل النهر") with { Language = "ar" };
        content = content with { Translations = content.Translations.Add("en", System.Collections.Immutable.ImmutableSortedDictionary<string, Translation>.Empty.Add("title", new Translation("River people", 1))) };
        RecordId community = await archive.Publish("community", content);
        await archive.Member("mika");
        RecordId practice = await (await Handed.In(archive, Handed.Practice(Song, [community]))).Accept();
        using HttpClient anyone = archive.Anyone();
        foreach (string address in new[] { $"/r/{practice}", "/communities", "/practices", "/", $"/r/{community}" })
        {
            string page = WebUtility.HtmlDecode(await anyone.GetStringAsync(address + "?lang=en"));
            Assert.True(page.IndexOf("أهل النهر", StringComparison.Ordinal) is >= 0 and var own && page.IndexOf("River people", own, StringComparison.Ordinal) > own, address);
        }

        Assert.DoesNotContain("River people", await anyone.GetStringAsync($"/r/{practice}?lang=ar"), StringComparison.Ordinal);
    }

    private static async Task<Proposed> Taken(TestArchive archive, RecordId record, RecordId community, string changes)
    {
        Proposed proposed = await Proposed.To(archive, record, changes);
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: Amina(archive, community), gives: true));
        return proposed;
    }
}
