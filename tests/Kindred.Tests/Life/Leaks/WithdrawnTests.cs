using System.Net;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Documenting;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Withdrawing;
using Kindred.Tests.Browsing;
using Kindred.Tests.Depositing;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Tests.Life.Leaks;

/// <summary>What answers where something is gone, and what a form tells to one who guesses.</summary>
public sealed class WithdrawnTests
{
    [Fact]
    public async Task Every_address_below_a_withdrawn_record_says_that_it_is_gone()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId gone = await Told.Practice(archive);
        await archive.Write(session => archive.Get<Destruction>().Destroy(session, gone, archive.Today, "Not ours to tell here."));
        using HttpClient anyone = archive.Anyone();
        string[] addresses =
        [
            .. ApiRoute.All(archive.Get<IEnumerable<EndpointDataSource>>()).Where(route => route.Method is "GET" or "PAGE")
                .Where(route => route.Path.StartsWith("/r/{id}", StringComparison.Ordinal) || route.Path.StartsWith("/api/v1/records/{id}", StringComparison.Ordinal))
                .Select(route => route.Path.Replace("{id}", gone.ToString(), StringComparison.Ordinal).Replace("{number}", "1", StringComparison.Ordinal).Replace("{slug}", "x", StringComparison.Ordinal)),
        ];
        Assert.True(addresses.Length >= 9);
        foreach (string address in addresses)
        {
            using HttpResponseMessage answer = await anyone.GetAsync(address);
            // A concern can be told of what is gone: its words may live elsewhere.
            Assert.Equal((address, address.EndsWith("/concern", StringComparison.Ordinal) ? HttpStatusCode.OK : HttpStatusCode.Gone), (address, answer.StatusCode));
            Assert.DoesNotContain("taxis", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Contains(gone.ToString(), await Told.Text(anyone, "/withdrawals.jsonl"), StringComparison.Ordinal);
        Assert.Contains("Not ours to tell here.", await Told.Text(anyone, $"/api/v1/records/{gone}/history"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_keepers_hide_is_answered_for_without_saying_of_what()
    {
        await using TestArchive archive = await TestArchive.Start();
        RecordId practice = await Told.Practice(archive), never = Told.Id(50);
        await archive.Write(session => Told.Put(session, never, "practice", Told.Content("Never public"), archive.Today, RecordState.Asked));
        Viewer.Member keeper = new(archive.Today, "mika", true, []);
        await archive.Get<WithdrawRecord>().Hide(practice, "Zirkon", keeper, CancellationToken.None);
        await archive.Get<WithdrawRecord>().Hide(never, "Zirkon", keeper, CancellationToken.None);
        var acts = await archive.Records.Acts(ofPowerOnly: true, 10, new Viewer.Public(archive.Today), CancellationToken.None);
        Assert.Empty(Assert.Single(acts, act => act.Value.Act.Kind == Domain.Ledger.ActKind.Hiding).Value.Act.Subjects);
        using HttpClient anyone = archive.Anyone();
        string page = await Told.Text(anyone, "/about/acts");
        Assert.Contains("mika", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Zirkon", page, StringComparison.Ordinal);
        await archive.Write(session => session.Put(session.FindRecord(practice)! with { State = RecordState.Published }));
        acts = await archive.Records.Acts(ofPowerOnly: true, 10, new Viewer.Public(archive.Today), CancellationToken.None);
        Assert.Equal([practice], acts.SelectMany(act => act.Value.Act.Subjects));
    }

    /// <summary>Whoever sends something learns nothing of what they name: neither by its id nor by its name.</summary>
    [Theory]
    [InlineData("asked")]
    [InlineData("hidden")]
    [InlineData("destroyed")]
    public async Task A_form_that_names_what_is_secret_answers_as_for_what_never_was(string name)
    {
        await using Twin with = await Twin.Make(Secret.All.Single(one => one.Name == name));
        TestArchive archive = with.Archive;
        string hiddenName = $"{Twin.Marker} title", neverName = $"{Twin.Marker} never";
        foreach (Func<string, string, Task<string>> send in (Func<string, string, Task<string>>[])
            [Concern, (id, _) => Deposit(id), (_, title) => Deposit(title), (_, title) => Contribute(title), (id, _) => Post($"/api/v1/desk/records/{id}/answer", """{"answer":"given"}"""), (id, _) => Post($"/api/v1/keep/records/{id}/withdraw", "{}")])
        {
            foreach (string kind in (string[])["practice", "community"])
            {
                RecordId secret = Twin.SecretId(kind);
                string answer = await send(secret.ToString(), hiddenName), never = await send(Twin.Never.ToString(), neverName);
                Assert.Equal(
                    never, answer.Replace(secret.ToString(), Twin.Never.ToString(), StringComparison.Ordinal).Replace(hiddenName, neverName, StringComparison.OrdinalIgnoreCase));
            }
        }

        async Task<string> Concern(string id, string title)
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open($"/r/{id}/concern");
            await visitor.Send($"/r/{id}/concern", ("what", "namesme"), ("text", title), ("key", new string('a', 32)));
            Assert.Equal(7, visitor.Receipt.Split(' ').Length);
            return visitor.Text.Replace(visitor.Receipt, "…", StringComparison.Ordinal);
        }

        async Task<string> Deposit(string target)
        {
            string sent = $$"""{"records":[{"ref":"a","kind":"practice","language":"en","title":"Ours","story":"Told.","centres":["{{target}}"],"rootedIn":["{{target}}"]}]}""";
            using HttpClient anyone = archive.Anyone();
            using HttpResponseMessage answer = await anyone.PostAsync("/api/v1/deposits", Json(sent));
            string words = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode != HttpStatusCode.Created) return $"{answer.StatusCode} {words}";
            using HttpRequestMessage read = new(HttpMethod.Get, "/api/v1/deposits/current");
            read.Headers.Add("Kindred-Receipt", System.Text.Json.JsonDocument.Parse(words).RootElement.GetProperty("receipt").GetString());
            using HttpResponseMessage held = await anyone.SendAsync(read);
            Visitor visitor = new(archive.Anyone());
            await visitor.Open("/receipt");
            await visitor.Send("/receipt", ("words", read.Headers.GetValues("Kindred-Receipt").Single()));
            return await held.Content.ReadAsStringAsync() + visitor.Text.Replace(read.Headers.GetValues("Kindred-Receipt").Single(), "…", StringComparison.Ordinal);
        }

        async Task<string> Contribute(string title)
        {
            Visitor visitor = new(archive.Anyone());
            await visitor.Open("/contribute?kind=practice");
            await visitor.Send("/contribute", ("f.title", "Ours"), ("f.story", "Told."), ("go", "next"));
            await visitor.Send("/contribute", ("f.centres", title), ("go", "next"));
            return visitor.Text;
        }

        async Task<string> Post(string address, string json)
        {
            using HttpClient steward = archive.With(await archive.Token("sedge"));
            using HttpResponseMessage answer = await steward.PostAsync(address, Json(json));
            return $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
    }

    private static StringContent Json(string json) => new(json, System.Text.Encoding.UTF8, "application/json");
}
