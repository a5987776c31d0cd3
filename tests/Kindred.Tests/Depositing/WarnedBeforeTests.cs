using System.Net;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Importing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Depositing;

/// <summary>A notice before one field on its way: typed, proposed, agreed to, read before a yes, and gone with what it is of.</summary>
public sealed class WarnedBeforeTests
{
    private const string Warned = "\"noticesOf\":{\"story\":\"police violence\"},";

    private static async Task<(RecordId Practice, RecordId Community, Handed Own, Viewer.Member Amina)> Published(TestArchive archive, string more = "", Protocol? protocol = null)
    {
        Asked asked = new(archive);
        RecordId community = await asked.Community("River people", protocol ?? Protocol.AnySteward, "amina", "bo");
        await archive.Member("mika");
        Handed own = await Handed.In(archive, Handed.Practice("We sang.", [community], Handed.Sources + more));
        RecordId practice = await own.Accept();
        foreach (string steward in (string[])["amina", "bo"]) await asked.Answer(practice, community, steward);
        return (practice, community, own, asked.Steward("amina", community));
    }

    [Theory]
    [InlineData("nothing", "x", "unknown-field")]
    [InlineData("title", "x", "notice-not-here")]
    [InlineData("centres", "x", "notice-not-here")]
    [InlineData("when", "x", "notice-not-here")]
    [InlineData("topics", "x", "notice-not-here")]
    [InlineData("learned", "x", "notice-of-nothing")]
    [InlineData("story", "two\nlines", "notice-one-line")]
    [InlineData("story", null, "too-long")]
    [InlineData("story", "police violence", null)]
    public void What_cannot_stand_is_said_beside_the_field(string field, string? notice, string? code)
    {
        RecordContent content = Told.Content("At the gate", ("story", Told.One("We sang.")), ("topics", Told.Many("song")), ("when", Told.One("2017")))
            .With(FieldNotices.Name, FieldNotices.Of([(field, notice ?? new string('x', FieldNotices.Longest + 1))]));
        var findings = Practice.Kind.Check(content, [new LinkMention("centres", "River people")], new DateOnly(2026, 1, 1)).Where(one => one.Field.StartsWith("noticesOf", StringComparison.Ordinal)).ToArray();
        if (code is null) Assert.Empty(findings);
        else Assert.Equal((code, $"noticesOf.{field}"), (Assert.Single(findings).Code, findings[0].Field));
    }

    [Fact]
    public void Nothing_that_must_have_been_read_to_do_no_harm_can_be_folded_and_long_texts_can()
    {
        foreach ((Kind kind, string field) in ((Kind, string)[])[(Domain.Kinds.Door.Kind, "risk"), (Domain.Kinds.Door.Kind, "howToReach"), (Domain.Kinds.Community.Kind, "askOfAllies"), (Domain.Kinds.Community.Kind, "namesNotWanted"), (Domain.Kinds.Community.Kind, "guidance")])
            Assert.False(kind[field]!.MayBeFolded(), field);
        foreach (Kind kind in KindList.BuiltIn.All) Assert.All(kind.Fields.Where(one => one.Type == FieldType.Markdown && one.Name != "askOfAllies"), one => Assert.True(one.MayBeFolded(), $"{kind.Name}.{one.Name}"));
    }

