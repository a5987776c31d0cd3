using System.Net;
using Kindred.Domain.Kinds;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Declaring;

/// <summary>A keeper's pages, without a script: the same "Song" by forms alone.</summary>
public sealed class DeclaringPagesTests
{
    [Fact]
    public async Task A_keeper_makes_a_kind_a_vocabulary_and_fields_by_forms()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        Assert.Contains("/keep/kinds", await kofi.Read("/keep"), StringComparison.Ordinal);
        await kofi.Read("/keep/kinds");
        await Done(kofi, "/keep/kinds?handler=vocabulary", ("vocabulary", "Song moods"), ("terms", "Mourning\nDefiance\nحداد\n"), ("reason", "we sing"));
        await Done(kofi, "/keep/kinds?handler=kind", ("one.en", "Song"), ("many.en", "Songs"), ("one.ar", "أغنية"), ("other", "am"), ("one.other", "ዘፈን"), ("reason", "we sing"));
        await kofi.Read("/keep/kinds/song");
        HttpResponseMessage seen = await kofi.Post("/keep/kinds/song?handler=field", ("label.en", "Mood"), ("help.en", "How it feels."), ("type", "terms"), ("vocabulary", "songMoods"), ("facet", "true"), ("step", "context"), ("go", "see"));
        string preview = await seen.Content.ReadAsStringAsync();
        Assert.Contains("Nothing has been changed yet", preview, StringComparison.Ordinal);
        Assert.Contains("How it feels.", preview, StringComparison.Ordinal);
        Assert.Null(archive.Get<KindList>()["song"]["mood"]);
        await Done(kofi, "/keep/kinds/song?handler=field", ("label.en", "Mood"), ("help.en", "How it feels."), ("type", "terms"), ("vocabulary", "songMoods"), ("facet", "true"), ("step", "context"), ("reason", "we feel"));
        await Done(kofi, "/keep/kinds/song?handler=field", ("label.en", "Lyrics"), ("type", "markdown"), ("asking", "true"), ("searchable", "true"), ("step", "tell"), ("reason", "we sing"));
        await Done(kofi, "/keep/kinds/song?handler=field", ("label.en", "Sung by"), ("type", "links"), ("connection", "tookPart"), ("kinds", "community"), ("asking", "true"), ("facet", "true"), ("step", "people"), ("reason", "we sing"));
        Kind song = archive.Get<KindList>()["song"];
        Assert.Equal(["mood", "lyrics", "sungBy"], song.Own.Select(field => field.Name));
        Assert.Equal(["mourning", "defiance", "term-3"], song["mood"]!.Choices.Terms);
        await archive.Publish("song", Told.Content("Row together", ("mood", Told.Many("mourning"))));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("Row together", await anyone.GetStringAsync("/songs?mood=mourning"), StringComparison.Ordinal);
        Assert.Contains("أغنية", await kofi.Read("/keep/kinds/song?lang=ar"), StringComparison.Ordinal);

        // Renamed, retired, merged and taken away.
        Assert.Contains("value=\"How it feels.\"", await kofi.Read("/keep/kinds/song?field=mood"), StringComparison.Ordinal);
        await Done(kofi, "/keep/kinds/song?handler=field", ("field", "mood"), ("label.en", "How it feels"), ("facet", "true"), ("retired", "true"), ("step", "context"), ("reason", "plainer"));
        Assert.True(archive.Get<KindList>()["song"]["mood"]!.IsRetired);
        await kofi.Read("/keep/vocabularies/songMoods?term=mourning");
        await Done(kofi, "/keep/vocabularies/songMoods?handler=term", ("label.en", "Joy"), ("under", ""), ("reason", "that too"));
        await Done(kofi, "/keep/vocabularies/songMoods?handler=move", ("from", "mourning"), ("how", "merge"), ("to", "defiance"), ("reason", "the same to us"));
        await Done(kofi, "/keep/vocabularies/songMoods?handler=move", ("from", "joy"), ("how", "under"), ("to", "defiance"), ("reason", "it lies there"));
        Assert.Equal(["defiance", "defiance/joy", "term-3"], archive.Get<KindList>().Now.Vocabulary("songMoods").Terms);
        Assert.Contains("Row together", await anyone.GetStringAsync("/songs?mood=defiance"), StringComparison.Ordinal);
        Assert.Equal(OwnKindsJson.Write(archive.Get<KindList>().Now.Own), WebUtility.HtmlDecode(await kofi.Read("/keep/kinds?handler=file")));
        await kofi.Read("/keep/kinds/practice");
        await Done(kofi, "/keep/kinds/practice?handler=field", ("label.en", "Weather"), ("type", "text"), ("step", "context"), ("reason", "it rains"));
        Assert.NotNull(archive.Get<KindList>()["practice"]["weather"]);
    }

    [Fact]
    public async Task What_is_not_right_is_said_and_what_was_typed_is_kept()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        // Lists of terms have names that people know, beside those that programs use.
        Assert.Contains("<bdi>Whom it spoke to</bdi></a> <span class=\"meta\"><bdi>audiences</bdi>", await kofi.Read("/keep/kinds?lang=en"), StringComparison.Ordinal);
        HttpResponseMessage wrong = await kofi.Post("/keep/kinds?handler=kind", ("one.en", "Door song"), ("many.en", "Doors"), ("reason", "we sing"));
        string page = await wrong.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("Something else is at the address", page, StringComparison.Ordinal);
        Assert.Contains("value=\"Door song\"", page, StringComparison.Ordinal);
        // What would be made of a word that is missing is not found fault with as well.
        string empty = WebUtility.HtmlDecode(await (await kofi.Post("/keep/kinds?handler=kind&lang=en", ("reason", "we sing"))).Content.ReadAsStringAsync());
        Assert.Contains("It needs words", empty, StringComparison.Ordinal);
        Assert.DoesNotContain("\u201C\u201D", empty, StringComparison.Ordinal);
        HttpResponseMessage unexplained = await kofi.Post("/keep/kinds?handler=kind", ("one.en", "Song"), ("many.en", "Songs"));
        Assert.Equal(HttpStatusCode.BadRequest, unexplained.StatusCode);
        await kofi.Read("/keep/vocabularies/strategies?term=legal");
        HttpResponseMessage beneath = await kofi.Post("/keep/vocabularies/strategies?handler=move", ("from", "legal"), ("how", "under"), ("to", "legal/litigation"), ("reason", "x"));
        Assert.Contains("moved under what lies beneath it", await beneath.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        foreach (string missing in (string[])["/keep/kinds/nothing", "/keep/vocabularies/nothing"]) Assert.Equal(HttpStatusCode.NotFound, (await kofi.Answer(missing)).StatusCode);
        Assert.True(archive.Get<KindList>().Now.Own.IsEmpty);
    }

    private static async Task Done(SignedInBrowser browser, string address, params (string Name, string Value)[] typed)
    {
        HttpResponseMessage answer = await browser.Post(address, typed);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, await answer.Content.ReadAsStringAsync());
    }
}
