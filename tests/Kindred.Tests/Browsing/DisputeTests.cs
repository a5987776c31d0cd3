using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Shared;
using Kindred.Tests.Depositing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Browsing;

/// <summary>Who disagrees with a connection, or with what a record tells, says so beside it, and is answered there; nothing of it shows before it is public.</summary>
public sealed class DisputeTests
{
    private const string Word = "Zaunkoenig";

    [Fact]
    public async Task A_dispute_and_its_answer_stand_beside_the_connection_and_mark_it_wherever_it_is_shown()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId one = await asked.Practice(marsh), other = await asked.Practice(hill);
        await asked.Answer(one, marsh, "amal");
        await asked.Answer(other, hill, "bo");
        RecordId kin = await asked.Kin(one, other);
        await Given(kin);
        using HttpClient anyone = archive.Anyone(), keeper = archive.With(await archive.Member("ines"));
        string[] addresses = [$"/c/{kin}?lang=en", $"/r/{one}?lang=en", $"/r/{one}/connections?lang=en", $"/r/{other}?lang=en", $"/api/v1/records/{one}/connections", "/export/jsonl"];
        Dictionary<string, string> before = [];
        foreach (string address in addresses) before[address] = await anyone.GetStringAsync(address);
        Assert.Contains("Nobody disputes", before[addresses[0]], StringComparison.Ordinal);

        (RecordId dispute, ReceiptCode receipt) = await Write(archive, $"/c/{kin}", kin, "dispute", $"{Word} says no");
        // It waits for the community: nobody but those who may is told.
        foreach (string address in addresses) Assert.Equal(before[address], await anyone.GetStringAsync(address));
        using HttpClient signedIn = archive.SignedIn(await archive.Session("ines"));
        Assert.DoesNotContain("class=\"disputed\"", await signedIn.GetStringAsync($"/r/{one}?lang=en"), StringComparison.Ordinal);
        await Given(dispute);
        Assert.Equal(1, await asked.Shown(dispute));

        string page = await anyone.GetStringAsync(addresses[0]);
        Assert.Contains(Word, page, StringComparison.Ordinal);
        Assert.DoesNotContain("Nobody disputes", page, StringComparison.Ordinal);
        foreach (string address in addresses[1..4]) Assert.Contains($"href=\"/c/{kin}?lang=en#disputes\"", await anyone.GetStringAsync(address), StringComparison.Ordinal);
        foreach (RecordId end in (RecordId[])[one, other]) Assert.Equal([dispute.ToString()], await Disputes(anyone, end, kin));
        // What it is about is a claim with an address of its own, in every form.
        Assert.Contains($"href=\"/c/{kin}?lang=en\"", await anyone.GetStringAsync($"/r/{dispute}?lang=en"), StringComparison.Ordinal);
        Assert.Contains($"\"on\":[\"{kin}\"]", await anyone.GetStringAsync($"/api/v1/records/{dispute}"), StringComparison.Ordinal);
        Assert.Contains($"/c/{kin}\"", await anyone.GetStringAsync($"/r/{dispute}.jsonld"), StringComparison.Ordinal);
        Assert.Contains($"/c/{kin}>", await anyone.GetStringAsync($"/r/{dispute}.ttl"), StringComparison.Ordinal);
        Assert.Contains(kin.ToString(), await anyone.GetStringAsync($"/r/{dispute}.md"), StringComparison.Ordinal);
        Assert.Contains($"\"on\":[\"{kin}\"]", await anyone.GetStringAsync("/export/jsonl"), StringComparison.Ordinal);

        (RecordId answer, _) = await Write(archive, $"/c/{kin}", dispute, "answer", "We asked them twice");
        Assert.DoesNotContain("asked them twice", await anyone.GetStringAsync(addresses[0]), StringComparison.Ordinal);
        await Given(answer);
        page = await anyone.GetStringAsync(addresses[0]);
        Assert.Matches($"(?s){Word}.*<article class=\"note answer\">.*asked them twice", page);

