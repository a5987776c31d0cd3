using System.Net.Http.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Records;
using Kindred.Features.Keeping;
using Kindred.Features.Shared;
using Kindred.Features.SigningIn;
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
        foreach (string said in (string[])["Gave the role of keeper", "Gave the role of steward", "Became a keeper by a founding keeper’s link", "one keeper was enough; he comes"])
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
        Assert.Contains(without, await anyone.GetStringAsync("/about"), StringComparison.Ordinal);
        using HttpClient kofi = archive.With(await archive.Member("kofi"));
        await kofi.PutAsJsonAsync("/api/v1/keep/settings", new ArchiveSettings { Contact = "river@example.org" });
        string about = await anyone.GetStringAsync("/about");
        Assert.DoesNotContain(without, about, StringComparison.Ordinal);
        Assert.Contains("river@example.org", about, StringComparison.Ordinal);
    }
}
