using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class World
{
    private static readonly string[] TakenOut = ["story", "story", "unresolved", "title", "where", OwnKindsHere.Weather, OwnKindsHere.Pledge, "sources"];

    /// <summary>A steward takes a part out, or takes her word back: neither is anybody's yes or no.</summary>
    private async Task TakeOut(int one, int other, int third)
    {
        if (Subject(one) is not { } subject || await Steward(other, third) is not { } steward) return;
        WithdrawPart act = new(writer, partial, clock);
        WithdrawnPart? held = await Read(session => session.Parts(subject).FirstOrDefault(one => !one.IsDestroyed));
        if (held is not null && third % 2 == 0)
        {
            PublicationBasis basis = await Read(session => session.FindRecord(subject) is { } record ? session.FindRevision(subject, record.LatestRevision)!.Basis : PublicationBasis.Consent);
            PartOutcome outcome = await act.Undo(subject, held.Number, steward, CancellationToken.None);
            Log($"{steward.Handle} takes back that she took {held.Field} out of {Name(subject)}: {Called(outcome)}");
            if (outcome is not PartOutcome.Shown { AsItWas: var asItWas }) return;
            int newest = await Read(session => session.FindRecord(subject)?.LatestRevision ?? 0);
            Oracle.PutBack(subject, held.Field, held.Target, asItWas ? 0 : newest);
            // What others have not read is a revision of its own.
            if (!asItWas && newest > 0) Oracle.Rests(subject, newest, basis);
        }
        else
        {
            (string field, RecordId? target) = Part(other, third);
            string[] words = await Read(session => Words(session, subject, field, isDestroyed: false));
            PartOutcome outcome = await act.Do(subject, field, target, null, steward, CancellationToken.None);
            if (outcome is PartOutcome.Destroyed) words = [.. words, .. await Read(session => Words(session, subject, field, isDestroyed: true))];
            if (outcome is not (PartOutcome.Held or PartOutcome.Destroyed)) return;
            Log($"{steward.Handle} takes {field} out of {Name(subject)}: {Called(outcome)}");
            if (outcome is PartOutcome.Destroyed) Oracle.Destroyed(subject, field, target, words);
            else Oracle.TakenOut(subject, field, target, words);
        }
    }

    private async Task TakeOutByDepositor(int one, int other)
    {
        if (Subject(one) is not { } subject) return;
        (string field, RecordId? target) = Part(other, other);
        await Write(session =>
        {
            string[] words = Words(session, subject, field, isDestroyed: true);
            if (session.FindDepositOf(subject) is null || partial.ByDepositor(session, subject, field, target, Today) is not PartOutcome.Destroyed) return;
            Log($"its depositor destroys {field} of {Name(subject)}");
            Oracle.Destroyed(subject, field, target, words);
        });
    }

    private (string Field, RecordId? Target) Part(int other, int third) => TakenOut[(other + (third / 3)) % TakenOut.Length] is var field && field == "where" && other % 2 == 0 ? (field, Street) : (field, null);

    /// <summary>All that the field says in any revision, and what says it on in another language.</summary>
    /// <param name="isDestroyed">Also where somebody proposes to.</param>
    private static string[] Words(IArchiveSession session, RecordId subject, string field, bool isDestroyed)
    {
        if (session.FindRecord(subject) is not { } record) return [];
        string[] said = [.. session.Revisions(subject).SelectMany(revision => Oracle.Says(revision.Content, field))];
        return !isDestroyed ? said : [.. said, .. session.ProposalsTo(record.Id).SelectMany(one => Oracle.SaysInTranslation(one.Proposal!.Content, field))];
    }

    private async Task Renew(int one, int other, int third)
    {
        if (Subject(one) is not { } subject || await Steward(other, third) is not { } steward) return;
        Consent? last = await Read(session => session.Consents(subject).Where(one => one.Community == steward.Communities[0] && one.Steward == steward.Handle).MaxBy(one => one.Number));
        DateOnly until = Today.AddDays(third % 30);
        if (await new RenewConsents(writer, publication, clock).Do([(subject, steward.Communities[0])], until, steward, null, CancellationToken.None) is not RenewConsentsOutcome.Done { Renewed: 1 }) return;
        Log($"{steward.Handle} renews her yes to {Name(subject)} until {until:O}");
        Oracle.Answered(new Said(subject, steward.Communities[0], steward.Handle, ConsentAnswer.Given, last!.Revision, until));
    }

    /// <summary>Null: she answers for that community no more, or not yet.</summary>
    private async Task<Viewer.Member?> Steward(int other, int third)
    {
        (RecordId community, string handle) = (Communities[other % 2], Named(Handles[third % 3]));
        return await Read(session => session.FindMember(handle)!.CommunitiesOn(Today).Contains(community)) ? new Viewer.Member(Today, handle, false, [community]) : null;
    }
}
