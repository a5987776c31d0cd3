using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>Before anything is sent its page says who is asked, and the keeper's page names the same.</summary>
public class PreviewTests
{
    [Fact]
    public async Task An_organisation_is_not_asked_like_a_community()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session => Told.Put(session, Told.Id(7), "organisation", Told.Content("River house"), archive.Today));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "people"), ("f.title", "A vigil"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.centres", "Hill people"), ("f.stoodWith", "River house"));
        Assert.Contains("Hill people : new in this archive", Squeezed(visitor), StringComparison.Ordinal);
        Assert.DoesNotContain("River house : ", Squeezed(visitor), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_sides_of_a_kinship_are_among_those_asked()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        await archive.Member("kofi");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "more"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "connect"));
        await visitor.Send("/contribute", ("go", "next"), ("type", "kin"), ("from", "#r1"), ("to.other", "At the gate"), ("shared", "Songs"), ("distinct", "Years"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Send("/contribute", ("go", "preview"));
        Assert.Contains("Marsh people : its stewards are asked", Squeezed(visitor), StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        ReceiptCode receipt = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code;
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string desk = await kofi.Read($"/desk/deposits/{await Vigil.Find(archive, receipt)}?lang=en");
        Assert.Contains("Marsh people", desk, StringComparison.Ordinal);
        Assert.DoesNotContain("It names no community.", desk, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_told_in_a_browser_cites_and_its_keeper_is_told_in_words_what_lacks_a_source()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId marsh = await archive.Community("Marsh people"), hill = await archive.Community("Hill people");
        await archive.Write(session =>
        {
            Told.Put(session, Told.Id(7), "practice", Told.Content("At the gate"), archive.Today, communities: marsh);
            Told.Put(session, Told.Id(8), "practice", Told.Content("On the bridge"), archive.Today, communities: hill);
        });
        await archive.Member("kofi");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "more"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "connect"));
        Assert.Contains("name=\"f.sources.0.url\"", visitor.Page, StringComparison.Ordinal);
        (string, string)[] kin = [("type", "kin"), ("from.other", "At the gate"), ("to.other", "On the bridge"), ("shared", "Songs"), ("distinct", "Years")];
        await visitor.Send("/contribute", [("go", "next"), .. kin]);
        await visitor.Send("/contribute", ("go", "preview"));
        await visitor.Send("/contribute", ("go", "send"));
        ReceiptCode receipt = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code;
        string words = visitor.Receipt;
        DepositId deposit = await Vigil.Find(archive, receipt);
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string address = $"/desk/deposits/{deposit}";
        await kofi.Read(address);
        string refused = await (await kofi.Post($"{address}?handler=accept&lang=en", ("basis", "PublicSources"))).Content.ReadAsStringAsync();
        Assert.Contains("Name a source that is public already.", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("connections[", refused, StringComparison.Ordinal);
        Assert.Contains("At the gate · Kin with · On the bridge, Sources", WebUtility.HtmlDecode(refused), StringComparison.Ordinal);

        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", words));
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "connection|0"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", [("go", "next"), .. kin, ("f.sources.0.url", "https://example.org/songs"), ("f.sources.0.title", "Songs of the river")]);
        await visitor.Send("/contribute", ("go", "preview"));
        Assert.Contains("Songs of the river", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(words, visitor.Receipt);
        await kofi.Read(address);
        Assert.Equal(HttpStatusCode.Redirect, (await kofi.Post($"{address}?handler=accept", ("basis", "PublicSources"))).StatusCode);
    }

    /// <summary>The words of a page with one space between them.</summary>
    private static string Squeezed(Visitor visitor) => string.Join(' ', visitor.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
