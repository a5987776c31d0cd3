using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
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

    /// <summary>The words of a page with one space between them.</summary>
    private static string Squeezed(Visitor visitor) => string.Join(' ', visitor.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
