using System.ComponentModel;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Features.Shared;
using Kindred.Features.Shared.Publishing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kindred.Features.Stewarding;

/// <summary><c>POST /api/v1/desk/records/{id}/answer</c>: a steward's program answers for her community.</summary>
public static class AnswerApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/desk/records/{id}/answer", Answer).AddEndpointFilter(Desk.MembersOnly).Produces<Answered>();

    public sealed record AnswerBody(
        [property: Description("Its id; may be left out by a steward of one community.")] string? Community,
        [property: Description("Needed; to take one back, withdraw the record.")] ConsentAnswer? Answer,
        [property: Description("publish, precise-place, media, sister-archives, reuse. Left out: publish.")] string[]? Scope,
        [property: Description("The last day on which it holds. Left out: no end.")] DateOnly? Until,
        [property: Description("What would have to change, or why not.")] string? Condition,
        [property: Description("As in an acceptance, where a community without a steward is named beside hers.")] PublicationBasis? Basis,
        [property: Description("The revision that was read; 412 where there is a newer one.")] int? Revision = null,
        [property: Description("Of the deposit that was read, where it is answered by a handle at the desk; 412 where it says something else by now.")] string? Wording = null,
        [property: Description("What the steward's own passkey signed of it; left out, the answer is complete without.")] SignatureBody? Signature = null,
        [property: Description("Not public before this day, whatever else is answered. Left out: what was said of that stays.")] DateOnly? EmbargoUntil = null);

    public sealed record Answered([property: Description("Permanent id; null where it was not taken into the archive.")] string? Id, RecordState State);

    private static async Task<IResult> Answer(string id, AnswerBody body, AnswerForCommunity answer, CurrentViewer viewer, Shell shell, HttpContext context)
    {
        Viewer.Member steward = (await viewer.Of(context)).AsMember!;
        RecordId? community = RecordId.TryParse(body.Community, out RecordId named) ? named
            : body.Community is null && steward.Communities is [var only] ? only
            : null;
        if (!RecordId.TryParse(id, out RecordId subject) || community is null) return Problems.Result(Problem.NotFound);
        if (body.Answer is not { } word) return Problems.NotRight(context, [new Domain.Finding("answer-missing", "answer")]);
        if (ReadScope(body.Scope) is not { } scope) return Problems.NotRight(context, [new Domain.Finding("scope-unknown", "scope")]);
        (SentSignature? signature, Domain.Finding? wrong) = SentSignature.Read(body.Signature, context.Request, shell);
        if (wrong is not null) return Problems.NotRight(context, [wrong]);
        Answer said = new(community.Value, word, scope, body.Until, body.Condition, body.Revision, body.Wording, signature, body.EmbargoUntil);
        return await answer.Answer(subject, said, steward, body.Basis ?? PublicationBasis.Consent, context.RequestAborted) switch
        {
            AnswerOutcome.Done done => Results.Ok(new Answered(done.Subject?.ToString(), done.State)),
            AnswerOutcome.NeedsWork work => Problems.NotRight(context, work.Findings),
            AnswerOutcome.SecondPersonNeeded => Problems.Result(Problem.NotYours),
            AnswerOutcome.ChangedMeanwhile => Problems.Result(Problem.ChangedMeanwhile),
            _ => Problems.Result(Problem.NotFound),
        };
    }

    internal static ConsentScope? ReadScope(string[]? names)
    {
        if (names is null or []) return ConsentScope.Publish;
        ConsentScope scope = ConsentScope.None;
        foreach (string name in names)
        {
            if (ValueName.Read<ConsentScope>(name) is not { } one || one == ConsentScope.None) return null;
            scope |= one;
        }

        return scope;
    }
}
