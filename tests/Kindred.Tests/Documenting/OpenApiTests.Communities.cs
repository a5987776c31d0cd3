using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Tests.Life;
using Record = Kindred.Domain.Records.Record;

namespace Kindred.Tests.Documenting;

public sealed partial class OpenApiTests
{
    private async Task Concerns(HttpClient anyone, HttpClient keeper, RecordId river, RecordId practice)
    {
        const string current = "/api/v1/concerns/current", desk = "/api/v1/desk/concerns";
        string receipt = (await Do(anyone, "POST /api/v1/records/{id}/concerns", $"/api/v1/records/{practice}/concerns",
            $$"""{"what":"not-asked","text":"We were there.","community":"{{await TitleOf(river)}}","field":"story"}""")).GetProperty("receipt").GetString()!;
        anyone.DefaultRequestHeaders.Add("Kindred-Receipt", receipt);
        Assert.Equal("open", (await Do(anyone, "GET " + current, current)).GetProperty("state").GetString());
        await Do(anyone, $"POST {current}/reply", current + "/reply", """{"text":"At the ford."}""");
        string id = (await Do(keeper, "GET " + desk, desk)).GetProperty("concerns")[0].GetProperty("id").GetString()!;
        await Do(keeper, $"GET {desk}/{{id}}", $"{desk}/{id}");
        await Do(keeper, $"POST {desk}/{{id}}/say", $"{desk}/{id}/say", """{"words":"Thank you; we ask them."}""");
        await archive.Write(session =>
        {
            foreach (string field in (string[])["centres", "stoodWith"])
            {
                Record told = session.FindRecord(practice)!;
                session.Put(told with { Content = told.Content with { Links = [.. told.Content.Links.Where(link => link.Field != field)] }, Communities = [] });
            }
        });
        await Do(keeper, $"POST {desk}/{{id}}/name", $"{desk}/{id}/name", """{"reason":"It speaks of them."}""");
        Assert.Equal(river.ToString(), (await Do(keeper, "GET /api/v1/desk/records/{id}/claims", $"/api/v1/desk/records/{practice}/claims"))[0].GetProperty("community").GetString());
        Assert.Equal("closed", (await Do(keeper, $"POST {desk}/{{id}}/say", $"{desk}/{id}/say", """{"words":"It is done.","close":true}""")).GetProperty("state").GetString());
        await Do(anyone, $"POST {current}/withdraw", current + "/withdraw");
        anyone.DefaultRequestHeaders.Remove("Kindred-Receipt");
        // Nobody answers for this one: keepers may find that the record does not speak of it.
        RecordId lake = await archive.Community("Lake people");
        await archive.Write(session => session.PutClaim(practice, lake));
        await Do(keeper, "POST /api/v1/desk/records/{id}/claims/{community}/lift", $"/api/v1/desk/records/{practice}/claims/{lake}/lift", """{"reason":"We read it."}""");
    }

    private async Task Communities(HttpClient keeper)
    {
        const string one = "/api/v1/desk/communities/{id}";
        RecordId hill = await new Asked(archive).Community("Hill people", new Protocol(2));
        using HttpClient bo = archive.With(await archive.Member("bo", hill)), cat = archive.With(await archive.Member("cat", hill));
        string address = $"/api/v1/desk/communities/{hill}";
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await keeper.GetAsync(address)).StatusCode);
        JsonElement read = await Do(bo, "GET " + one, address);
        Assert.Equal("exact", read.GetProperty("settings").GetProperty("finestPlace").GetString());
        Assert.Equal("waiting", (await Do(bo, $"POST {one}/wishes", address + "/wishes", """{"settings":{"finestPlace":"region","contentNotices":["grief"]},"reason":"Told at our table."}""")).GetProperty("state").GetString());
        JsonElement wish = (await Do(cat, "GET " + one, address)).GetProperty("wishes")[0];
        Assert.Equal(("set", "region", 2), (wish.GetProperty("what").GetString(), wish.GetProperty("settings")[0].GetProperty("finestPlace").GetString(), wish.GetProperty("needed").GetInt32()));
        long number = wish.GetProperty("number").GetInt64();
        await Do(bo, $"POST {one}/wishes/{{number}}/take-back", $"{address}/wishes/{number}/take-back");
        await Do(bo, $"POST {one}/wishes", address + "/wishes", """{"settings":{"finestPlace":"region"}}""");
        number = (await Do(cat, "GET " + one, address)).GetProperty("wishes")[0].GetProperty("number").GetInt64();
        Assert.Equal("done", (await Do(cat, $"POST {one}/wishes/{{number}}/agree", $"{address}/wishes/{number}/agree")).GetProperty("state").GetString());
        Assert.Equal("region", (await Do(cat, "GET " + one, address)).GetProperty("settings").GetProperty("finestPlace").GetString());
        await Do(cat, $"POST {one}/lay-down", address + "/lay-down", """{"sure":true}""");
    }

    private async Task<string> TitleOf(RecordId id) => await archive.Writer.Write(session => session.FindRecord(id)!.Content.Title, CancellationToken.None);
}
