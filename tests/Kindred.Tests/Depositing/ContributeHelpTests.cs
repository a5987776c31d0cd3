using System.Net;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Features.Depositing;
using Kindred.Tests.Browsing;

namespace Kindred.Tests.Depositing;

/// <summary>What the steps say beside what somebody writes: guidance, names that are near, a preview as readers will see it, connections to change.</summary>
public class ContributeHelpTests
{
    [Fact]
    public async Task The_guidance_of_a_community_stands_beside_the_steps_once_it_is_named()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Put(archive, "community", "River people", content => content
            .With("guidance", new FieldValue.Entries([Entry.Of(("say", "People of the river"), ("ratherNot", "Boat people"), ("why", "We did not come by boat."))]))
            .With("askOfAllies", new FieldValue.One("Come early.")));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "people"), ("f.title", "A vigil"));
        Assert.DoesNotContain("Boat people", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "next"), ("f.centres", "River people"));
        foreach (string step in (string[])["tell", "learn", "preview"])
        {
            await visitor.Send("/contribute", ("go", step), ("f.title", "A vigil"));
            foreach (string words in (string[])["People of the river", "Boat people", "We did not come by boat.", "Come early."])
                Assert.Contains(words, visitor.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_name_near_to_one_in_the_archive_is_offered_once_and_can_be_taken()
    {
        await using TestArchive archive = await TestArchive.Start();
        await Put(archive, "community", "River people of Queens", content => content);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "people"), ("f.title", "A vigil"));
        await visitor.Send("/contribute", ("go", "next"), ("f.centres", "River people"));
        Assert.Contains("River people of Queens", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"use|centres|", visitor.Page, StringComparison.Ordinal);
        string use = WebUtility.HtmlDecode(visitor.Page.Split("value=\"use|")[1].Split('"')[0]);
        await visitor.Send("/contribute", ("go", "use|" + use), ("f.centres", "River people"));
        Assert.Contains("value=\"River people of Queens\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.centres", "River people of Queens"));
        await visitor.Send("/contribute", ("go", "send"));
        Deposit sent = (await archive.Get<FollowDeposit>().Find(Code(visitor.Receipt), CancellationToken.None))!.Value.Deposit;
        // Its exact name stands for it, and makes no second one.
        Assert.Equal("River people of Queens", Assert.Single(sent.Records[0].Links).Target);
        Assert.Single(sent.Records);
    }

    [Fact]
    public async Task The_preview_shows_Markdown_as_readers_will_see_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "A vigil"), ("f.story", "We *sang*.\n\n- one\n- two\n\n<script>alert(1)</script> [x](javascript:alert(1))"));
        Assert.Contains("<em>sang</em>", visitor.Page, StringComparison.Ordinal);
        Assert.Contains("<li>one</li>", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("href=\"javascript", visitor.Page, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_deposit_of_connections_only_is_corrected_with_its_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId one = await Put(archive, "organisation", "River house", content => content), other = await Put(archive, "organisation", "Hill house", content => content);
        using JsonDocument json = JsonDocument.Parse($$"""
            {"records":[],"connections":[{"type":"kin","from":"{{one}}","to":"{{other}}","language":"en","shared":"A street","distinct":"Two histories",
             "sources":[{"url":"https://example.org/street"}]}]}
            """);
        (DepositInput input, var findings) = DepositInput.Read(json.RootElement, KindList.BuiltIn, archive.Today);
        Assert.Empty(findings);
        ReceiptCode receipt = Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(input, null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt;
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt.Words));
        Assert.Contains("Hill house", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "open"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Two histories", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "connection|0"));
        Assert.Contains("Change this connection", visitor.Text, StringComparison.Ordinal);
        foreach (string typed in (string[])["A street</textarea>", "value=\"https://example.org/street\""]) Assert.Contains(typed, visitor.Page, StringComparison.Ordinal);
        // What the kinship needs is asked for here too, and nothing is lost.
        await visitor.Send("/contribute", ("go", "next"), ("type", "kin"), ("from.other", "River house"), ("to.other", "Hill house"), ("shared", "A street"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        await visitor.Send(
            "/contribute", ("go", "next"), ("type", "kin"), ("from.other", "River house"), ("to.other", "Hill house"), ("shared", "A street"), ("distinct", "Three histories"),
            ("f.sources.0.url", "https://example.org/street"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Three histories", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(receipt.Words, visitor.Receipt);
        Deposit corrected = (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;
        DepositedConnection changed = Assert.Single(corrected.Connections);
        Assert.Equal("Three histories", changed.Words.Distinct);
        Assert.Equal("https://example.org/street", Assert.Single(changed.Words.Sources)["url"]);
        Assert.Equal(one.ToString(), changed.From);
        Assert.Empty(corrected.Records);
    }

    [Fact]
    public async Task A_connection_of_which_nothing_was_said_is_asked_for_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=question");
        await visitor.Send("/contribute", ("go", "more"), ("f.title", "Who sings?"), ("language", "en"));
        await visitor.Send("/contribute", ("go", "connect"));
        await visitor.Send("/contribute", ("go", "next"), ("type", "kin"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("Nothing is written here.", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "back"), ("type", "kin"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task A_connection_that_a_correction_leaves_as_it_was_is_not_reviewed_again()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId other = await Put(archive, "organisation", "Hill house", content => content);
        ReceiptCode receipt = Assert.IsType<SendOutcome.Received>(await archive.Get<SendDeposit>().Send(Input("River house", "Two histories"), null, DepositState.Deposited, archive.Stranger, CancellationToken.None)).Receipt;
        Deposit sent = (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;
        await archive.Write(session => session.Put(sent with { Connections = [sent.Connections[0] with { AwaitsReview = false }] }, []));
        await archive.Get<FollowDeposit>().Correct(receipt, Input("River House", "Two histories"), DepositState.Deposited, CancellationToken.None);
        Assert.False((await Find()).Connections[0].AwaitsReview);
        await archive.Get<FollowDeposit>().Correct(receipt, Input("River House", "Three histories"), DepositState.Deposited, CancellationToken.None);
        Assert.True((await Find()).Connections[0].AwaitsReview);
        Assert.Equal(sent.Connections[0].Entry, (await Find()).Connections[0].Entry);

        async Task<Deposit> Find() => (await archive.Get<FollowDeposit>().Find(receipt, CancellationToken.None))!.Value.Deposit;

        DepositInput Input(string title, string distinct)
        {
            using JsonDocument json = JsonDocument.Parse($$"""
                {"records":[{"ref":"a","kind":"organisation","language":"en","title":"{{title}}"}],
                 "connections":[{"type":"kin","from":"#a","to":"{{other}}","language":"en","shared":"A street","distinct":"{{distinct}}"}]}
                """);
            return DepositInput.Read(json.RootElement, KindList.BuiltIn, archive.Today).Input;
        }
    }

    private static ReceiptCode Code(string words) => Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(words)).Code;

    private static Task<RecordId> Put(TestArchive archive, string kind, string title, Func<RecordContent, RecordContent> with) => archive.Publish(kind, with(Told.Content(title)));
}
