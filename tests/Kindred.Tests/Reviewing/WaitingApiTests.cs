using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Tests.Reviewing;

/// <summary>What waits, as a program is told it: no more than a desk can hold.</summary>
public sealed class WaitingApiTests
{
    [Fact]
    public async Task Deposits_come_a_page_at_a_time_and_those_of_a_flood_last()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        await archive.Write(session =>
        {
            for (int at = 0; at < 70; at++) session.Put(Waiting(archive.Today, at < 15 ? DepositState.Quarantined : DepositState.Deposited), []);
        });
        JsonElement first = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting"), second = await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting?page=2");
        Assert.Equal(70, first.GetProperty("total").GetInt32());
        Assert.Equal(Enumerable.Repeat("deposited", 50), States(first));
        Assert.Equal([.. Enumerable.Repeat("deposited", 5), .. Enumerable.Repeat("quarantined", 15)], States(second));
        Assert.Empty(States(await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting?page=3")));
        Assert.Equal(70, Ids(first).Concat(Ids(second)).Distinct().Count());
    }

    [Fact]
    public async Task A_list_holds_heads_and_the_whole_is_at_its_own_address()
    {
        await using TestArchive archive = await TestArchive.Start();
        using HttpClient keeper = archive.With(await archive.Member("mika"));
        Deposit deposit = Waiting(archive.Today, DepositState.Deposited);
        DepositedRecord named = deposit.Records[0] with { Ref = "named-1", Entry = RecordId.Mint(), Kind = "organisation" };
        await archive.Write(session => session.Put(deposit with { Records = [.. deposit.Records, named], Messages = [new DepositMessage(true, archive.Today, "A long word.")] }, []));
        JsonElement head = (await keeper.GetFromJsonAsync<JsonElement>("/api/v1/desk/waiting")).GetProperty("deposits")[0];
        Assert.Equal("Who sings?", Assert.Single(head.GetProperty("records").EnumerateArray()).GetProperty("title").GetString());
        Assert.Equal(1, head.GetProperty("messages").GetInt32());
        JsonElement whole = await keeper.GetFromJsonAsync<JsonElement>($"/api/v1/desk/deposits/{deposit.Id}");
        Assert.Equal((2, "A long word."), (whole.GetProperty("records").GetArrayLength(), whole.GetProperty("messages")[0].GetProperty("text").GetString()));
    }

    private static Deposit Waiting(DateOnly day, DepositState state) => new()
    {
        Id = DepositId.Mint(), State = state, Day = day, StateDay = day,
        Records = [new DepositedRecord { Ref = "a", Entry = RecordId.Mint(), Kind = "question", Content = new RecordContent { Language = "en" }.With("title", new FieldValue.One("Who sings?")) }],
    };

    private static IEnumerable<string> States(JsonElement list) => list.GetProperty("deposits").EnumerateArray().Select(one => one.GetProperty("state").GetString()!);

    private static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("deposits").EnumerateArray().Select(one => one.GetProperty("id").GetString()!);
}
