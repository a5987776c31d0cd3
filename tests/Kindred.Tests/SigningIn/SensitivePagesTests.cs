using System.Net;
using Kindred.Domain.Records;
using Kindred.Features.Shared;
using Kindred.Tests.Keeping;
using Kindred.Tests.Life.Matrix;
using Kindred.Tests.Reviewing;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Tests.SigningIn;

/// <summary>Whatever a page does for members asks again who sits there, or stands here with the reason why it does not. A new handler is decided about before it is there.</summary>
public sealed class SensitivePagesTests
{
    /// <summary>Handlers that do not ask, as <c>/page handler</c>.</summary>
    private static readonly Dictionary<string, string> NotAsked = new()
    {
        // A withdrawal is never made harder. What a steward takes out in part asks nothing more of her than it did; the whole record asks, because it can destroy what
        // never comes back, and beside it stands the hide, which works at once.
        ["desk/records/{id}/part "] = "a steward's withdrawal is never made harder",
        ["desk/records/{id}/part back"] = "her own word back, before anything is destroyed",
        ["desk/records/{id}/withdraw hide"] = "hides at once, and must be quick",
        ["desk/concerns/{id} name"] = "closes what is public, and must be quick",
        ["desk/communities/{id} takeBack"] = "takes back one's own word: nothing comes of it",
        // Daily work that others can read, answer or undo.
        ["desk/records/{id} answer"] = "an answer is a steward's daily work, is read by her fellows, and is taken back as fast as it is given; her passkey can sign it",
        ["desk/records/{id} embargo"] = "only keeps back, or ends one's own word",
        ["keep/duplicates "] = "remembers that two are not one: changes neither",
        ["desk/not-kin "] = "remembers that two are not kin, or forgets it: changes neither",
        ["desk/renew "] = "says again what she said before",
        ["desk/communities/{id} guidance"] = "a revision of words, and the older ones stay",
        ["desk/records/{id}/restore/{number:int} "] = "a revision like any, and communities are asked",
        ["desk/deposits/{id} ask"] = "words to the depositor",
        ["desk/deposits/{id} decline"] = "can be answered for 30 days before anything is destroyed",
        ["desk/deposits/{id} release"] = "only brings it to the desk",
        ["desk/deposits/{id} assign"] = "who reads it",
        ["desk/deposits/{id} putBack"] = "who reads it",
        ["desk/deposits/{id} embargo"] = "only keeps back what nobody could read",
        ["desk/deposits many"] = "accepts none; what is declined can be answered for 30 days",
        // A file that was sent in is no import yet, and what an import does waits for the question before it runs.
        ["keep/imports "] = "a file waits outside the archive, and nothing of it is in",
        ["keep/imports forget"] = "destroys what somebody sent in and nobody brought in",
        ["keep/imports remove"] = "what columns mean, and no record",
        ["keep/imports/{id}/map "] = "what columns mean; nothing of the file is in",
        ["keep/imports/{id}/map/{number} "] = "what a column means; nothing of the file is in",
        ["keep/imports/{id}/dry-run try"] = "writes nothing",
        ["keep/imports/{id}/dry-run stop"] = "writes nothing",
        ["keep/imports/{id} stop"] = "must be quick, and goes on when asked to",
        ["keep/imports/{id} resume"] = "goes on with what was asked about when it began",
        ["desk seen"] = "ticks off a line of one's own",
        // One's own session and ways in, where nothing opens.
        ["account name"] = "what a passkey is called",
        ["sessions end"] = "closes a way in, and must be quick",
        ["sessions feed"] = "holds counts only",
        ["sign-in/again "] = "is the question itself",
    };

