using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life;

/// <summary>What was only mentioned is public as long as what mentions it is: a cellar that was named in a refused telling is nobody's to read.</summary>
public sealed class WithTellingTests
{
    private static readonly string[] Cellar = ["Cellar of 9 Oak Lane"], Campaign = ["The winter campaign"], Sources = ["https://example.org/"];

    [Fact]
    public async Task It_waits_for_what_names_it_and_goes_with_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        (RecordId marsh, RecordId hill) = (await asked.Community("Marsh people", Protocol.AnySteward, "amal"), await asked.Community("Hill people", Protocol.AnySteward, "bo"));
        RecordId practice = await Told(archive, marsh, hill);
        Assert.False(await IsRead(archive));
        await asked.Answer(practice, marsh, "amal");
        await asked.Answer(practice, hill, "bo", ConsentAnswer.Declined);
        Assert.False(await IsRead(archive));
        await asked.Answer(practice, hill, "bo");
        Assert.True(await IsRead(archive));
        await archive.Get<WithdrawRecord>().Hide(practice, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.False(await IsRead(archive));
        await archive.Get<WithdrawRecord>().Show(practice, asked.Keeper(), CancellationToken.None);
        Assert.True(await IsRead(archive));
        await asked.Withdraw(practice, marsh, "amal");
        Assert.False(await IsRead(archive));
    }

