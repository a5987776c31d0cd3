using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Reviewing;

/// <summary>What waits at a desk, and what is done with deposits, for stewards' and keepers' programs.</summary>
public static class ReviewApi
{
    private const int Size = 50;
    private const int MostPages = 1_000;
    private const int MostQuestions = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder desk = routes.MapGroup("/api/v1/desk").AddEndpointFilter(Desk.MembersOnly);
        desk.MapRead("/waiting", Waiting);
        desk.MapRead("/deposits/{id}", One);
        desk.MapPost("/deposits/{id}/accept", (string id, Acceptance? acceptance, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Accept(deposit, member, acceptance?.Basis ?? PublicationBasis.Consent, acceptance?.Give ?? false, acceptance?.Wording, context.RequestAborted)));
        desk.MapPost("/deposits/{id}/ask", (string id, Words words, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Ask(deposit, member, words.Text ?? "", context.RequestAborted)));
        desk.MapPost("/deposits/{id}/decline", (string id, Words? words, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Decline(deposit, member, words?.Text, context.RequestAborted)));
        desk.MapPost("/deposits/{id}/release", (string id, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Release(deposit, member, context.RequestAborted)));
    }

    /// <param name="Basis">On what a publication rests that names a community without a steward: <c>public-sources</c> or <c>first-hand</c>.</param>
    /// <param name="Give">A steward also says yes for her communities to all of it.</param>
    /// <param name="Wording">As it was read in <see cref="DepositLine"/>; 412 where the deposit says something else by now.</param>
    public sealed record Acceptance(PublicationBasis? Basis, bool? Give = null, string? Wording = null);

    public sealed record Words(string? Text);

    /// <param name="Total">Deposits on all pages. What came in a flood is on the last of them.</param>
    public sealed record WaitingList(int Total, int Page, int Size, IEnumerable<DepositHead> Deposits, IEnumerable<QuestionLine> Questions);

    /// <summary>A deposit without what was said about it and without the records that names in it make: those are at its own address.</summary>
    /// <param name="Id">Of the deposit, for <c>/desk/deposits/{id}</c>.</param>
    /// <param name="Wording">A digest of all that it says, to be given back with an acceptance or a yes.</param>
    public sealed record DepositHead(string Id, DepositState State, DateOnly Day, string SignedAs, string Wording, IEnumerable<EntryLine> Records, int Messages);

    /// <summary>The whole of it.</summary>
    public sealed record DepositLine(
        string Id, DepositState State, DateOnly Day, string SignedAs, string Wording, IEnumerable<EntryLine> Records, IEnumerable<MessageLine> Messages);

    /// <param name="Id">For <c>/desk/records/{id}</c>: the record's permanent id, or its handle at the desk until it has one.</param>
    public sealed record EntryLine(string Id, string Ref, string Kind, string Title, bool AwaitsReview, bool IsAccessioned);

    public sealed record MessageLine(bool IsFromDepositor, DateOnly Day, string Text);

    /// <param name="Id">Of the record or connection that her community is asked about.</param>
    public sealed record QuestionLine(string Id, string Kind, string Title, bool IsConnection, int Revision, string Community, DateOnly Since);

    private static async Task<WaitingList> Waiting(int? page, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        CancellationToken cancel = context.RequestAborted;
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        int shown = Math.Clamp(page ?? 1, 1, MostPages), skip = (shown - 1) * Size;
        int read = await deposits.Count(DepositState.Deposited, member, cancel) + await deposits.Count(DepositState.InReview, member, cancel);
        List<Visible<Deposit>> waiting = [.. await deposits.In([DepositState.Deposited, DepositState.InReview], member, skip, Size, cancel)];
        // What came in a flood hides nothing that did not.
        if (waiting.Count < Size) waiting.AddRange(await deposits.In([DepositState.Quarantined], member, Math.Max(0, skip - read), Size - waiting.Count, cancel));
        IReadOnlyList<WaitingQuestion> questions = await deposits.Waiting(member, MostQuestions, cancel);
        int total = read + await deposits.Count(DepositState.Quarantined, member, cancel);
        return new WaitingList(total, shown, Size, waiting.Select(HeadOf), questions.Select(LineOf));
    }

    private static async Task<IResult> One(string id, IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        Viewer member = await viewer.Of(context);
        return RecordId.TryParse(id, out RecordId parsed) && await deposits.Find(new DepositId(parsed), member, context.RequestAborted) is { } deposit
            ? Results.Ok(LineOf(deposit))
            : Problems.Result(Problem.NotFound);
    }

    private static async Task<IResult> Act(string id, CurrentViewer viewer, HttpContext context, Func<DepositId, Viewer.Member, Task<ReviewOutcome>> act)
    {
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        if (!RecordId.TryParse(id, out RecordId parsed)) return Problems.Result(Problem.NotFound);
        return await act(new DepositId(parsed), member) switch
        {
            ReviewOutcome.Done done => Results.Ok(LineOf(done.Deposit)),
            // Nothing was kept of it: only a keeper's word on what is told first-hand counts.
            ReviewOutcome.SecondKeeperNeeded when !member.IsKeeper => Problems.Result(Problem.NotYours),
            ReviewOutcome.SecondKeeperNeeded second => Results.Json(LineOf(second.Deposit), statusCode: StatusCodes.Status202Accepted),
            ReviewOutcome.NeedsWork work => Problems.NotRight(context, work.Findings),
            ReviewOutcome.SecondPersonNeeded => Problems.Result(Problem.NotYours),
            ReviewOutcome.ChangedMeanwhile => Problems.Result(Problem.ChangedMeanwhile),
            ReviewOutcome.NotNow => Problems.Result(Problem.AlreadyDecided),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    private static DepositHead HeadOf(Visible<Deposit> visible) => new(
        visible.Value.Id.ToString(), visible.Value.State, visible.Value.Day, visible.Value.SignedAs, Wording.Of(visible.Value),
        visible.Value.Records.Where(record => !Mentions.IsMadeOfName(record)).Select(LineOf), visible.Value.Messages.Length);

    private static DepositLine LineOf(Visible<Deposit> visible) => LineOf(visible.Value);

    private static DepositLine LineOf(Deposit deposit) => new(
        deposit.Id.ToString(), deposit.State, deposit.Day, deposit.SignedAs, Wording.Of(deposit),
        deposit.Records.Select(LineOf),
        deposit.Messages.Select(message => new MessageLine(message.IsFromDepositor, message.Day, message.Text)));

    private static EntryLine LineOf(DepositedRecord record) =>
        new((record.Accessioned ?? record.Entry).ToString(), record.Ref, record.Kind, record.Content.Title, record.AwaitsReview, record.Accessioned is not null);

    private static QuestionLine LineOf(WaitingQuestion question) => new(
        question.Subject.ToString(), question.Record.Kind, question.Record.Title, question.IsConnection, question.Revision, question.Community.ToString(), question.Since);
}
