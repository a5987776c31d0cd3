using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kindred.Tests.Life.Matrix;

/// <summary>Everybody asks for everything, by every route there is.</summary>
public sealed class MatrixTests
{
    private static readonly Asker[] ByReceipt = [Asker.Receipt, Asker.OtherReceipt, Asker.Teller];

    [Fact]
    public async Task Whoever_may_not_know_of_something_is_answered_as_if_it_never_was()
    {
        await using MatrixArchive matrix = await MatrixArchive.Make();
        Sweep sweep = new(matrix);
        await sweep.Run(Enum.GetValues<Asker>(), await Asks.Of(matrix.Archive));
        Assert.True(sweep.Breaches.IsEmpty, $"{sweep.Breaches.Count} breaches in {sweep.Asked} answers\n" + string.Join('\n', sweep.Breaches.Take(40)));
        // What is public needs no receipt: who holds one asks with it only where one is taken.
        string[] unseen =
        [
            .. from role in Enum.GetValues<Asker>()
               from thing in matrix.Things
               where thing.To(role) == Knows.Sees && !sweep.IsSeen(role, thing) && !(ByReceipt.Contains(role) && thing.To(Asker.Anyone) == Knows.Sees)
               select $"No route gives the {thing} to {role}, who may see it: its cell of the matrix holds nothing.",
        ];
        Assert.True(unseen is [], string.Join('\n', unseen));
        string[] unreached = [.. Asks.Endpoints(matrix.Archive).Select(Asks.NameOf).Where(route => !sweep.IsReached(route))];
        Assert.True(unreached is [], $"Nothing in the matrix reaches these: say in {nameof(Asks)} how their parameters are filled.\n" + string.Join('\n', unreached));
        // Things in a keeper's hands change: otherwise that nothing changes in others' would prove nothing.
        Assert.Equal(["asked", "deposit", "deposit in quarantine", "hidden", "published"], matrix.Things.Where(thing => sweep.HasActed(Asker.Keeper, thing)).Select(thing => thing.Name).Intersect(["asked", "deposit", "deposit in quarantine", "hidden", "published"]).Order());
        await HoldGuards(matrix, sweep);
    }

    [Fact]
    public async Task A_route_that_leaks_is_caught_without_anybody_writing_it_down()
    {
        string asked = MatrixArchive.IdOf("asked").ToString();
        await using MatrixArchive matrix = await MatrixArchive.Make(app =>
        {
            app.MapGet("/leak/title/{id}", (string id) => id == asked ? "zirkonasked" : "nothing");
            app.MapGet("/leak/status/{id}", (string id) => id == asked ? Results.StatusCode(403) : Results.StatusCode(404));
            app.MapGet("/leak/list", () => asked);
            app.MapGet("/leak/odd/{code:length(3)}", (string code) => code);
        });
        Sweep sweep = new(matrix);
        await sweep.Run([Asker.Anyone], [.. (await Asks.Of(matrix.Archive)).Where(ask => ask.Path.StartsWith("/leak/", StringComparison.Ordinal))]);
        foreach (string route in (string[])["/leak/title/", "/leak/status/", "/leak/list"]) Assert.Contains(sweep.Breaches, breach => breach.Contains(route, StringComparison.Ordinal));
        // One that can't be filled is not passed over.
        Assert.False(sweep.IsReached("GET /leak/odd/{code:length(3)}"));
        Assert.True(sweep.IsReached("GET /leak/title/{id}"));
    }

    [Fact]
    public async Task A_keeper_who_is_let_in_after_the_term_is_caught()
    {
        await using MatrixArchive matrix = await MatrixArchive.Make(isTermForgotten: true);
        Sweep sweep = new(matrix);
        await sweep.Run([Asker.EndedKeeper], [.. (await Asks.Of(matrix.Archive)).Where(ask => ask.Method == "GET")]);
        Assert.Contains(sweep.Breaches, breach => breach.StartsWith("EndedKeeper tells the asked from what never was", StringComparison.Ordinal));
        Assert.Contains(sweep.Breaches, breach => breach.StartsWith("EndedKeeper tells the concern from what never was", StringComparison.Ordinal));
    }

    /// <summary>Who is refused is refused by the house's own attribute or as the interface is described, and not by hand, so that what has neither is for everyone.</summary>
    private static async Task HoldGuards(MatrixArchive matrix, Sweep sweep)
    {
        List<string> unguarded = [];
        foreach ((string route, bool isForMembers, bool takesStrangersWords) in await Asks.Guards(matrix.Archive))
        {
            if (isForMembers && sweep.Answered.ContainsKey(route)) unguarded.Add($"{route} is for members and answers a stranger.");
            if (!isForMembers && sweep.Refused.ContainsKey(route)) unguarded.Add($"{route} refuses strangers by hand: give it [MembersPage], or describe it as one that takes a token.");
            if (!takesStrangersWords && sweep.Written.ContainsKey(route)) unguarded.Add($"{route} lets a stranger write and doesn't say so.");
        }

        Assert.True(unguarded is [], string.Join('\n', unguarded));
    }
}
