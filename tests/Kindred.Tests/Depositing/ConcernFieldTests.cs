using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Tests.Browsing;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

/// <summary>A concern can say where on the page it is about, as far as whoever tells it can see that.</summary>
public sealed class ConcernFieldTests
{
    [Fact]
    public async Task Those_at_the_desk_read_which_field_it_is_and_it_goes_with_the_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil", ("learned", new FieldValue.One("Patience."))));
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/concern?lang=en";
        await visitor.Open(address);
        Assert.Contains("value=\"learned\"", visitor.Page, StringComparison.Ordinal);
        // What nothing stands in is not there to be chosen.
        Assert.DoesNotContain("value=\"unresolved\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send(address, ("what", "wrongfact"), ("field", "learned"), ("text", "It was not so."));
        Concern concern = Assert.Single(await archive.Get<IDepositStore>().Concerns(new Viewer.Member(archive.Today, "ines", true, []), 0, 9, CancellationToken.None)).Value;
        Assert.Equal("learned", concern.Field);
        // Who told it reads what was chosen, too.
        string receipt = visitor.Receipt;
        await visitor.Send("/receipt?lang=en", ("words", receipt));
        Assert.Contains("<dt>Where on the page</dt><dd><bdi>What we learned</bdi></dd>", visitor.Page, StringComparison.Ordinal);
        await archive.Member("ines");
        using SignedInBrowser ines = await SignedInBrowser.Of(archive, "ines");
        Assert.Contains("Where on the page</strong>", await ines.Read($"/desk/concerns/{concern.Id}?lang=en"), StringComparison.Ordinal);
        Assert.Equal("", concern.Closed(archive.Today).Field);
        await visitor.Open(address);
        await visitor.Send(address, ("what", "wrongfact"), ("field", "nothing"), ("text", "It was not so."));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Matches("<p class=\"error\" id=\"field-error\">[^<]+</p>\\s*<select id=\"field\"", visitor.Page);
        Assert.Contains("It was not so.", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_is_chosen_that_is_said_beside_the_choice()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await archive.Publish("practice", Told.Content("A vigil", ("learned", new FieldValue.One("Patience."))));
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/concern?lang=en";
        await visitor.Open(address);
        await visitor.Send(address, ("text", "It was not so."));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Matches("<fieldset class=\"field\" id=\"what\"[^>]* aria-describedby=\"what-error\"[^§]*<p class=\"error\" id=\"what-error\">", visitor.Page);
    }

    [Fact]
    public async Task Of_what_nobody_may_read_no_field_is_offered()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId hidden = await archive.Publish("practice", Told.Content("A vigil", ("learned", new FieldValue.One("Patience."))));
        await archive.Write(session => session.Put(session.FindRecord(hidden)! with { State = RecordState.Hidden }));
        foreach (RecordId id in (RecordId[])[hidden, RecordId.Mint()])
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open($"/r/{id}/concern?lang=en");
            Assert.DoesNotContain("name=\"field\"", visitor.Page, StringComparison.Ordinal);
            // Named all the same, it is taken alike.
            await visitor.Send($"/r/{id}/concern?lang=en", ("what", "wrongfact"), ("field", "learned"));
            Assert.NotEmpty(visitor.Receipt);
        }
    }
}
