using System.ComponentModel;
using Kindred.Domain;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Records;
using Kindred.Features.Shared.Search;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Reviewing;

/// <summary>What waits at a desk, and what is done with deposits, for stewards' and keepers' programs.</summary>
public static class ReviewApi
{
    private const int Size = 50;
    private const int MostQuestions = 200;

    public static void Map(IEndpointRouteBuilder routes)
    {
        RouteGroupBuilder desk = routes.MapGroup("/api/v1/desk").AddEndpointFilter(Desk.MembersOnly);
        desk.MapRead("/waiting", Waiting).Produces<WaitingList>();
        desk.MapRead("/deposits/{id}", One).Produces<DepositLine>();
        DeskBulkApi.Map(desk);
        desk.MapPost("/deposits/{id}/accept", (string id, Acceptance? acceptance, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Accept(deposit, member, acceptance?.Basis ?? PublicationBasis.Consent, acceptance?.Give ?? false, acceptance?.Wording, context.RequestAborted)))
            .Produces<DepositLine>().Produces<DepositLine>(StatusCodes.Status202Accepted);
        desk.MapPost("/deposits/{id}/take", (string id, Taking? taking, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Take(
                deposit, member, new ProposalChoice(taking?.Parts, taking?.Text), taking?.Basis ?? PublicationBasis.Consent, taking?.Give ?? false, taking?.Wording, context.RequestAborted)))
            .Produces<DepositLine>().Produces<DepositLine>(StatusCodes.Status202Accepted);
        desk.MapPost("/deposits/{id}/ask", (string id, Words words, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Ask(deposit, member, words.Text ?? "", context.RequestAborted))).Produces<DepositLine>();
        desk.MapPost("/deposits/{id}/decline", (string id, Words? words, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Decline(deposit, member, words?.Text, context.RequestAborted))).Produces<DepositLine>();
        desk.MapPost("/deposits/{id}/embargo", (string id, Embargoed embargo, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => KeepBack(review, deposit, member, embargo, context.RequestAborted))).Produces<DepositLine>();
        desk.MapPost("/deposits/{id}/release", (string id, ReviewDeposit review, CurrentViewer viewer, HttpContext context) =>
            Act(id, viewer, context, (deposit, member) => review.Release(deposit, member, context.RequestAborted))).Produces<DepositLine>();
    }

    public sealed record Acceptance(
        [property: Description("On what a publication rests that names a community without a steward: public-sources or first-hand. Left out: consent.")] PublicationBasis? Basis,
        [property: Description("A steward also says yes for her communities to all of it.")] bool? Give = null,
        [property: Description("As the deposit had it when it was read; 412 where it says something else by now.")] string? Wording = null);

    /// <summary>What of a proposal is taken.</summary>
    public sealed record Taking(
        [property: Description("Names of the parts that are taken. Left out: all, and 412 where somebody changed one of them meanwhile.")] IReadOnlyList<string>? Parts = null,
        [property: Description("For who proposed it.")] string? Text = null,
        [property: Description("On what the revision rests where a community without a steward is named: public-sources or first-hand. Left out: consent.")] PublicationBasis? Basis = null,
        [property: Description("A steward also says yes to it for her communities.")] bool? Give = null,
        [property: Description("As the deposit had it when it was read; 412 where it says something else by now.")] string? Wording = null);

    public sealed record Embargoed(
        [property: Description("What of it nobody could read yet is not public before this day. Left out: the desk's, or the steward's own, word on that ends.")] DateOnly? EmbargoUntil,
        [property: Description("Needed; for the depositor.")] string? Why,
        [property: Description("Only this field is kept back, with its translations; left out: all of the deposit.")] string? Field = null,
        [property: Description("Id of the record of the deposit whose field it is.")] string? Record = null);

    public sealed record Words([property: Description("For the depositor.")] string? Text);

    public sealed record WaitingList(
        [property: Description("Deposits on all pages. What came in a flood is on the last of them.")] int Total, int Page, int Size, IEnumerable<DepositHead> Deposits, IEnumerable<QuestionLine> Questions,
        [property: Description("Yeses of the reader's own that end within 30 days or have ended, to be answered again.")] IEnumerable<EndingLine> Ending,
        [property: Description("For keepers: how much stops being public within 30 days unless somebody says yes again.")] int? Lapsing);

    /// <summary>A deposit without what was said about it and without the records that names in it make: those are at its own address.</summary>
    public sealed record DepositHead(
        [property: Description("For /desk/deposits/{id}.")] string Id, DepositState State, DateOnly Day, string SignedAs,
        [property: Description("A digest of all that it says, to be given back with an acceptance or a yes.")] string Wording,
        IEnumerable<EntryLine> Records,
        [property: Description("How many there are.")] int Messages,
        [property: Description("The record that it would change; null: it is no proposal.")] string? Proposes);

    /// <summary>The whole of it.</summary>
    public sealed record DepositLine(
        string Id, DepositState State, DateOnly Day, string SignedAs,
        [property: Description("A digest of all that it says, to be given back with an acceptance or a yes.")] string Wording,
        IEnumerable<EntryLine> Records, IEnumerable<MessageLine> Messages,
        [property: Description("The change of a published record that it is: one, or none.")] IEnumerable<ProposalLine> Proposals);

    /// <summary>A change of a published record.</summary>
    public sealed record ProposalLine(
        [property: Description("The record that it would change.")] string Record,
        [property: Description("The revision that was read and changed.")] int Revision,
        string Why,
        [property: Description("Where it can be read that it is so, in the words of who proposes it.")] string Sources,
        IEnumerable<PartLine> Parts,
        [property: Description("The revision that it became.")] int? TakenAs);