    [Fact]
    public async Task Every_handler_of_a_members_page_asks_or_has_its_reason()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        Handler[] all = await All(archive);
        Assert.NotEmpty(all);
        Assert.Empty(all.Where(one => one.Asks is [] && !NotAsked.ContainsKey(one.Key)).Select(one => one.Key + ": let it ask again with [AskAgain], or say here why not"));
        Assert.Empty(NotAsked.Keys.Except(all.Where(one => one.Asks is []).Select(one => one.Key)).Select(key => key + ": is gone, or asks by now"));
        // A name in the attribute that no handler has guards nothing.
        foreach (IGrouping<Type, Handler> page in all.GroupBy(one => one.Page))
            Assert.Empty(AskAgainOf(page.Key).SelectMany(one => one.Handlers).Except(page.Select(one => one.Name), StringComparer.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Whatever_asks_does_nothing_before_it_was_shown_again()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        foreach (Handler one in (await All(archive)).Where(one => one.Asks is not []))
        {
            foreach (string where in (string[])["form", "query"])
            {
                // What the handler is given decides, wherever it was sent: as it is sent where it does the most.
                (string Name, string Value)[] most = one.Asks[0].Unless is { } unless ? [Most[unless]] : [];
                string inQuery = where == "query" ? string.Concat(most.Select(field => $"&{field.Name}={field.Value}")) : "";
                string address = $"/{one.Route.Replace("{id}", RecordId.Mint().ToString(), StringComparison.Ordinal).Replace("{kind}", "practice", StringComparison.Ordinal).Replace("{name}", "topics", StringComparison.Ordinal)}?handler={one.Name}{inQuery}";
                HttpResponseMessage answer = await kofi.Post(address, where == "form" ? most : []);
                Assert.True(answer.StatusCode == HttpStatusCode.TemporaryRedirect && answer.Headers.Location!.ToString().StartsWith("/sign-in/again?to=", StringComparison.Ordinal), $"{address}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task What_does_nothing_of_weight_is_not_asked_on_the_same_page()
    {
        await using TestArchive archive = await TwoKeepers.Start();
        using SignedInBrowser kofi = await SignedInBrowser.Of(archive, "kofi");
        await kofi.Read("/keep/members");
        archive.Clock.Pass(TimeSpan.FromMinutes(11));
        RecordId none = RecordId.Mint();
        foreach ((string address, string field, string value) in ((string, string, string)[])[
            ($"/desk/deposits/{none}?handler=accept", "basis", "Consent"), ($"/desk/deposits/{none}?handler=take", "wording", "x"), ("/desk?handler=settle", "concern", none.ToString()),
            ($"/desk/concerns/{none}?handler=say", "go", "ask"), ("/keep/hidden", "act", "confirm")])
            Assert.NotEqual(HttpStatusCode.TemporaryRedirect, (await kofi.Post(address, (field, value), ("id", none.ToString()))).StatusCode);
        // Another argument of the same value is not the one that is meant.
        Assert.Equal(HttpStatusCode.TemporaryRedirect, (await kofi.Post("/keep/hidden", ("act", "show"), ("id", "confirm"))).StatusCode);
    }

    private static readonly Dictionary<string, (string Name, string Value)> Most = new()
    {
        ["basis=Consent"] = ("basis", "FirstHand"),
        ["go=ask"] = ("go", "close"),
        ["sure=False"] = ("sure", "true"),
        ["act=confirm"] = ("act", "show"),
    };

    private static AskAgainAttribute[] AskAgainOf(Type page) => [.. page.GetCustomAttributes(typeof(AskAgainAttribute), inherit: true).Cast<AskAgainAttribute>()];

    private static async Task<Handler[]> All(TestArchive archive)
    {
        List<Handler> all = [];
        foreach (RouteEndpoint endpoint in Asks.Endpoints(archive))
        {
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } page) continue;
            CompiledPageActionDescriptor compiled = await archive.Get<PageLoader>().LoadAsync(page, endpoint.Metadata);
            Type model = compiled.ModelTypeInfo!.AsType();
            if (!model.IsDefined(typeof(MembersPageAttribute), inherit: true)) continue;
            foreach (HandlerMethodDescriptor handler in compiled.HandlerMethods.Where(one => one.HttpMethod == "Post"))
            {
                string name = handler.Name is { } given ? char.ToLowerInvariant(given[0]) + given[1..] : "";
                all.Add(new Handler(endpoint.RoutePattern.RawText!.Trim('/'), name, model, [.. AskAgainOf(model).Where(one => one.Handlers.Count == 0 || one.Handlers.Contains(name, StringComparer.OrdinalIgnoreCase))]));
            }
        }

        return [.. all.DistinctBy(one => one.Key)];
    }

    private sealed record Handler(string Route, string Name, Type Page, AskAgainAttribute[] Asks)
    {
        public string Key => $"{Route} {Name}";
    }
}