    [Fact]
    public async Task It_is_typed_beside_the_field_and_kept_when_something_is_not_right()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open("/contribute?lang=en");
        Assert.Contains("name=\"f.story.notice\"", visitor.Page, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"f.title.notice\"", visitor.Page, StringComparison.Ordinal);
        // A warning of nothing: the message is linked to and stands beside the line, which is open and kept.
        await visitor.Send("/contribute?lang=en", ("go", "next"), ("f.title", "At the gate"), ("f.story", ""), ("f.story.notice", "Zirkonwort"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("href=\"#f-story-notice\"", visitor.Page, StringComparison.Ordinal);
        Assert.Matches("<details class=\"warn\" open[^§]*id=\"f-story-notice-wrong\"[^§]*value=\"Zirkonwort\"", visitor.Page);
        await visitor.Send("/contribute?lang=en", ("go", "preview"), ("f.title", "At the gate"), ("f.story", "We sang."), ("f.story.notice", "  zirkon   violence "));
        Assert.Matches("<details class=\"noticed\"><summary>[^§]*zirkon   violence[^§]*We sang", visitor.Page);
        // Another kind keeps it where it has the field.
        await visitor.Send("/contribute?lang=en", ("go", "tell"));
        await visitor.Send("/contribute?lang=en", ("go", "tell"), ("kind", "question"), ("f.title", "At the gate"), ("f.story", "We sang."), ("f.story.notice", "zirkon violence"));
        Assert.Contains("value=\"zirkon violence\"", visitor.Page, StringComparison.Ordinal);
        // A page that did not ask for it takes nothing away; one that did and was emptied does.
        await visitor.Send("/contribute?lang=en", ("go", "stay"), ("f.title", "At the gate"), ("f.story", "We sang."));
        Assert.Contains("value=\"zirkon violence\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute?lang=en", ("go", "stay"), ("f.title", "At the gate"), ("f.story", "We sang."), ("f.story.notice", " "));
        Assert.DoesNotContain("zirkon violence", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_would_change_another_field_is_not_shown_unasked_what_stands_behind_one()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, Handed own, _) = await Published(archive, Warned);
        Visitor visitor = new(archive.Anyone());
        string address = $"/r/{practice}/propose?lang=en";
        await visitor.Open(address);
        const string folded = "<details class=\"noticed\"><summary>[^§]*police violence[^§]*</summary>\\s*<textarea id=\"f-story\"[^>]*>We sang.</textarea>\\s*</details>";
        Assert.Matches(folded, visitor.Page);
        // Folded it is sent all the same, and nothing of it is changed.
        (string, string)[] fields = [.. visitor.Fields.Where(one => one.Name != "f.summary")];
        await visitor.Send(address, [.. fields, ("f.summary", "At the gate."), ("why", ""), ("sources", ""), ("go", "stay")]);
        Assert.Matches(folded, visitor.Page);
        // What was written here stands open.
        await visitor.Send(address, [.. fields.Where(one => one.Item1 != "f.story"), ("f.story", "We hummed."), ("why", ""), ("sources", ""), ("go", "stay")]);
        Assert.DoesNotContain("class=\"noticed\"", visitor.Page, StringComparison.Ordinal);
        Assert.Contains(">We hummed.</textarea>", visitor.Page, StringComparison.Ordinal);
        // And so do one's own words, to whoever comes back to them.
        await visitor.Open("/receipt?lang=en");
        await visitor.Send("/receipt?lang=en", ("words", own.Receipt.Words));
        await visitor.Send("/contribute?lang=en", ("go", "open"));
        Assert.Matches("<textarea id=\"f-story\"[^>]*>We sang.</textarea>", visitor.Page);
        Assert.DoesNotContain("class=\"noticed\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_may_propose_one_and_who_is_named_takes_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, Viewer.Member amina) = await Published(archive);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{practice}/propose?lang=en");
        (string, string)[] fields = [.. visitor.Fields.Where(one => one.Name != "f.story.notice")];
        await visitor.Send($"/r/{practice}/propose?lang=en", [.. fields, ("f.story.notice", "police violence"), ("why", "It was hard to read."), ("sources", ""), ("go", "preview")]);
        Assert.Matches("The story\u2069?: \u2068?police violence", visitor.Text);
        Proposed proposed = await Proposed.To(archive, practice, """{"noticesOf":{"story":"police violence"}}""");
        Assert.Equal(["noticesOf.story"], (await proposed.Deposit()).Proposal!.Parts);
        // A keeper alone puts no words before a community's own: it is asked, and what it agreed to stays public meanwhile.
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take());
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((1, 2), (record.Revision, record.LatestRevision));
        await new Asked(archive).Answer(practice, community, "amina");
        record = await Proposed.Record(archive, practice);
        Assert.Equal("police violence", FieldNotices.Before(record.Content, "story"));
        // With the words of a field its notice goes, whoever thought of it.
        Proposed emptied = await Proposed.To(archive, practice, """{"story":null,"summary":"We sang."}""");
        Assert.IsType<ReviewOutcome.Done>(await emptied.Take(by: amina, gives: true));
        record = await Proposed.Record(archive, practice);
        Assert.Equal((3, null, null), (record.Revision, record.Content.Text("story"), record.Content[FieldNotices.Name]));
    }

