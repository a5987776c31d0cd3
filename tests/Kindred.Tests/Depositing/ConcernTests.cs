using System.Net;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Depositing;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;
using Kindred.Tests.Reviewing;

namespace Kindred.Tests.Depositing;

public class ConcernTests
{
    [Fact]
    public async Task No_alarm_is_raised_by_one_press_of_a_button()
    {
        await using TestArchive archive = await TestArchive.Start();
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        Assert.DoesNotContain("checked", visitor.Page, StringComparison.Ordinal);
        await visitor.Send(address, ("text", "Zirkonwort"));
        Assert.Equal(HttpStatusCode.BadRequest, visitor.Status);
        Assert.Contains("Nothing is chosen here", visitor.Text, StringComparison.Ordinal);
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_language_is_chosen_without_losing_what_was_typed()
    {
        await using TestArchive archive = await TestArchive.Start();
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        await visitor.Send(address + "?lang=es", ("what", "endangers"), ("text", "Zirkonwort"), ("go", "stay"));
        Assert.Equal("", visitor.Receipt);
        Assert.Contains("Zirkonwort", visitor.Page, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"es\"", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anyone_tells_a_concern_that_keepers_see_and_takes_it_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        await visitor.Send(address, ("what", "namesme"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        string receipt = visitor.Receipt;
        Assert.Equal(7, receipt.Split(' ').Length);
        await visitor.Send(address, ("what", "namesme"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        Assert.Equal(receipt, visitor.Receipt);
        Concern concern = Assert.Single(await Seen(archive, isKeeper: true)).Value;
        Assert.Equal((ConcernAbout.NamesMe, "Zirkonwort"), (concern.What, concern.Text));
        Assert.Empty(await Seen(archive, isKeeper: false));

        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Zirkonwort", visitor.Text, StringComparison.Ordinal);
        await visitor.Send("/receipt", ("go", "withdraw"));
        Assert.Empty(await Seen(archive, isKeeper: true));
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Nothing has this receipt", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_deposits_keeps_no_concern_out()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSITS_PER_MINUTE", "8")]);
        HttpStatusCode last = HttpStatusCode.Created;
        for (int at = 0; at < 3; at++) last = (await archive.Anyone().PostAsync("/api/v1/deposits", new StringContent("{", System.Text.Encoding.UTF8, "application/json"))).StatusCode;
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        await visitor.Open(address);
        for (int at = 0; at < 2; at++) await visitor.Send(address, ("what", "endangers"), ("text", $"Zirkonwort {at}"));
        Assert.Equal(7, visitor.Receipt.Split(' ').Length);
        await visitor.Send(address, ("what", "endangers"), ("text", "Too many"));
        Assert.Equal(HttpStatusCode.TooManyRequests, visitor.Status);
    }

    [Fact]
    public async Task A_concern_is_taken_alike_for_what_never_was()
    {
        await using TestArchive archive = await TestArchive.Start();
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{RecordId.Mint()}/concern");
        Assert.Equal(HttpStatusCode.OK, visitor.Status);
        await visitor.Open("/r/nothing/concern");
        Assert.Equal(HttpStatusCode.NotFound, visitor.Status);
    }

    [Fact]
    public async Task A_closed_concern_loses_its_words_at_once_and_its_day_after_a_month()
    {
        await using TestArchive archive = await TestArchive.Start();
        string address = $"/r/{RecordId.Mint()}/concern";
        Visitor visitor = new(archive.Anyone());
        foreach ((char key, string text) in new[] { ('a', "Zirkonwort"), ('b', "Still open") })
        {
            await visitor.Open(address);
            await visitor.Send(address, ("what", "endangers"), ("text", text), ("key", new string(key, 32)));
        }

        string open = visitor.Receipt;
        await visitor.Open(address);
        await visitor.Send(address, ("what", "endangers"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        string receipt = visitor.Receipt;
        Concern concern = (await Seen(archive, isKeeper: true)).Select(one => one.Value).Single(one => one.Text == "Zirkonwort");
        Viewer.Member stranger = new(archive.Today, "jo", false, [RecordId.Mint()]), keeper = new(archive.Today, "ines", true, []);
        Assert.False(await archive.Get<SettleConcern>().Do([concern.Id], stranger, CancellationToken.None));
        Assert.True(await archive.Get<SettleConcern>().Do([concern.Id], keeper, CancellationToken.None));
        Assert.Equal("Still open", Assert.Single(await Seen(archive, isKeeper: true)).Value.Text);
        Assert.Empty(Residue.In(archive.Folder, "Zirkonwort"));

        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("dealt with your concern on March 1, 2026", visitor.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(concern.Subject.ToString(), visitor.Page, StringComparison.Ordinal);
        // The same form sent once more does not open it again.
        await visitor.Open(address);
        await visitor.Send(address, ("what", "endangers"), ("text", "Zirkonwort"), ("key", new string('a', 32)));
        Assert.Single(await Seen(archive, isKeeper: true));

        await archive.Pass(45);
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", receipt));
        Assert.Contains("Nothing has this receipt", visitor.Text, StringComparison.Ordinal);
        await visitor.Open("/receipt");
        await visitor.Send("/receipt", ("words", open));
        Assert.Contains("Still open", visitor.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_concerns_hides_none_and_is_dealt_with_many_at_a_time()
    {
        await using TestArchive archive = await TestArchive.Start(set: [("KINDRED_DEPOSITS_PER_HOUR", "3")]);
        await archive.Member("kofi");
        for (int number = 0; number < 6; number++)
        {
            Visitor visitor = new(archive.Anyone());
            string address = $"/r/{RecordId.Mint()}/concern";
            await visitor.Open(address);
            await visitor.Send(address, ("what", number == 5 ? "namesme" : "endangers"), ("text", $"Told {number}."), ("key", new string((char)('a' + number), 32)));
            Assert.Equal(7, visitor.Receipt.Split(' ').Length);
        }

        Concern[] seen = [.. (await Seen(archive, isKeeper: true)).Select(one => one.Value)];
        Assert.Equal([false, false, false, true, true, true], seen.Select(one => one.IsSetAside));
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string desk = await kofi.Read("/desk?lang=en");
        Assert.Contains("Concerns set aside in a flood", desk, StringComparison.Ordinal);
        for (int number = 0; number < 6; number++) Assert.Contains($"Told {number}.", desk, StringComparison.Ordinal);
        (string, string)[] ticked = [.. seen.Where(one => one.What == ConcernAbout.Endangers).Select(one => ("concern", one.Id.ToString()))];
        string sure = await (await kofi.Post("/desk?handler=settle", ticked)).Content.ReadAsStringAsync();
        // Once more before they are destroyed: what was ticked, and nothing else.
        for (int number = 0; number < 6; number++) Assert.Equal(number < 5, sure.Contains($"Told {number}.", StringComparison.Ordinal));
        Assert.Equal(6, (await Seen(archive, isKeeper: true)).Count);
        HttpResponseMessage settled = await kofi.Post("/desk?handler=settle&lang=en", [.. ticked, ("sure", "true")]);
        Assert.Contains("Their words are destroyed.", await kofi.Read(settled.Headers.Location!.ToString()), StringComparison.Ordinal);
        Assert.Equal("Told 5.", Assert.Single(await Seen(archive, isKeeper: true)).Value.Text);
    }

    [Fact]
    public async Task A_desk_shows_every_concern_page_by_page()
    {
        await using TestArchive archive = await TestArchive.Start();
        await archive.Member("kofi");
        await archive.Write(session =>
        {
            for (int number = 0; number < 253; number++)
            {
                RecordId id = RecordId.Mint();
                session.Put(new Concern { Id = id, Subject = RecordId.Mint(), What = ConcernAbout.Endangers, Text = $"Told {number}.", Day = archive.Today.AddDays(number), ReceiptHash = id.ToBytes() });
            }
        });
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        string first = await kofi.Read("/desk?lang=en"), last = await kofi.Read("/desk?lang=en&concerns=6");
        Assert.Contains("253 concerns.", first, StringComparison.Ordinal);
        Assert.DoesNotContain("Told 252.", first, StringComparison.Ordinal);
        Assert.Contains("Told 252.", last, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_concern_names_what_is_public_and_leads_back_to_it_and_nothing_else()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId record = await asked.Practice(marsh);
        Visitor visitor = new(archive.Anyone());
        await visitor.Open($"/r/{record}/concern");
        Assert.DoesNotContain("At the gate", visitor.Text, StringComparison.Ordinal);
        await asked.Answer(record, marsh, "amal");
        await visitor.Open($"/r/{record}/concern");
        Assert.Contains($"<a href=\"/r/{record}\"><bdi lang=\"en\">At the gate</bdi></a>", visitor.Page, StringComparison.Ordinal);
        RecordId link = (await archive.Writer.Write(session => session.ConnectionsOf(record)[0], CancellationToken.None)).Id;
        await visitor.Open($"/r/{link}/concern");
        Assert.Contains($"<a href=\"/c/{link}\">", visitor.Page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_is_public_only_a_keeper_closes_what_somebody_fears_about_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId record = await asked.Practice(marsh);
        await asked.Answer(record, marsh, "amal");
        RecordId link = (await archive.Writer.Write(session => session.ConnectionsOf(record)[0], CancellationToken.None)).Id;
        foreach (RecordId one in (RecordId[])[record, link]) await archive.Get<RaiseConcern>().Raise(one, ConcernAbout.Endangers, "They know the gate.", "", "", "", one.ToString(), false, CancellationToken.None);
        using SignedInBrowser amal = await SignedInBrowser.Of(archive, "amal");
        string desk = await amal.Read("/desk?lang=en");
        Assert.DoesNotContain("name=\"concern\"", desk, StringComparison.Ordinal);
        // A connection has its name and a link there too.
        foreach (RecordId one in (RecordId[])[record, link]) Assert.Contains($"<a href=\"/desk/records/{one}?lang=en\">", desk, StringComparison.Ordinal);
        IReadOnlyList<RecordId> ids = [.. (await archive.Get<IDepositStore>().Concerns(asked.Keeper(), 0, 10, CancellationToken.None)).Select(one => one.Value.Id)];
        Assert.False(await archive.Get<SettleConcern>().Do([.. ids], asked.Steward("amal", marsh), CancellationToken.None));
        await archive.Get<WithdrawRecord>().Hide(record, "a name", asked.Keeper(), CancellationToken.None);
        Assert.True(await archive.Get<SettleConcern>().Do([.. ids], asked.Steward("amal", marsh), CancellationToken.None));
    }

    private static Task<IReadOnlyList<Visible<Concern>>> Seen(TestArchive archive, bool isKeeper) =>
        archive.Get<IDepositStore>().Concerns(new Viewer.Member(archive.Today, "ines", isKeeper, [RecordId.Mint()]), 0, 10, CancellationToken.None);
}
