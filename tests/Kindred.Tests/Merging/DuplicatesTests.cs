using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Features.Merging;
using Kindred.Features.Shared.Records;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;
using static Kindred.Tests.Merging.Merged;

namespace Kindred.Tests.Merging;

public sealed class DuplicatesTests
{
    [Fact]
    public async Task Those_called_alike_are_offered_the_surest_first_and_none_is_merged_and_two_numbers_are_two_things()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        foreach (string name in (string[])["Deliveroo", "DELIVEROO", "Fruehauf Corp.", "Fruehauf Corporation", "International Business Machines (IBM)", "IBM", "Allegheny Workers", "Alleghany Workers", "IBT Local 12", "IBT Local 13", "Harris, Victor", "Victor Harris"])
            await merged.Tell("organisation", name);
        await merged.Tell("place", "deliveroo");
        (IReadOnlyList<Duplicate> pairs, int total) = await archive.Get<FindDuplicates>().Page("organisation", 1, merged.Keeper, Cancel);
        Assert.Equal([Likeness.Writing, Likeness.Form, Likeness.Abbreviation, Likeness.Order, Likeness.Spelling], pairs.Select(pair => pair.Likeness));
        Assert.Equal(5, total);
        Assert.True(await archive.Get<SayNotSame>().Do(pairs[0].Other, pairs[0].One, isSame: false, merged.Keeper, Cancel));
        Assert.Equal(4, (await archive.Get<FindDuplicates>().Page("organisation", 1, merged.Keeper, Cancel)).Total);
        await merged.Merge(pairs[1].One, pairs[1].Other);
        Assert.Equal(3, (await archive.Get<FindDuplicates>().Page("organisation", 1, merged.Keeper, Cancel)).Total);
        Assert.Equal(0, (await archive.Get<FindDuplicates>().Page("organisation", 1, merged.Keeper with { IsKeeper = false }, Cancel)).Total);
    }

    [Fact]
    public async Task What_is_not_public_is_in_no_pair()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        await merged.Tell("organisation", "Deliveroo");
        RecordId hidden = await merged.Tell("organisation", "DELIVEROO");
        await archive.Get<Features.Withdrawing.WithdrawRecord>().Hide(hidden, "why", merged.Keeper, Cancel);
        Assert.Empty((await archive.Get<FindDuplicates>().Page("organisation", 1, merged.Keeper, Cancel)).Pairs);
    }

    [Fact]
    public async Task A_keeper_finds_compares_merges_and_parts_on_pages_without_a_script()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId one = await merged.Tell("organisation", Told.Content("Dockers", ("summary", Told.One("They load ships.")))), other = await merged.Tell("organisation", Told.Content("DOCKERS", ("summary", Told.One("They unload ships."))));
        await merged.Tell("action", "Walk-out", Link("organisedBy", other));
        await archive.Member("mika");
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string found = await mika.Read("/keep/duplicates");
        Assert.Contains("DOCKERS", found, StringComparison.Ordinal);
        string compared = await mika.Read($"/keep/merge?goes={other}&stays=https://archive.example/r/{one}/dockers");
        foreach (string text in (string[])["They load ships.", "They unload ships.", "field.summary"]) Assert.Contains(text, compared, StringComparison.Ordinal);
        HttpResponseMessage unreasoned = await mika.Post("/keep/merge", ("goes", other.ToString()), ("stays", one.ToString()), ("field.summary", "goes"), ("reason", " "));
        Assert.Equal(HttpStatusCode.BadRequest, unreasoned.StatusCode);
        Assert.Matches("value=\"goes\" checked", await unreasoned.Content.ReadAsStringAsync());
        HttpResponseMessage done = await mika.Post("/keep/merge", ("goes", other.ToString()), ("stays", one.ToString()), ("readGoes", "1"), ("readStays", "1"), ("field.summary", "goes"), ("reason", "the same group"));
        Assert.Equal("/keep/merges?done=merged", done.Headers.Location?.OriginalString.Replace("&lang=en", "", StringComparison.Ordinal));
        Assert.Equal("They unload ships.", (await merged.Record(one)).Content.Text("summary"));
        using HttpClient anyone = archive.Anyone();
        Assert.Contains("the same group", await anyone.GetStringAsync("/about/acts"), StringComparison.Ordinal);
        await merged.Tell("action", "March", Link("organisedBy", one));
        Assert.Contains("DOCKERS", await mika.Read("/keep/merges"), StringComparison.Ordinal);
        await mika.Read($"/keep/merges/{other}");
        HttpResponseMessage parted = await mika.Post($"/keep/merges/{other}", ("reason", "two groups"));
        string move = parted.Headers.Location!.OriginalString;
        Assert.StartsWith($"/keep/move/{one}?to={other}", move, StringComparison.Ordinal);
        string since = await mika.Read(move);
        Assert.Contains("March", since, StringComparison.Ordinal);
        Assert.DoesNotContain("Walk-out", since, StringComparison.Ordinal);
        RecordId march = await archive.Writer.Write(session => session.ConnectionsOf(one).Single().Id, Cancel);
        HttpResponseMessage moved = await mika.Post($"/keep/move/{one}", ("connection", march.ToString()), ("to", other.ToString()), ("reason", "theirs"));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal("organisedBy March, organisedBy Walk-out", await merged.Beside(other));
        Assert.Equal("They load ships.", (await merged.Record(one)).Content.Text("summary"));
    }

    [Fact]
    public async Task A_keepers_program_does_the_same_and_nobody_else_does()
    {
        await using TestArchive archive = await TestArchive.Start();
        Merged merged = new(archive);
        RecordId river = await archive.Community(), one = await merged.Tell("organisation", "Dockers"), other = await merged.Tell("organisation", "DOCKERS");
        using HttpClient keeper = archive.With(await archive.Member("mika")), steward = archive.With(await archive.Member("amina", river)), anyone = archive.Anyone();
        JsonElement pairs = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/duplicates?kind=organisation");
        Assert.Equal((1, "writing"), (pairs.GetProperty("total").GetInt32(), pairs.GetProperty("pairs")[0].GetProperty("likeness").GetString()));
        Assert.Equal(HttpStatusCode.Forbidden, (await steward.PostAsJsonAsync("/api/v1/keep/merges", Body("same"))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.PostAsJsonAsync("/api/v1/keep/merges", Body("same"))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await keeper.PostAsJsonAsync("/api/v1/keep/merges", Body(""))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await keeper.PostAsJsonAsync("/api/v1/keep/merges", Body("same"))).StatusCode);
        foreach (string address in (string[])["/api/v1/keep/duplicates", "/api/v1/keep/merges"])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await steward.GetAsync(address)).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await anyone.GetAsync(address)).StatusCode);
        }

        Assert.Equal(one.ToString(), (await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/keep/merges?record={other}"))[0].GetProperty("standing").GetString());
        HttpResponseMessage parted = await keeper.PostAsJsonAsync($"/api/v1/keep/merges/{other}/part", new { reason = "two" });
        Assert.Equal("published", (await parted.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.OK, (await keeper.PostAsJsonAsync("/api/v1/keep/duplicates/not-same", new { one = one.ToString(), other = other.ToString() })).StatusCode);
        Assert.Equal(0, (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/keep/duplicates")).GetProperty("total").GetInt32());

        Dictionary<string, string> Body(string reason) => new() { ["goes"] = other.ToString(), ["stays"] = one.ToString(), ["reason"] = reason };
    }
}