    [Fact]
    public async Task Two_who_warn_before_different_fields_stand_in_nobodys_way_and_each_takes_back_their_own()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, Viewer.Member amina) = await Published(archive, "\"summary\":\"We stood.\",");
        Proposed story = await Proposed.To(archive, practice, """{"noticesOf":{"story":"zirkonwort"}}"""), summary = await Proposed.To(archive, practice, """{"noticesOf":{"summary":"a death"}}""");
        // Neither is chosen on purpose over what another changed.
        Assert.IsType<ReviewOutcome.Done>(await story.Take(parts: null, by: amina, gives: true));
        using (SignedInBrowser desk = await SignedInBrowser.Of(archive, "mika"))
        {
            string page = await desk.Read($"/desk/deposits/{(await summary.Deposit()).Id}?lang=en");
            Assert.Contains("Warning before “In short”", page, StringComparison.Ordinal);
            Assert.Contains("value=\"noticesOf.summary\" checked", page, StringComparison.Ordinal);
        }

        Assert.IsType<ReviewOutcome.Done>(await summary.Take(parts: null, by: amina, gives: true));
        Assert.Equal([("story", "zirkonwort"), ("summary", "a death")], FieldNotices.All((await Proposed.Record(archive, practice)).Content));
        await story.Withdraw();
        Assert.Equal([("summary", "a death")], FieldNotices.All((await Proposed.Record(archive, practice)).Content));
        Assert.Empty(Residue.In(archive.Folder, "zirkonwort"));
        // What is left was never read alone: it is answered, and then may be changed again. What is taken out is said to be.
        foreach (string steward in (string[])["amina", "bo"]) await new Asked(archive).Answer(practice, community, steward);
        Proposed none = await Proposed.To(archive, practice, """{"noticesOf":null}""");
        Assert.Equal(["noticesOf.summary"], (await none.Deposit()).Proposal!.Parts);
        using HttpClient anyone = archive.Anyone();
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", none.Receipt.Words);
        using JsonDocument read = JsonDocument.Parse(await anyone.GetStringAsync("/api/v1/deposits/current"));
        Assert.Equal(JsonValueKind.Null, read.RootElement.GetProperty("proposal").GetProperty("changes").GetProperty("noticesOf").GetProperty("summary").ValueKind);
    }

    [Fact]
    public async Task A_yes_is_not_given_to_what_nobody_opened_and_a_no_is()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId community = await asked.Community("River people", Protocol.AnySteward, "amina");
        await archive.Member("mika");
        Handed own = await Handed.In(archive, Handed.Practice("We sang.", [community], Handed.Sources + Warned));
        DepositId deposit = (await own.Deposit()).Id;
        using SignedInBrowser mika = await SignedInBrowser.Of(archive, "mika");
        string page = await mika.Read($"/desk/deposits/{deposit}?lang=en");
        Assert.Matches("<details class=\"noticed\"><summary>[^§]*police violence[^§]*We sang", page);
        HttpResponseMessage refused = await mika.Post($"/desk/deposits/{deposit}?handler=accept&lang=en");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Contains("href=\"#opened\"", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await mika.Post($"/desk/deposits/{deposit}?handler=accept&lang=en", ("opened", "true"))).StatusCode);
        RecordId practice = (await own.Deposit()).Records[0].Accessioned!.Value;
        using SignedInBrowser amina = await SignedInBrowser.Of(archive, "amina");
        page = await amina.Read($"/desk/records/{practice}?lang=en");
        Assert.Contains("name=\"opened\"", page, StringComparison.Ordinal);
        string address = $"/desk/records/{practice}?handler=answer&lang=en";
        refused = await amina.Post(address, ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("condition", "Zirkonwort"));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        page = await refused.Content.ReadAsStringAsync();
        Assert.Contains("href=\"#opened\"", page, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort", page, StringComparison.Ordinal);
        Assert.Empty(await archive.Writer.Write(session => session.Consents(practice), CancellationToken.None));
        Assert.Equal(HttpStatusCode.Redirect, (await amina.Post(address, ("community", community.ToString()), ("answered", "Given"), ("scope", "Publish"), ("opened", "true"))).StatusCode);
        await amina.Read($"/desk/records/{practice}?lang=en");
        Assert.Equal(HttpStatusCode.Redirect, (await amina.Post(address, ("community", community.ToString()), ("answered", "Declined"))).StatusCode);
        Assert.Equal([ConsentAnswer.Given, ConsentAnswer.Declined], (await archive.Writer.Write(session => session.Consents(practice), CancellationToken.None)).Select(one => one.Answer));
    }

    [Fact]
    public async Task It_goes_with_the_field_that_it_is_of_out_of_everything_that_is_kept()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, RecordId community, _, _) = await Published(archive, "\"learned\":\"Patience.\",\"noticesOf\":{\"story\":\"zaunkoenig\",\"learned\":\"wearying\"},", new Protocol(2));
        Asked asked = new(archive);
        // Somebody would word it otherwise, and one steward has taken the notices back.
        Proposed proposed = await Proposed.To(archive, practice, """{"noticesOf":{"story":"zaunkoenig again","learned":"tiring"}}""");
        Assert.IsType<PartOutcome.Held>(await Part(FieldNotices.Name, "amina"));
        Assert.Null((await asked.Find(practice))!.Content[FieldNotices.Name]);
        Assert.NotEmpty(Residue.In(archive.Folder, "zaunkoenig"));
        Assert.IsType<PartOutcome.Held>(await Part("story", "amina"));
        Assert.IsType<PartOutcome.Destroyed>(await Part("story", "bo"));
        Assert.Empty(Residue.In(archive.Folder, "aunkoenig"));
        // Of what the proposal says before another part nothing is lost.
        Assert.Equal("learned", Assert.Single(FieldNotices.All((await proposed.Deposit()).Proposal!.Content)).Field);

        Task<PartOutcome> Part(string field, string steward) =>
            archive.Get<WithdrawPart>().Do(practice, field, null, null, asked.Steward(steward, community), CancellationToken.None);
    }

    [Fact]
    public async Task A_depositors_words_are_hers_to_take_back_though_others_have_warned_of_them()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, Handed own, Viewer.Member amina) = await Published(archive);
        Proposed proposed = await Proposed.To(archive, practice, """{"noticesOf":{"story":"police violence"}}""");
        Assert.IsType<ReviewOutcome.Done>(await proposed.Take(by: amina, gives: true));
        Assert.IsType<FollowOutcome.Done>(await archive.Get<FollowDeposit>().WithdrawPart(own.Receipt, practice, "story", null, CancellationToken.None));
        Record record = await Proposed.Record(archive, practice);
        Assert.Equal((null, null), (record.Content.Text("story"), record.Content[FieldNotices.Name]));
    }

    [Fact]
    public async Task What_is_exported_is_imported_with_its_notices()
    {
        await using TestArchive archive = await TestArchive.Start();
        (RecordId practice, _, _, _) = await Published(archive, Warned);
        using HttpClient anyone = archive.Anyone();
        string line = await Told.Text(anyone, $"/api/v1/records/{practice}");
        RecordContent before = (await Proposed.Record(archive, practice)).Content;
        using StringReader same = new(JsonSerializer.Serialize(JsonElement.Parse(line)));
        ImportResult result = await archive.Get<ImportRecords>().Import(same, null, isReviewed: false, null, CancellationToken.None);
        Assert.Empty(result.Findings);
        Assert.True(ContentJson.AreSame(before, (await Proposed.Record(archive, practice)).Content));
        await using TestArchive sister = await TestArchive.Start();
        await sister.Community();
        using StringReader there = new(JsonSerializer.Serialize(JsonElement.Parse(line)).Replace((await Proposed.Record(archive, practice)).Communities[0].ToString(), "River people", StringComparison.Ordinal));
        result = await sister.Get<ImportRecords>().Import(there, null, isReviewed: false, null, CancellationToken.None);
        Assert.Empty(result.Findings);
        RecordId imported = (await sister.Records.Named("At the gate", ["practice"], sister.Stranger, CancellationToken.None))[0].Id;
        Assert.Equal("police violence", FieldNotices.Before((await Proposed.Record(sister, imported)).Content, "story"));
    }
}