    [Fact]
    public async Task It_stays_as_long_as_something_else_names_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        RecordId first = await Told(archive, marsh), second = await Told(archive, hill);
        await asked.Answer(first, marsh, "amal");
        await asked.Answer(second, hill, "bo");
        await asked.Withdraw(first, marsh, "amal");
        Assert.True(await IsRead(archive));
        await asked.Withdraw(second, hill, "bo");
        Assert.False(await IsRead(archive));
    }

    [Fact]
    public async Task What_a_correction_no_longer_names_goes_too()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh);
        await asked.Answer(practice, marsh, "amal");
        Assert.True(await IsRead(archive));
        await archive.Write(session =>
        {
            Revision first = session.FindRevision(practice, 1)!;
            session.Put(first with { Number = 2, WasPublic = false, Content = first.Content with { Links = [new ContentLink("centres", marsh, true, null)] } });
            session.Put(session.FindRecord(practice)! with { LatestRevision = 2 });
        });
        await asked.Settle(practice);
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(2, await asked.Shown(practice));
        Assert.False(await IsRead(archive));
    }

    [Fact]
    public async Task A_community_named_for_the_first_time_is_public_with_what_names_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh, "Neighbours of the 7 train");
        RecordId neighbours = await Named(archive, "Neighbours of the 7 train", "community");
        Assert.Null(await asked.Shown(neighbours));
        await asked.Answer(practice, marsh, "amal");
        Assert.Equal(1, await asked.Shown(neighbours));
    }

    [Fact]
    public async Task It_goes_when_the_yes_to_what_names_it_is_over()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh);
        await asked.Answer(practice, marsh, "amal", until: archive.Today.AddDays(9));
        Assert.True(await IsRead(archive));
        await archive.Pass(20);
        Assert.False(await IsRead(archive));
        await asked.Answer(practice, marsh, "amal");
        Assert.True(await IsRead(archive));
    }

    [Fact]
    public async Task It_goes_with_what_is_destroyed()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        await Told(archive, marsh);
        RecordId second = await Told(archive, hill);
        await asked.Answer(second, hill, "bo");
        Assert.True(await IsRead(archive));
        await asked.Destroy(second);
        Assert.False(await IsRead(archive));
    }

    [Fact]
    public async Task Nor_does_a_restored_back_up_bring_it_back()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh);
        await asked.Answer(practice, marsh, "amal");
        Assert.True(await IsRead(archive));
        JournalLine line = new(JournalWhat.Destroyed, practice.ToString(), archive.Today, IsTombstone: true);
        await archive.Write(session => archive.Get<ReplayWithdrawals>().In(session, [line], archive.Today));
        Assert.False(await IsRead(archive));
    }

    [Fact]
    public async Task A_note_on_it_does_not_keep_it()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh);
        await asked.Answer(practice, marsh, "amal");
        RecordId note = await asked.Note(await Named(archive, Campaign[0], "campaign"));
        Assert.Equal(1, await asked.Shown(note));
        await archive.Get<WithdrawRecord>().Hide(practice, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.False(await IsRead(archive));
        Assert.Null(await asked.Shown(note));
    }

    [Fact]
    public async Task What_names_it_by_a_connection_of_its_own_counts_as_well()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward);
        await Told(archive, marsh);
        RecordId campaign = await Named(archive, Campaign[0], "campaign"), other = await asked.Practice(hill);
        Assert.Null(await asked.Shown(campaign));
        await asked.Connection("answers", other, campaign);
        Assert.Equal(1, await asked.Shown(campaign));
        await archive.Get<WithdrawRecord>().Hide(other, "To look at it.", asked.Keeper(), CancellationToken.None);
        Assert.Null(await asked.Shown(campaign));
        await archive.Get<WithdrawRecord>().Show(other, asked.Keeper(), CancellationToken.None);
        Assert.Equal(1, await asked.Shown(campaign));
    }

    [Fact]
    public async Task A_community_that_says_yes_to_its_own_page_stands_for_itself()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal");
        RecordId practice = await Told(archive, marsh, "Neighbours of the 7 train");
        RecordId neighbours = await Named(archive, "Neighbours of the 7 train", "community");
        await asked.Appoint("noor", neighbours);
        await asked.Answer(neighbours, neighbours, "noor");
        Assert.Equal(1, await asked.Shown(neighbours));
        Assert.Null(await asked.Shown(practice));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Who_was_the_first_to_name_a_community_cannot_take_it_from_the_others(bool isAnsweredFor)
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward, "amal"), hill = await asked.Community("Hill people", Protocol.AnySteward, "bo");
        (RecordId first, string receipt) = await Sent(archive, marsh, "Neighbours of the 7 train");
        RecordId neighbours = await Named(archive, "Neighbours of the 7 train", "community");
        if (isAnsweredFor) await asked.Appoint("noor", neighbours);
        else await Told(archive, hill, neighbours);
        using HttpClient depositor = archive.Anyone();
        depositor.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        Assert.Equal(HttpStatusCode.OK, (await depositor.PostAsync("/api/v1/deposits/current/withdraw", null)).StatusCode);
        Assert.Null(await asked.Find(first));
        Assert.NotNull(await asked.Find(neighbours));
        Assert.Equal(HttpStatusCode.NotFound, (await depositor.GetAsync("/api/v1/deposits/current")).StatusCode);
        await archive.Pass(40);
        Assert.NotNull(await asked.Find(neighbours));
    }

    /// <summary>Sent in by anyone and accepted by a keeper.</summary>
    private static async Task<RecordId> Told(TestArchive archive, params object[] centred) => (await Sent(archive, centred)).Record;

    private static async Task<(RecordId Record, string Receipt)> Sent(TestArchive archive, params object[] centred)
    {
        string title = "At the gate " + RecordId.Mint();
        HttpResponseMessage sent = await archive.Anyone().PostAsJsonAsync("/api/v1/deposits", new
        {
            records = new[]
            {
                new
                {
                    kind = "practice", language = "en", title, story = "They sang.", centres = centred.Select(one => one.ToString()), where = Cellar, partOf = Campaign, sources = Sources,
                },
            },
        });
        Assert.Equal(HttpStatusCode.Created, sent.StatusCode);
        HttpClient keeper = archive.With(await archive.Member("mika"));
        foreach (JsonElement deposit in (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting")).GetProperty("deposits").EnumerateArray())
        {
            HttpResponseMessage accepted = await keeper.PostAsJsonAsync($"/api/v1/desk/deposits/{deposit.GetProperty("id").GetString()}/accept", new { basis = "public-sources" });
            Assert.True(accepted.IsSuccessStatusCode, await accepted.Content.ReadAsStringAsync());
        }

        return (await Named(archive, title, "practice"), (await sent.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("receipt").GetString()!);
    }

    private static Task<RecordId> Named(TestArchive archive, string name, string kind) => archive.Writer.Write(session => session.FindByName(name, [kind])[0], CancellationToken.None);

    private static async Task<bool> IsRead(TestArchive archive)
    {
        using HttpClient anyone = archive.Anyone();
        List<bool> read = [];
        foreach ((string[] names, string kind) in new[] { (Cellar, "place"), (Campaign, "campaign") })
        {
            RecordId id = await Named(archive, names[0], kind);
            read.Add((await anyone.GetAsync($"/r/{id}")).StatusCode == HttpStatusCode.OK);
            JsonElement found = await anyone.GetFromJsonAsync<JsonElement>($"/api/v1/records?q={Uri.EscapeDataString(names[0])}&kind={kind}");
            Assert.Equal(read[^1] ? 1 : 0, found.GetProperty("total").GetInt32());
        }

        return Assert.Single(read.Distinct());
    }
}
