using Kindred.Domain.Keeping;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>That a record speaks of a community which was not asked, as a keeper found when somebody said so: every revision of the record asks that one. It stands beside the record
/// and not in its words, so it can be lifted: by that community, or by two keepers where nobody answers for it.</summary>
public sealed record Claim(RecordId Record, RecordId Community)
{
    private const char Between = '\t';

    /// <summary>Of what waits for a second keeper.</summary>
    public static Claim Parse(TwoKeeperAct act) => act.Subject.Split(Between) is [var record, var community]
        ? new Claim(RecordId.Parse(record), RecordId.Parse(community)) : throw new ArgumentException("This act is about no claim.", nameof(act));

    public override string ToString() => $"{Record}{Between}{Community}";
}
