using System.Net;
using System.Net.Http.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>A link leads to what its field takes, and a connection to what is there; nothing else is accepted, and nothing drops out in silence.</summary>
public sealed class LinkKindTests
{
    [Fact]
    public async Task Nothing_but_a_community_stands_at_the_centre()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId sea = await asked.Community("Sea people", Protocol.AnySteward), dune = await asked.Community("Dune people", Protocol.AnySteward);
        RecordId practice = await asked.Practice(sea), kin = await asked.Kin(practice, await asked.Practice(dune));
        foreach (RecordId wrong in (RecordId[])[practice, kin])
            await Is(await Handed.In(archive, Handed.Practice("one", [wrong])), "link-wrong-kind", "records[a].centres");
        await Is(await Handed.In(archive, Handed.Practice("one", [sea])[..^1] + $$""","connections":[{"type":"stoodWith","from":"#a","to":"{{practice}}"}]}"""), "link-wrong-kind", "connections[0].to");
    }

    [Theory]
    [InlineData("SEA", "Hil people", "to")]
    [InlineData("Hil people", "SEA", "from")]
    public async Task A_connection_of_what_nobody_has_heard_of_is_not_accepted(string from, string to, string end)
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId sea = await archive.Community("Sea people");
        using HttpClient amal = archive.With(await archive.Member("amal", sea));
        Handed handed = await Handed.In(archive, $$"""
            {"records":[{"ref":"a","kind":"campaign","title":"A campaign"}],"connections":[{"type":"kin","from":"{{from}}","to":"{{to}}","shared":"the river","distinct":"the bank",
             "sources":["https://example.org/k"]}]}
            """.Replace("SEA", $"{sea}", StringComparison.Ordinal));
        await Is(handed, "link-unknown", $"connections[0].{end}");
        HttpResponseMessage answered = await amal.PostAsJsonAsync($"/api/v1/desk/records/{(await handed.Deposit()).Connections[0].Entry}/answer", new { answer = "given" });
        Assert.Equal(HttpStatusCode.BadRequest, answered.StatusCode);
        Assert.Null((await handed.Deposit()).Records[0].Accessioned);
    }

    private static async Task Is(Handed handed, string code, string field) =>
        Assert.Equal((code, field), Assert.Single(Assert.IsType<ReviewOutcome.NeedsWork>(await handed.Review()).Findings) is var one ? (one.Code, one.Field) : default);
}