    public sealed record PartLine(
        [property: Description("language, a field, or translations.es.title.")] string Name,
        [property: Description("As it would be, line by line; nothing: it would be taken out.")] IEnumerable<string> Lines, bool IsTaken);

    public sealed record EntryLine(
        [property: Description("For /desk/records/{id}: the record's permanent id, or its handle at the desk until it has one.")] string Id, string Ref, string Kind, string Title, bool AwaitsReview, bool IsAccessioned);

    public sealed record MessageLine(bool IsFromDepositor, DateOnly Day, string Text);

    public sealed record QuestionLine(
        [property: Description("Of the record or connection that her community is asked about.")] string Id, string Kind, string Title, bool IsConnection, int Revision, string Community, DateOnly Since);

    public sealed record EndingLine(string Id, string Kind, string Title, bool IsConnection, string Community, DateOnly Until,
        [property: Description("How many of the community's stewards must say yes again.")] int Needed);

    private static async Task<IResult> Waiting(IDepositStore deposits, CurrentViewer viewer, HttpContext context)
    {
        CancellationToken cancel = context.RequestAborted;
        List<Finding> findings = [];
        int shown = ListAddress.Number(context.Request.Query["page"], "page", ListAddress.MostPagesAtDesk, findings) ?? 1, skip = (shown - 1) * Size;
        if (findings is [_, ..]) return Problems.NotRight(context, findings);
        Viewer.Member member = (await viewer.Of(context)).AsMember!;
        int read = await deposits.Count(DepositState.Deposited, member, cancel) + await deposits.Count(DepositState.InReview, member, cancel);
        List<Visible<Deposit>> waiting = [.. await deposits.In([DepositState.Deposited, DepositState.InReview], member, skip, Size, cancel)];
        // What came in a flood hides nothing that did not.
        if (waiting.Count < Size) waiting.AddRange(await deposits.In([DepositState.Quarantined], member, Math.Max(0, skip - read), Size - waiting.Count, cancel));
        IReadOnlyList<WaitingQuestion> questions = await deposits.Waiting(member, MostQuestions, cancel);
        int total = read + await deposits.Count(DepositState.Quarantined, member, cancel);
        return Results.Ok(new WaitingList(total, shown, Size, waiting.Select(HeadOf), questions.Select(LineOf),
            (await deposits.Ending(member, MostQuestions, cancel)).Select(LineOf), member.IsKeeper ? await deposits.CountLapsing(member, cancel) : null));
    }

    private static async Task<ReviewOutcome> KeepBack(ReviewDeposit review, DepositId deposit, Viewer.Member member, Embargoed embargo, CancellationToken cancel)
    {
        if (embargo is { Field: null, Record: null }) return await review.KeepBack(deposit, member, embargo.EmbargoUntil, embargo.Why, cancel);
        if (string.IsNullOrEmpty(embargo.Field) || !RecordId.TryParse(embargo.Record, out RecordId handle)) return new ReviewOutcome.NeedsWork([new Finding("part-unknown", "field")]);
        return await review.KeepBack(deposit, member, (handle, new RecordPart(embargo.Field)), embargo.EmbargoUntil, embargo.Why, cancel);
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
        visible.Value.Records.Where(record => !Mentions.IsMadeOfName(record)).Select(LineOf), visible.Value.Messages.Length, visible.Value.Proposal?.Record.ToString());

    private static DepositLine LineOf(Visible<Deposit> visible) => LineOf(visible.Value);

    private static DepositLine LineOf(Deposit deposit) => new(
        deposit.Id.ToString(), deposit.State, deposit.Day, deposit.SignedAs, Wording.Of(deposit),
        deposit.Records.Select(LineOf),
        deposit.Messages.Select(message => new MessageLine(message.IsFromDepositor, message.Day, message.Text)),
        deposit.Proposal is { } proposal ? [LineOf(proposal)] : []);

    private static ProposalLine LineOf(Proposal proposal) => new(
        proposal.Record.ToString(), proposal.OfRevision, proposal.Why, proposal.Sources,
        proposal.Parts.Select(part => new PartLine(part, LinesOf(proposal, part), proposal.Taken.Contains(part))), proposal.TakenAs);

    private static IEnumerable<string> LinesOf(Proposal proposal, string part)
    {
        if (part == ContentPart.Language) return [proposal.Content.Language];
        if (ContentPart.NoticeOf(part) is { } noticed) return FieldNotices.Before(proposal.Content, noticed) is { } notice ? [notice] : [];
        if (ContentPart.Translation(part) is { } of) return proposal.Content.Translations.GetValueOrDefault(of.Language)?.GetValueOrDefault(of.Field) is { } text ? [text.Text] : [];
        return [.. proposal.Links.Where(link => link.Field == part).Select(link => link.Target),
            .. proposal.Content[part] is FieldValue.Entries entries ? entries.Items.Select(entry => string.Join(" · ", entry.Parts.Values)) : proposal.Content[part]?.AllTexts() ?? []];
    }

    private static EntryLine LineOf(DepositedRecord record) =>
        new((record.Accessioned ?? record.Entry).ToString(), record.Ref, record.Kind, record.Content.Title, record.AwaitsReview, record.Accessioned is not null);

    private static QuestionLine LineOf(WaitingQuestion question) => new(
        question.Subject.ToString(), question.Record.Kind, question.Record.Title, question.IsConnection, question.Revision, question.Community.ToString(), question.Since);

    private static EndingLine LineOf(EndingYes one) => new(one.Subject.ToString(), one.Record.Kind, one.Record.Title, one.IsConnection, one.Community.Id.ToString(), one.Until, one.Needed);
}
