using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Reviewing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Life;

namespace Kindred.Tests.Reviewing;

/// <summary>Whatever somebody gives as words with an act is bounded, and nothing is done where it is too much.</summary>
public sealed class BoundedWordsTests
{
    [Fact]
    public async Task No_act_takes_words_without_end()
    {
        await using TestArchive archive = await TestArchive.Start();
        Asked asked = new(archive);
        RecordId marsh = await asked.Community("Marsh people", Protocol.AnySteward);
        using HttpClient amal = archive.With(await archive.Member("amal", marsh)), kay = archive.With(await archive.Member("kay"));
        RecordId practice = await asked.Practice(marsh);
        await asked.Answer(practice, marsh, "amal");
        DepositId deposit = await Vigil.Find(archive, await Vigil.Send(archive, marsh, Vigil.Story, "2017-01"));
        string reason = new('x', Act.LongestReason + 1);
        foreach ((HttpClient who, string address, object said) in new (HttpClient, string, object)[]
        {
            (amal, $"/api/v1/desk/records/{practice}/withdraw", new { words = new string('x', WithdrawRecord.LongestWords + 1) }),
            (kay, $"/api/v1/desk/records/{practice}/hide", new { reason }),
            (kay, $"/api/v1/keep/records/{practice}/withdraw", new { reason }),
            (kay, $"/api/v1/keep/records/{practice}/withdraw", new { reason = "a name", words = new string('x', WithdrawRecord.LongestWords + 1) }),
            (kay, $"/api/v1/desk/deposits/{deposit}/decline", new { text = new string('x', ReviewDeposit.LongestWords + 1) }),
            (kay, "/api/v1/keep/members", new { handle = "mo", role = "keeper", reason }),
            (kay, "/api/v1/keep/terms", new { handle = "amal", community = marsh.ToString(), end = true, reason }),
            (kay, "/api/v1/keep/members/amal/link", new { reason }),
        })
        {
            HttpResponseMessage answer = await who.PostAsJsonAsync(address, said);
            Assert.Equal((address, HttpStatusCode.BadRequest), (address, answer.StatusCode));
            Assert.Equal("too-long", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("findings")[0].GetProperty("code").GetString());
        }

        Assert.Equal(1, await asked.Shown(practice));
        Assert.Equal(DepositState.Deposited, (await archive.Writer.Write(session => session.FindDeposit(deposit), CancellationToken.None))!.State);
        Assert.Null(await archive.Writer.Write(session => session.FindMember("mo"), CancellationToken.None));
    }
}