        // Withdrawn, it marks nothing any more, and what answered it went with it.
        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(receipt, CancellationToken.None));
        foreach (string address in addresses) Assert.Equal(before[address], await anyone.GetStringAsync(address));
        Assert.Empty(await Disputes(anyone, one, kin));

        async Task Given(RecordId subject)
        {
            await asked.Answer(subject, marsh, "amal");
            await asked.Answer(subject, hill, "bo");
        }
    }

    [Fact]
    public async Task Many_disputes_of_one_connection_hide_no_other_and_are_named_up_to_a_bound()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId one = await asked.Practice(sea), other = await asked.Practice(sea);
        RecordId kin = await asked.Kin(one, other), quiet = await asked.Connection("continues", one, other), learned = await asked.Connection("learnedFrom", one, other);
        for (int number = 0; number < 25; number++) await Put(kin);
        RecordId last = await Put(learned);
        using HttpClient anyone = archive.Anyone();
        Assert.Equal(20, (await Disputes(anyone, one, kin)).Length);
        Assert.Equal([last.ToString()], await Disputes(anyone, one, learned));
        // A reflection disputes nothing.
        await asked.Note(quiet);
        Assert.Empty(await Disputes(anyone, one, quiet));

        async Task<RecordId> Put(RecordId about)
        {
            RecordId note = await asked.Note(about);
            await archive.Write(session =>
            {
                Domain.Records.Record told = session.FindRecord(note)!;
                session.Put(told with { Content = told.Content.With("type", new FieldValue.One("dispute")) });
            });
            return note;
        }
    }

    /// <summary>The day turns some time after midnight: until it has, what is stored still says that it was public.</summary>
    [Fact]
    public async Task A_dispute_whose_yes_has_ended_marks_nothing_also_before_the_day_has_turned()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward);
        RecordId one = await asked.Practice(sea), kin = await asked.Kin(one, await asked.Practice(sea)), dispute = await asked.Note(kin);
        await archive.Write(session =>
        {
            Domain.Records.Record told = session.FindRecord(dispute)!;
            session.Put(told with { Content = told.Content.With("type", new FieldValue.One("dispute")), PublicUntil = archive.Today });
        });
        using HttpClient anyone = archive.Anyone();
        Assert.Equal([dispute.ToString()], await Disputes(anyone, one, kin));
        archive.Clock.Pass(TimeSpan.FromDays(1));
        Assert.Empty(await Disputes(anyone, one, kin));
        Assert.DoesNotContain("class=\"disputed\"", await anyone.GetStringAsync($"/r/{one}?lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_critique_stands_beside_the_record_with_its_answers_in_the_order_of_days_and_nobody_else_edits_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        using HttpClient anyone = archive.Anyone(), keeper = archive.With(await archive.Member("ines"));
        string address = $"/r/{practice}?lang=en", silent = await anyone.GetStringAsync(address);
        (RecordId first, ReceiptCode receipt) = await Write(archive, $"/r/{practice}", practice, "critique", $"{Word} was not asked");
        Assert.Equal(silent, await anyone.GetStringAsync(address));
        await asked.Answer(first, marsh, "amal");
        await archive.Pass(1);
        (RecordId second, _) = await Write(archive, $"/r/{practice}", practice, "critique", "Nor were the drivers");
        await asked.Answer(second, marsh, "amal");
        // Anyone answers; here the steward does, by the same way.
        (RecordId answer, _) = await Write(archive, $"/r/{practice}", first, "answer", "We asked them since");
        await asked.Answer(answer, marsh, "amal");
        Assert.Matches($"(?s){Word} was not asked.*<article class=\"note answer\">.*We asked them since.*Nor were the drivers", await anyone.GetStringAsync(address));

        // Its words are its depositor's: nobody proposes others, and nobody brings back older ones.
        Assert.Equal(HttpStatusCode.NotFound, (await anyone.GetAsync($"/r/{first}/propose")).StatusCode);
        HttpResponseMessage proposed = await anyone.PostAsJsonAsync($"/api/v1/records/{first}/proposals", new { changes = new { story = "All were asked." }, why = "so" });
        Assert.Equal(HttpStatusCode.NotFound, proposed.StatusCode);
        Assert.False(RestoreRevision.MayRestore(asked.Keeper("ines"), (await asked.Find(first))!));
        Assert.DoesNotContain("/propose", await anyone.GetStringAsync($"/r/{first}"), StringComparison.Ordinal);

        Assert.IsType<FollowOutcome.Gone>(await archive.Get<FollowDeposit>().Withdraw(receipt, CancellationToken.None));
        string left = await anyone.GetStringAsync(address);
        Assert.DoesNotContain(Word, left, StringComparison.Ordinal);
        Assert.DoesNotContain("We asked them since", left, StringComparison.Ordinal);
        Assert.Contains("Nor were the drivers", left, StringComparison.Ordinal);
    }

    /// <summary>By the link on the page, through the form, and accepted by a keeper.</summary>
    private static async Task<(RecordId Note, ReceiptCode Receipt)> Write(TestArchive archive, string page, RecordId on, string type, string title)
    {
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(page);
        string link = type == "critique" ? $"/contribute?kind=note&on={on}" : $"/contribute?kind=note&on={on}&type={type}";
        Assert.Contains($"href=\"{WebUtility.HtmlEncode(link)}\"", visitor.Page, StringComparison.Ordinal);
        await visitor.Open(link);
        if (type != "critique") Assert.Contains($"value=\"{type}\" checked", visitor.Page, StringComparison.Ordinal);
        await visitor.Send("/contribute", ("go", "preview"), ("f.title", title), ("f.story", "In our own words."), ("f.type", type), ("language", "en"));
        await visitor.Send("/contribute", ("go", "send"));
        ReceiptCode receipt = Assert.IsType<ReceiptReading.Read>(ReceiptCode.Read(visitor.Receipt)).Code;
        Deposit deposit = (await archive.Writer.Write(session => session.FindDeposit(archive.Get<Keystore>().HashReceipt(receipt)), CancellationToken.None))!;
        ReviewOutcome outcome = await archive.Get<ReviewDeposit>().Accept(deposit.Id, new Asked(archive).Keeper("ines"), PublicationBasis.Consent, CancellationToken.None);
        return (Assert.IsType<ReviewOutcome.Done>(outcome).Deposit.Records[0].Accessioned!.Value, receipt);
    }

    private static async Task<string[]> Disputes(HttpClient anyone, RecordId record, RecordId connection)
    {
        JsonElement all = await anyone.GetFromJsonAsync<JsonElement>($"/api/v1/records/{record}/connections");
        JsonElement one = all.GetProperty("connections").EnumerateArray().Single(line => line.GetProperty("id").GetString() == connection.ToString());
        return [.. one.GetProperty("disputes").EnumerateArray().Select(id => id.GetString()!)];
    }
}
