using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Stewarding;
using Kindred.Features.Withdrawing;

namespace Kindred.Tests.Life.Consents;

internal sealed partial class World
{
    /// <summary>A steward takes the story out, or takes her word back: neither is anybody's yes or no.</summary>
    private async Task TakeOut(int one, int other, int third)
    {
        if (Subject(one) is not { } subject || await Steward(other, third) is not { } steward) return;
        WithdrawPart part = new(writer, new PartialWithdrawal(Kinds, publication, destruction, journal), clock);
        WithdrawnPart? held = await Read(session => session.Parts(subject).FirstOrDefault(one => !one.IsDestroyed));
        if (held is not null && third % 2 == 0)
        {
            PublicationBasis basis = await Read(session => session.FindRecord(subject) is { } record ? session.FindRevision(subject, record.LatestRevision)!.Basis : PublicationBasis.Consent);
            PartOutcome outcome = await part.Undo(subject, held.Number, steward, CancellationToken.None);
            // What others have not read is a revision of its own.
            if (outcome is PartOutcome.Shown { AsItWas: false } && await Read(session => session.FindRecord(subject)) is { } now) Oracle.Rests(subject, now.LatestRevision, basis);
        }
        else
        {
            await part.Do(subject, "story", null, null, steward, CancellationToken.None);
        }
    }

    private async Task Renew(int one, int other, int third)
    {
        if (Subject(one) is not { } subject || await Steward(other, third) is not { } steward) return;
        Consent? last = await Read(session => session.Consents(subject).Where(one => one.Community == steward.Communities[0] && one.Steward == steward.Handle).MaxBy(one => one.Number));
        DateOnly until = Today.AddDays(third % 30);
        if (await new RenewConsents(writer, publication, clock).Do([(subject, steward.Communities[0])], until, steward, null, CancellationToken.None) is RenewConsentsOutcome.Done { Renewed: 1 })
            Oracle.Answered(new Said(subject, steward.Communities[0], steward.Handle, ConsentAnswer.Given, last!.Revision, until));
    }

    /// <summary>Null: she answers for that community no more, or not yet.</summary>
    private async Task<Viewer.Member?> Steward(int other, int third)
    {
        (RecordId community, string handle) = (Communities[other % 2], Named(Handles[third % 3]));
        return await Read(session => session.FindMember(handle)!.CommunitiesOn(Today).Contains(community)) ? new Viewer.Member(Today, handle, false, [community]) : null;
    }
}
