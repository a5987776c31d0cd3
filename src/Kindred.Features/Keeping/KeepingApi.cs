using System.Collections.Immutable;
using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Keeping;

/// <summary>Members, terms and settings for keepers' programs.</summary>
public static class KeepingApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder keep = routes.MapGroup("/api/v1/keep").AddEndpointFilter(KeepersOnly);
        keep.MapRead("/members", Members);
        keep.MapPost("/members", Add).Produces<KeepingAnswer>().Produces<KeepingAnswer>(StatusCodes.Status202Accepted);
        keep.MapRead("/terms", Terms);
        keep.MapPost("/terms", Change).Produces<KeepingAnswer>().Produces<KeepingAnswer>(StatusCodes.Status202Accepted);
        keep.MapRead("/waiting", async (IMemberStore members, CancellationToken cancel) => (await members.WaitingForSecondKeeper(cancel)).Select(LineOf));
        keep.MapPost("/members/{handle}/link", async (string handle, Because? because, RenewSignIn renew, CurrentViewer viewer, HttpContext context) =>
            Finding.ReasonMissing(because?.Reason) is { } wrong ? Problems.NotRight(context, wrong) : Answer(context, await renew.Propose(handle, await Keeper(viewer, context), null, because?.Reason ?? "", context.RequestAborted)))
            .Produces<KeepingAnswer>().Produces<KeepingAnswer>(StatusCodes.Status202Accepted);
        keep.MapPost("/waiting/{number:long}/agree", async (long number, Because? because, SecondWord second, CurrentSettings settings, CurrentViewer viewer, HttpContext context) =>
        {
            KeepingOutcome outcome = await second.Agree(number, await Keeper(viewer, context), because?.Reason, context.RequestAborted);
            await settings.Refresh(context.RequestAborted);
            return Answer(context, outcome);
        }).Produces<KeepingAnswer>();
        keep.MapPost("/waiting/{number:long}/refuse", async (long number, Because? because, SecondWord second, CurrentViewer viewer, HttpContext context) =>
            Answer(context, await second.Refuse(number, await Keeper(viewer, context), because?.Reason, context.RequestAborted))).Produces<KeepingAnswer>();
        keep.MapPost("/hand-over", async (Successor wanted, HandOverRole handOver, CurrentViewer viewer, HttpContext context) => Finding.ReasonMissing(wanted.Reason) is { } wrong
            ? Problems.NotRight(context, wrong)
            : Answer(context, await handOver.Do(wanted.Handle, await Keeper(viewer, context), wanted.Reason!, context.RequestAborted)))
            .Produces<KeepingAnswer>().Produces<KeepingAnswer>(StatusCodes.Status202Accepted);
        keep.MapRead("/settings", (CurrentSettings settings) => settings.Value with { KeeperTermMonths = settings.Value.TermMonths() });
        keep.MapPut("/settings", async (NewSettings settings, ChangeSettings change, CurrentViewer viewer, HttpContext context) =>
            Answer(context, await change.Do(settings, await Keeper(viewer, context), settings.Reason, context.RequestAborted)))
            .Produces<KeepingAnswer>().Produces<KeepingAnswer>(StatusCodes.Status202Accepted);
        routes.MapRead("/api/v1/acts", Acts).Produces<ActPage>();
    }

    public sealed record MemberLine(string Handle, DateOnly Joined, bool HasClaimed, bool IsKeeper, ImmutableArray<RoleLine> Roles);

    public sealed record RoleLine(string Role, string? Community, DateOnly From, DateOnly? Until);

    public sealed record TermLine(string Handle, string Role, string? Community, DateOnly From, DateOnly? Until);

    public sealed record NewMember(
        string Handle,
        [property: Description("keeper or steward")] string Role,
        [property: Description("Id or exact name, of a steward's.")] string? Community,
        [property: Description("The last day. Left out: a term for a keeper, no end for a steward.")] DateOnly? Until,
        [property: Description("Why; needed.")] string? Reason);

    public sealed record Because([property: Description("Why; needed but to agree, or to take back what was one's own.")] string? Reason);

    public sealed record Successor([property: Description("Who is to keep the archive instead.")] string Handle, [property: Description("Why; needed.")] string? Reason);

    /// <summary>What waits for a second keeper.</summary>
    public sealed record WaitingLine(
        long Number,
        [property: Description("grant, end, hand-over, new-link, destroy-record, policy, to-stewards or lift-claim.")] string What,
        [property: Description("What it is about: a record's id, a handle, or the parts of a role between tabs; of a policy those that would change; of a claim the record and the community, with a tab between.")] string Subject,
        string ProposedBy, DateOnly Day,
        [property: Description("Until then the first word counts.")] DateOnly LastDay,
        string Reason);

    /// <summary>An act of power.</summary>
    public sealed record ActLine(
        DateOnly Day, string Kind,
        [property: Description("Handle of the keeper, or of the two; absent of what stewards did.")] string? By,
        string? Reason,
        [property: Description("Why the second keeper agreed.")] string? SecondReason,
        [property: Description("Why one keeper's word was enough, where two are needed: first-days, alone, only-keeper or nobody-left.")] string? OneWasEnough);

    public sealed record ActPage(int Page, int Size, ImmutableArray<ActLine> Acts);

    /// <summary>The settings, all of them, and why they are changed.</summary>
    public sealed record NewSettings : ArchiveSettings
    {
        [Description("Why; needed, and public, on the list of acts.")]
        public string? Reason { get; init; }
    }

    public sealed record TermChange(
        string Handle,
        [property: Description("Id, of a steward's; left out: the role of keeper.")] string? Community,
        [property: Description("The last day. Left out: a term for a keeper, no end for a steward.")] DateOnly? Until,
        [property: Description("It ends today instead.")] bool? End,
        [property: Description("Why; needed.")] string? Reason);

    public sealed record KeepingAnswer(
        string? Handle,
        [property: Description("One-time link, from the archive's address on; shown this once.")] string? Link,
        [property: Description("Number under which it waits for a second keeper.")] long? Waits);

    public static MemberLine LineOf(Member member, DateOnly today) =>
        new(member.Handle, member.Joined, member.SignsIn, member.IsKeeperOn(today), [.. member.Roles.Select(LineOf)]);

    private static RoleLine LineOf(Role role) => new(role.Community is null ? "keeper" : "steward", role.Community?.ToString(), role.From, role.Until);

    private static async ValueTask<object?> KeepersOnly(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        CurrentViewer current = (CurrentViewer)invocation.HttpContext.RequestServices.GetService(typeof(CurrentViewer))!;
        return await current.Of(invocation.HttpContext) switch
        {
            Viewer.Member { IsKeeper: true } => await next(invocation),
            Viewer.Member => Problems.Result(Problem.NotYours),
            _ => Problems.Result(Problem.SignInNeeded),
        };
    }

    private static async Task<string> Keeper(CurrentViewer viewer, HttpContext context) => (await viewer.Of(context)).AsMember!.Handle;

    private static async Task<IEnumerable<MemberLine>> Members(IMemberStore members, TimeProvider time, CancellationToken cancel) =>
        (await members.All(cancel)).Select(member => LineOf(member, time.Today()));

    private static async Task<IEnumerable<TermLine>> Terms(IMemberStore members, TimeProvider time, CancellationToken cancel) =>
        from member in await members.All(cancel)
        from role in member.Roles
        where role.HoldsOn(time.Today())
        let line = LineOf(role)
        select new TermLine(member.Handle, line.Role, line.Community, line.From, line.Until);

    private static async Task<IResult> Add(NewMember wanted, AddMember add, CurrentViewer viewer, HttpContext context)
    {
        if (wanted.Role is not ("keeper" or "steward") || wanted.Role == "keeper" != wanted.Community is null) return Problems.NotRight(context, new Finding("role-missing", "role"));
        if (Finding.ReasonMissing(wanted.Reason) is { } wrong) return Problems.NotRight(context, wrong);
        return Answer(context, await add.Do(
            wanted.Handle, wanted.Community, wanted.Until, await Keeper(viewer, context), null, wanted.Reason ?? "", context.RequestAborted));
    }

    private static async Task<IResult> Change(TermChange wanted, ChangeRole change, CurrentSettings settings, TimeProvider time, CurrentViewer viewer, HttpContext context)
    {
        if (Finding.ReasonMissing(wanted.Reason) is { } wrong) return Problems.NotRight(context, wrong);
        RecordId? community = null;
        if (wanted.Community is not null)
        {
            if (!RecordId.TryParse(wanted.Community, out RecordId id)) return Problems.NotRight(context, new Finding("no-such-community", "community"));
            community = id;
        }

        DateOnly? until = wanted.Until ?? (community is null && wanted.End != true ? settings.Value.TermEnd(time.Today()) : null);
        return Answer(context, await change.Do(
            new RoleChange(Handle.Read(wanted.Handle) ?? "", community, until, wanted.End == true), await Keeper(viewer, context), null, wanted.Reason ?? "",
            context.RequestAborted));
    }

    private static WaitingLine LineOf(TwoKeeperAct act) => new(
        act.Number, act.Kind.Name, act.Kind == TwoKeeperKind.PolicyChange ? string.Join('\t', PolicyChange.Parse(act).Steps.Select(step => step.Name)) : act.Subject,
        act.ProposedBy, act.Day, act.LastDay, act.Reason);

    /// <summary>The list of <c>/about/acts</c>.</summary>
    private static async Task<IResult> Acts(string? kind, string? by, int? page, IRecordStore records, TimeProvider time, HttpContext context)
    {
        if (!PowerActs.TryRead(kind, by, page, out PowerActs asked)) return Problems.NotRight(context, new Finding("no-such-kind", "kind"));
        (IReadOnlyList<WrittenAct> acts, _) = await asked.Find(records, new Viewer.Public(time.Today()), context.RequestAborted);
        return Results.Json(new ActPage(asked.Page, PowerActs.Size, [.. acts.Select(LineOf)]));
    }

    // Without its number: the gaps would tell how much else was done.
    private static ActLine LineOf(WrittenAct written) => new(
        written.Act.Day, ValueName.Of(written.Act.Kind), written.Act.By, written.Act.Reason, written.Act.SecondReason,
        written.Act.SoleWord == SoleWord.None ? null : ValueName.Of(written.Act.SoleWord));

    private static IResult Answer(HttpContext context, RenewOutcome outcome) => outcome switch
    {
        RenewOutcome.Done done => Results.Json(new KeepingAnswer(done.Handle, LinkOf(done.Link), null)),
        RenewOutcome.Waits waits => Results.Json(new KeepingAnswer(null, null, waits.Number), statusCode: StatusCodes.Status202Accepted),
        RenewOutcome.NotYours => Problems.Result(Problem.NotYours),
        RenewOutcome.NoSuchMember => Problems.Result(Problem.NotFound),
        RenewOutcome.NotRight wrong => Problems.NotRight(context, wrong.Finding),
        _ => Problems.Result(Problem.AlreadyDecided),
    };

    private static IResult Answer(HttpContext context, KeepingOutcome outcome) => outcome switch
    {
        KeepingOutcome.Done done => Results.Json(new KeepingAnswer(done.Handle, LinkOf(done.Secret), null)),
        KeepingOutcome.Waits waits => Results.Json(new KeepingAnswer(null, null, waits.Number), statusCode: StatusCodes.Status202Accepted),
        KeepingOutcome.NotYours => Problems.Result(Problem.NotYours),
        KeepingOutcome.NothingToAgreeTo => Problems.Result(Problem.AlreadyDecided),
        { Wrong: { } wrong } => Problems.NotRight(context, wrong),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string? LinkOf(string? secret) => secret is null ? null : "/join/" + secret;
}
