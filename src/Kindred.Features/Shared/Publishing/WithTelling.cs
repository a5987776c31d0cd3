using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What comes in only with what is told of it: a name that was mentioned, or an exact place. It is public as long as something told is that links to it.
/// Once somebody tells more of it, or its own community says yes to it, it stands for itself.</summary>
public static class WithTelling
{
    public static bool Comes(Deposit deposit, DepositedRecord entry) =>
        Mentions.IsMadeOfName(entry) || (PrecisePlaces.IsExact(entry.Content) && IsLinkedTo(deposit, "#" + entry.Ref));

    /// <param name="shown">What it says to readers.</param>
    /// <param name="standing">Where the communities stand on that.</param>
    public static bool Needs(Record record, RecordContent shown, Standing standing) => record.ComesWithTelling
        && (Mentions.SaysItsNameAlone(shown) || PrecisePlaces.IsExact(shown))
        && !standing.Communities.Any(one => one.Community == record.Id && one.Answer == CommunityAnswer.Given);

    private static bool IsLinkedTo(Deposit deposit, string target) =>
        deposit.Records.Any(record => record.Links.Any(link => link.Target == target)) || deposit.Connections.Any(connection => connection.From == target || connection.To == target);
}
