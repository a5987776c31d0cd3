using System.Net.Http.Headers;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Search;
using Kindred.Tests.Life;
using Microsoft.AspNetCore.OutputCaching;

namespace Kindred.Tests.Browsing;

/// <summary>Whole pages are kept for everyone: never one for another, and none of what was taken back.</summary>
public sealed class PublicPageCacheTests
{
    [Fact]
    public async Task Who_asks_at_length_for_one_format_is_not_given_the_other()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        using HttpClient anyone = archive.Anyone();
        string padding = string.Concat(Enumerable.Range(0, 20).Select(number => $"application/x-nothing-{number}, "));
        foreach (string wanted in (string[])["text/html", "application/json", "text/html"])
        {
            using HttpRequestMessage request = new(HttpMethod.Get, $"/r/{practice}");
            Assert.True(request.Headers.TryAddWithoutValidation("Accept", padding + wanted));
            using HttpResponseMessage answer = await anyone.SendAsync(request);
            Assert.Equal(wanted, Assert.IsType<MediaTypeHeaderValue>(answer.Content.Headers.ContentType).MediaType);
        }
    }

    [Fact]
    public async Task What_was_withdrawn_is_in_no_memory_either()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId kin = await asked.Kin(practice, await asked.Practice(hill));
        await asked.Answer(kin, marsh, "amal");
        Store store = new();
        _ = new PublicPageCache(archive.Records, archive.Get<FacetOrdinals>(), archive.Clock, archive.Writer, store);
        await asked.Withdraw(kin, marsh, "amal");
        Assert.Equal([PublicPageCache.Policy], store.Evicted);
    }

    /// <summary>A field that no search reads changes nothing there: the kept page has to go all the same.</summary>
    [Fact]
    public async Task What_is_kept_back_until_a_day_is_in_no_kept_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId book = await archive.Publish("resource", Told.Content("A songbook", ("pages", Told.One("77 to 79"))));
        using HttpClient anyone = archive.Anyone();
        foreach (int _ in (int[])[1, 2]) Assert.Contains("77 to 79", await anyone.GetStringAsync($"/r/{book}"), StringComparison.Ordinal);
        await archive.Write(session => archive.Get<Embargoing>().ByDepositor(session, [book], archive.Today.AddDays(5), archive.Today, new RecordPart("pages")));
        Assert.DoesNotContain("77 to 79", await anyone.GetStringAsync($"/r/{book}"), StringComparison.Ordinal);
        await archive.Pass(5);
        Assert.Contains("77 to 79", await anyone.GetStringAsync($"/r/{book}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_before_a_change_and_ends_after_it_is_not_kept()
    {
        await using TestArchive archive = await TestArchive.Start();
        KeptPages pages = Assert.IsType<KeptPages>(archive.Get<IOutputCacheStore>());
        string before = pages.Since;
        await archive.Community();
        await Put("old", before);
        await Put("new", pages.Since);
        Assert.Equal((true, false), (await pages.GetAsync("old", CancellationToken.None) is null, await pages.GetAsync("new", CancellationToken.None) is null));
        await archive.Community("Hill people");
        Assert.Null(await pages.GetAsync("new", CancellationToken.None));

        ValueTask Put(string key, string since) => pages.SetAsync(key, [1], [PublicPageCache.Policy, since], TimeSpan.FromHours(1), CancellationToken.None);
    }

    private sealed class Store : IOutputCacheStore
    {
        public List<string> Evicted { get; } = [];

        public ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
        {
            Evicted.Add(tag);
            return ValueTask.CompletedTask;
        }

        public ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken) => ValueTask.FromResult<byte[]?>(null);

        public ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
