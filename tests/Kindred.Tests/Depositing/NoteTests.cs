using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

/// <summary>Whoever reads something may set a note beside it, and tell of a person or a place.</summary>
public sealed class NoteTests
{
    [Fact]
    public async Task A_critique_is_written_from_the_page_of_what_it_is_about_and_comes_back_by_its_receipt()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{practice}");
        Assert.Contains($"href=\"/contribute?kind=note&amp;on={practice}\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/contribute?kind=note&on={practice}");
        Assert.Contains("An hour without taxis", visitor.Text, StringComparison.Ordinal);
        await Write(visitor, "critique");
        Assert.Contains("An hour without taxis", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "send"));
        string receipt = visitor.Receipt;
        DepositedRecord note = await Waiting(archive);
        Assert.Equal(("note", "critique"), (note.Kind, note.Content.Text("type")));
        Assert.Equal([new LinkMention("on", practice.ToString())], note.Links);

        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/contribute", ("go", "open"));
        Assert.Contains("An hour without taxis", visitor.Text, StringComparison.Ordinal);
        await Write(visitor, "reflection");
        await visitor.Send("/contribute", ("go", "send"));
        note = await Waiting(archive);
        Assert.Equal("reflection", note.Content.Text("type"));
        Assert.Equal([new LinkMention("on", practice.ToString())], note.Links);
    }

    [Fact]
    public async Task A_note_that_only_mentions_what_is_public_is_not_told_that_anything_of_it_stays()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/contribute?kind=note&on={await Told.Practice(archive)}");
        await Write(visitor, "critique");
        await visitor.Send("/contribute", ("go", "keep"));
        await visitor.Send("/receipt", ("words", visitor.Receipt));
        Assert.DoesNotContain("stays as it is until your correction", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "ask-withdraw"));
        Assert.Contains("can’t be brought back", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Of what was public", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_is_answered_from_its_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId question = Told.Id(60);
        await archive.Write(session => Told.Put(session, question, "question", Told.Content("Who sings?"), archive.Today));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{question}");
        Assert.Contains($"href=\"/contribute?kind=note&amp;on={question}&amp;type=answer\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/contribute?kind=note&on={question}&type=answer");
        Assert.Contains("value=\"answer\" checked", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_note_on_a_connection_says_what_it_is_about()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward), hill = await asked.Community("Hill people", Protocol.AnySteward);
        RecordId kin = await asked.Kin(await asked.Practice(marsh), await asked.Practice(hill));
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/c/{kin}");
        Assert.Contains($"href=\"/contribute?kind=note&amp;on={kin}\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/contribute?kind=note&on={kin}");
        Assert.Contains("At the gate · Kin with · At the gate", visitor.Text, StringComparison.Ordinal);
        await Write(visitor, "reflection");
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal([new LinkMention("on", kin.ToString())], (await Waiting(archive)).Links);
        await visitor.Send("/receipt", ("words", visitor.Receipt));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    [Fact]
    public async Task What_nobody_may_see_and_what_never_was_are_not_told_apart()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Write(session => Told.Put(session, Told.Id(40), "practice", Told.Content("Nobody may read this"), archive.Today, RecordState.Asked));
        using HttpClient anyone = archive.Anyone();
        string there = await Told.Text(anyone, $"/contribute?kind=note&on={Told.Id(40)}", "text/html");
        string nothing = await Told.Text(anyone, $"/contribute?kind=note&on={Told.Id(41)}", "text/html");
        Assert.Equal(nothing.Replace(Told.Id(41).ToString(), "", StringComparison.Ordinal), there.Replace(Told.Id(40).ToString(), "", StringComparison.Ordinal));
        Assert.DoesNotContain("Nobody may", there, StringComparison.Ordinal);
        using HttpResponseMessage answer = await anyone.GetAsync($"/contribute?kind=note&on={Told.Id(40)}");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_person_is_told_of_only_after_it_was_said_who_may_be_named()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=person");
        Assert.Contains("has agreed to be named here", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("kind", "person"), ("f.title", "A speaker"), ("f.whyNamed", "She spoke on the steps."), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal("person", (await Waiting(archive)).Kind);
    }

    private static async Task Write(Visitor visitor, string type) =>
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", "Who was asked?"), ("f.story", "Nobody asked the drivers' wives."), ("f.type", type), ("language", "en"));

    private static async Task<DepositedRecord> Waiting(TestArchive archive)
    {
        Viewer.Member keeper = new(archive.Today, "ines", IsKeeper: true, []);
        DepositState[] states = [DepositState.Deposited, DepositState.InReview];
        return Assert.Single(Assert.Single(await archive.Get<IDepositStore>().In(states, keeper, 0, 10, CancellationToken.None)).Value.Records);
    }
}
