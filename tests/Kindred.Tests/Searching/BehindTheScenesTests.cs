using Kindred.Domain.Records;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Searching;

/// <summary>The work behind the scenes is said of every practice that tells of it, and is a way to find it.</summary>
public sealed class BehindTheScenesTests
{
    [Fact]
    public async Task What_tells_of_it_is_found_by_that_and_counted()
    {
        await using TestArchive archive = await TestArchive.Start();
        FieldValue cooks = Told.Entries(Entry.Of(("name", "The aunties"), ("did", "cooked and minded the children")));
        RecordId told = await archive.Publish("practice", Told.Content("A kitchen that fed the strike", ("behindTheScenes", cooks)));
        await archive.Publish("practice", Told.Content("A speech in the square"));
        using HttpClient anyone = archive.Anyone();
        string all = await anyone.GetStringAsync("/practices?lang=en");
        Assert.Contains("<h2>Behind the scenes</h2>", all, StringComparison.Ordinal);
        string address = all.Split("<h2>Behind the scenes</h2>")[1].Split("href=\"")[1].Split('"')[0].Replace("&amp;", "&", StringComparison.Ordinal);
        string narrowed = await anyone.GetStringAsync(address);
        Assert.Contains("A kitchen that fed the strike", narrowed, StringComparison.Ordinal);
        Assert.DoesNotContain("A speech in the square", narrowed, StringComparison.Ordinal);
        Assert.Contains("cooked and minded the children", await anyone.GetStringAsync($"/r/{told}?lang=en"), StringComparison.Ordinal);
        Assert.Contains("A kitchen that fed the strike", await anyone.GetStringAsync("/search?q=minded&lang=en"), StringComparison.Ordinal);
    }
}
