using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Reviewing;

/// <summary>What is done with up to a hundred deposits at a time, for stewards' and keepers' programs.</summary>
public static class DeskBulkApi
{
    /// <param name="desk">Of what is for members alone.</param>
    public static void Map(RouteGroupBuilder desk) => desk.MapPost("/deposits/bulk", Many).Produces<ManyLines>();

    public sealed record ManyWords(
        [property: Description("release: out of quarantine. decline: with words for each depositor. assign: to a reader. put-back: nobody reads it any more. flood: declines what is in quarantine without words. None accepts.")] DeskAct? Act,
        [property: Description("Ids of deposits, at most a hundred; each with a full stop and the beginning of its wording where it is to be left alone if it says something else by now.")] IReadOnlyList<string>? Deposits,
        [property: Description("For decline: what each depositor reads. For assign: the handle of who is to read them; left out, it is you.")] string? Text = null);

    public sealed record ManyLines(
        [property: Description("How many were done.")] int Done, [property: Description("In the order in which they were asked for.")] IEnumerable<OneLine> Deposits);

    public sealed record OneLine(
        string Id, [property: Description("Each is done whole or not at all, whatever becomes of the others.")] OutcomeOfOne Outcome);

    private static async Task<IResult> Many(ManyWords words, DealWithMany many, CurrentViewer viewer, HttpContext context)
    {
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        List<Finding> findings = [];
        if (words.Act is not { } act) findings.Add(new Finding("empty", "act"));
        string[] asked = [.. words.Deposits ?? []];
        if (asked is []) findings.Add(new Finding("empty", "deposits"));
        if (asked.Length > DealWithMany.Most) findings.Add(new Finding("too-many", "deposits"));
        if (words.Act == DeskAct.Decline && Finding.ReasonMissing(words.Text, "text") is { } missing) findings.Add(missing);
        if (words.Text is { Length: > ReviewDeposit.LongestWords }) findings.Add(Finding.TooLong("text", ReviewDeposit.LongestWords));
        if (findings is not []) return Problems.NotRight(context, findings);
        Dictionary<DepositId, OutcomeOfOne> outcomes = (await many.Do(words.Act!.Value, [.. asked.Select(Ticked.Read).OfType<Ticked>()], words.Text, member, context.RequestAborted))
            .ToDictionary(one => one.Ticked.Id, one => one.Outcome);
        OneLine[] lines = [.. asked.Select(one => new OneLine(one.Split('.')[0], Ticked.Read(one) is { } read ? outcomes[read.Id] : OutcomeOfOne.Unknown))];
        return Results.Ok(new ManyLines(outcomes.Values.Count(one => one == OutcomeOfOne.Done), lines));
    }
}
