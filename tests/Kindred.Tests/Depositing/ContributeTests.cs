using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Tests.Life;

namespace Kindred.Tests.Depositing;

public class ContributeTests
{
    private const string Marker = "Zirkonwort";

    [Theory]
    [InlineData("/contribute", "tell", "f.title")]
    [InlineData("/contribute?kind=question", "tell", "f.title")]
    [InlineData("/contribute", "people", "f.centres")]
    [InlineData("/contribute", "more", "signedAs")]
    public async Task Another_language_is_chosen_without_losing_what_was_typed(string address, string step, string field)
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        if (step != "tell") await visitor.Send("/contribute", ("f.title", "Karfunkel"), ("go", step));
        Assert.Matches("""<button class="plain" form="telling" formaction="\?[^"]*lang=es" name="go" value="stay" lang="es">""", visitor.Page);
        await visitor.Send("/contribute?lang=es", (field, "Zirkonwort"), ("go", "stay"));
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es\"", visitor.Page, StringComparison.Ordinal);
        if (step == "tell") return;
        await visitor.Send("/contribute?lang=es", (field, "Zirkonwort"), ("go", "tell"));
        Assert.Contains("value=\"Karfunkel\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_begun_is_kept_for_later_from_any_step()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("f.title", "Zirkonwort"), ("go", "keep"));
        Assert.Equal(7, visitor.Receipt.Split(' ').Length);
        string receipt = visitor.Receipt;
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("context")]
    [InlineData("tell")]
    public async Task What_cannot_be_read_is_not_kept_for_later_without_it(string step)
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=action");
        await visitor.Send("/contribute", ("go", "context"), ("kind", "action"), ("f.title", Marker));
        if (step != "context") await visitor.Send("/contribute", ("go", step), ("f.participants.low", "about five hundred"));
        await visitor.Send("/contribute", ("go", "keep"), ("kind", "action"), ("f.title", Marker), ("f.participants.low", "about five hundred"));
        Assert.Equal((HttpStatusCode.BadRequest, ""), (visitor.Status, visitor.Receipt));
        Assert.Contains(Texts.For("en")["finding.wrong-shape"], visitor.Text, StringComparison.Ordinal);
        if (step == "context") Assert.Contains("value=\"about five hundred\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "context"), ("f.participants.low", "about five hundred"));
        Assert.Contains("value=\"about five hundred\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "keep"), ("f.participants.low", "500"), ("f.when", "not a day"));
        Assert.Equal(7, visitor.Receipt.Split(' ').Length);
    }

    [Fact]
    public async Task A_stranger_tells_comes_back_answers_corrects_and_withdraws_without_a_trace()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await Tell(visitor);
        Assert.Contains("exactly what will be public", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("January 2017", visitor.Text, StringComparison.Ordinal);
        Assert.Empty(await Waiting(archive));

        await visitor.Send("/contribute", ("go", "send"));
        string receipt = visitor.Receipt;
        Assert.Equal(7, receipt.Split(' ').Length);
        Assert.Equal(DepositState.Deposited, Assert.Single(await Waiting(archive)).State);

        await visitor.Send("/receipt", ("words", receipt.ToUpperInvariant().Replace(' ', '-')));
        Assert.Contains(Marker, visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "reply"), ("text", "One more thing: " + Marker));
        Assert.Contains("One more thing", visitor.Text, StringComparison.Ordinal);

        await visitor.Send("/contribute", ("go", "open"));
        Assert.Contains($"value=\"Beside one another {Marker}\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", $"Together {Marker}"), ("f.story", "It was so."));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(receipt, visitor.Receipt);
        Deposit corrected = Assert.Single(await Waiting(archive));
        Assert.Equal($"Together {Marker}", corrected.Records[0].Content.Title);
        Assert.Equal("2017-01", corrected.Records[0].Content.Text("when"));

        await visitor.Send("/receipt", ("words", receipt));
        await visitor.Send("/receipt", ("go", "ask-withdraw"));
        Assert.Contains("can’t be brought back", visitor.Text, StringComparison.Ordinal);
        Assert.Single(await Waiting(archive));
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Contains("It is gone", visitor.Text, StringComparison.Ordinal);
        string afterwards = await Answer(archive, receipt), neverWas = await Answer(archive, "able able able able able able able");
        Assert.Equal(neverWas.Replace("able able able able able able able", receipt), afterwards);
        Assert.Empty(Residue.In(archive.Folder, Marker));
        Assert.DoesNotContain(Marker, archive.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_retry_on_a_bad_line_deposits_once_and_gives_the_same_words()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await Tell(visitor);
        string preview = visitor.Page;
        await visitor.Send("/contribute", ("go", "send"));
        string receipt = visitor.Receipt;
        Visitor retry = Visitor.At(archive.Anyone(), preview);
        await retry.Send("/contribute", ("go", "send"));
        Assert.Equal(receipt, retry.Receipt);
        Assert.Single(await Waiting(archive));
    }

    [Fact]
    public async Task What_is_kept_for_later_is_a_draft_that_nobody_else_sees_and_can_be_sent()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "Half a story"));
        await visitor.Send("/contribute", ("go", "keep"));
        string receipt = visitor.Receipt;
        Assert.NotEqual("", receipt);
        Assert.Empty(await Waiting(archive));
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("30 days", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "open"));
        await visitor.Send("/contribute", ("go", "people"), ("f.title", "Half a story"));
        await visitor.Send("/contribute", ("go", "preview"), ("f.centres", "Yemeni Americans"));
        await visitor.Send("/contribute", ("go", "send"));
        Assert.Equal(DepositState.Deposited, Assert.Single(await Waiting(archive)).State);
    }

    [Fact]
    public async Task What_is_not_right_is_said_beside_the_field_and_nothing_typed_is_lost()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "next"), ("f.story", "Typed already"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("href=\"#f-title\"", visitor.Page, StringComparison.Ordinal);
        Assert.Contains("Typed already", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "context"), ("f.title", "A title"), ("f.story", "Typed already"));
        await visitor.Send("/contribute", ("go", "next"), ("f.when", "3/4/2017"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("value=\"3/4/2017\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.when", "2017"));
        Assert.Contains("Name the community at its centre", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("value=\"send\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kinship_needs_what_is_shared_and_what_is_distinct()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?kind=organisation");
        await visitor.Send("/contribute", ("go", "more"), ("kind", "organisation"), ("f.title", "One"));
        await visitor.Send("/contribute", ("go", "add"), ("add", "organisation"));
        await visitor.Send("/contribute", ("go", "more"), ("kind", "organisation"), ("f.title", "Another"));
        await visitor.Send("/contribute", ("go", "connect"));
        await visitor.Send("/contribute", ("go", "next"), ("type", "kin"), ("from", "#r1"), ("to", "#r2"), ("shared", "A street"));
        Assert.Contains("Say what is distinct", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("A street", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "next"), ("type", "kin"), ("from", "#r1"), ("to", "#r2"), ("shared", "A street"), ("distinct", "Two histories"));
        await visitor.Send("/contribute", ("go", "preview"));
        await visitor.Send("/contribute", ("go", "send"));
        Deposit deposit = Assert.Single(await Waiting(archive));
        Assert.Equal("Two histories", Assert.Single(deposit.Connections).Words.Distinct);
        Assert.Equal(2, deposit.Records.Length);
    }

    [Fact]
    public async Task A_connection_to_what_nothing_public_is_called_is_asked_about_once()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "At the gate"), ("f.story", "They sang."));
        await visitor.Send("/contribute", ("go", "more"));
        await visitor.Send("/contribute", ("go", "connect"));
        (string, string)[] typed = [("go", "next"), ("type", "kin"), ("from", "#r1"), ("to.other", "Zirkonwort"), ("shared", "A street"), ("distinct", "Two histories")];
        await visitor.Send("/contribute", typed);
        Assert.Contains("Nothing public has this name", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", typed);
        Assert.DoesNotContain("Nothing public has this name", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_a_connection_s_end_is_still_asked_about_where_it_is_a_field_s()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Community("River people of Queens");
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", "At the gate"), ("f.story", "They sang."));
        await visitor.Send("/contribute", ("go", "more"));
        await visitor.Send("/contribute", ("go", "connect"));
        (string, string)[] typed = [("go", "next"), ("type", "kin"), ("from", "#r1"), ("to.other", "River people"), ("shared", "A street"), ("distinct", "Two histories")];
        await visitor.Send("/contribute", typed);
        Assert.Contains("Nothing public has this name", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/contribute", typed);
        await visitor.Send("/contribute", ("go", "people"));
        await visitor.Send("/contribute", ("go", "next"), ("f.centres", "River people"));
        Assert.Contains("value=\"use|centres|", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_site_cannot_deposit_in_a_visitor_s_name()
    {
        await using TestArchive archive = await TestArchive.Start();
        HttpClient client = archive.Anyone();
        client.DefaultRequestHeaders.Remove("Origin");
        client.DefaultRequestHeaders.Add("Origin", "https://elsewhere.example");
        HttpResponseMessage answer = await client.PostAsync("/contribute", new FormUrlEncodedContent([KeyValuePair.Create("go", "next")]));
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task A_wrong_word_is_named_with_the_nearest_on_the_list()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", "aple able able able able able able"));
        Assert.Contains("aple → ", visitor.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("es")]
    [InlineData("ar")]
    public async Task The_pages_speak_each_language_and_keep_it(string language)
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/contribute?lang={language}");
        Assert.Contains($"<html lang=\"{language}\"", visitor.Page, StringComparison.Ordinal);
        Assert.Contains($"action=\"/contribute?lang={language}\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open($"/receipt?lang={language}");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
    }

    private static async Task Tell(Visitor visitor)
    {
        await visitor.Open("/contribute");
        await visitor.Send("/contribute", ("go", "next"), ("f.title", $"Beside one another {Marker}"), ("f.story", "It was so."), ("f.messages", "No ban\nNo wall"));
        await visitor.Send("/contribute", ("go", "next"), ("f.centres", "Yemeni Americans"), ("f.behindTheScenes.0.name", "Amal"), ("f.behindTheScenes.0.did", "cooked"));
        await visitor.Send("/contribute", ("go", "next"), ("f.when", "January 2017"), ("f.strategies", "boycott"));
        await visitor.Send("/contribute", ("go", "next"), ("f.learned", "Listen first."));
        await visitor.Send("/contribute", ("go", "next"), ("f.sources.0.url", "https://example.org/a"), ("f.sources.0.title", "A source"));
        await visitor.Send("/contribute", ("go", "next"), ("signedAs", "A neighbour"));
    }

    private static async Task<string> Answer(TestArchive archive, string receipt)
    {
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        return visitor.Page;
    }

    private static async Task<IReadOnlyList<Deposit>> Waiting(TestArchive archive)
    {
        Viewer.Member keeper = new(archive.Today, "ines", IsKeeper: true, []);
        DepositState[] states = [DepositState.Deposited, DepositState.Quarantined, DepositState.InReview];
        return [.. (await archive.Get<IDepositStore>().In(states, keeper, 0, 1_000, CancellationToken.None)).Select(visible => visible.Value)];
    }
}
