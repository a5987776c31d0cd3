using Kindred.Domain.Depositing;
using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Publishing;

namespace Kindred.Features.Depositing;

/// <summary>What others said of what a correction leaves out. It holds of whatever takes its place, in this correction or a later one: under another name it would be shaken off.</summary>
public sealed partial class FollowDeposit
{
    /// <summary>What communities answered otherwise than yes to what is in the archive and is left out. It becomes an answer to what comes in its place, and covers none of its words:
    /// a withdrawal, which would hold of whatever was said before and since, becomes a no.</summary>
    private static IEnumerable<Consent> SaidAgainst(IArchiveSession session, Deposit before, Deposit corrected)
    {
        RecordId[] fresh = [.. EntriesOf(corrected).Except(EntriesOf(before))];
        return
        [
            .. from id in before.Accessioned.Except(corrected.Accessioned)
               from entry in before.EntriesOf(id)
               from words in session.Consents(id).GroupBy(one => (one.Community, one.Steward))
               let last = words.Last()
               where last.Answer != ConsentAnswer.Given
               from subject in fresh.DefaultIfEmpty(entry)
               select new Consent
               {
                   Subject = subject, Community = last.Community, Revision = 0, Steward = last.Steward, Day = last.Day,
                   Answer = last.Answer == ConsentAnswer.Withdrawn ? ConsentAnswer.Declined : last.Answer,
               },
        ];
    }

    private static IEnumerable<RecordId> EntriesOf(Deposit deposit) => deposit.Records.Select(one => one.Entry).Concat(deposit.Connections.Select(one => one.Entry));

    /// <summary>Days that others set for what is left out, and for what was left out before and nothing has taken the place of yet.</summary>
    private static Embargo[] KeptBackByOthers(IArchiveSession session, Deposit before, Deposit corrected) =>
    [
        .. Embargoing.Handles(before).Except(Embargoing.Handles(corrected)).Append(before.Id.Value).SelectMany(session.Embargoes).Where(one => one.By != EmbargoBy.Depositor)
            .GroupBy(one => (one.Part, one.By, one.Community, one.Steward)).Select(of => of.MaxBy(one => one.Until)!),
    ];

    /// <summary>Where nothing new came the deposit itself keeps them until something does.</summary>
    private static void MoveOn(IArchiveSession session, Deposit before, Deposit corrected, Embargo[] ofOthers)
    {
        RecordId[] fresh = [.. Embargoing.Handles(corrected).Except(Embargoing.Handles(before))];
        foreach (Embargo word in session.Embargoes(before.Id.Value).ToArray()) session.End(word);
        foreach (Embargo word in ofOthers)
        {
            foreach (RecordId handle in fresh.DefaultIfEmpty(before.Id.Value)) session.Put(word with { Subject = handle });
        }
    }
}
