using System.Net.Http.Json;
using Kindred.Domain.Keeping;
using Kindred.Features.Shared;

namespace Kindred.Tests.Keeping;

public sealed class AboutPageTests
{
    [Fact]
    public async Task Without_a_contact_about_says_how_else_the_keepers_are_reached()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient anyone = archive.Anyone();
        string without = Texts.For("en")["about.contact.none"];
        Assert.Contains(without, await anyone.GetStringAsync("/about"), StringComparison.Ordinal);
        using HttpClient kofi = archive.With(await archive.Member("kofi"));
        await kofi.PutAsJsonAsync("/api/v1/keep/settings", new ArchiveSettings { Contact = "river@example.org" });
        string about = await anyone.GetStringAsync("/about");
        Assert.DoesNotContain(without, about, StringComparison.Ordinal);
        Assert.Contains("river@example.org", about, StringComparison.Ordinal);
    }
}
