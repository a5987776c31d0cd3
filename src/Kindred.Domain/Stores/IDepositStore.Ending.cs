using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IDepositStore
{
    /// <summary>Yeses of this steward that end within <see cref="EndingYes.DaysBefore"/> days or have ended, where her community's word ends with them and nothing
    /// that it was said to has changed. Those that end first come first.</summary>
    Task<IReadOnlyList<EndingYes>> Ending(Viewer.Member steward, int count, CancellationToken cancel);

    /// <summary>How many records and connections stop being public within so many days unless somebody says yes again; for keepers, who are told no more.</summary>
    Task<int> CountLapsing(Viewer.Member keeper, CancellationToken cancel);
}

/// <summary>A yes that is to be said again.</summary>
/// <param name="Record">The line of the record, or of the connection's near end.</param>
/// <param name="Until">Its last day.</param>
/// <param name="Revision">To which it was said.</param>
/// <param name="Needed">How many of the community's stewards must say yes again, so that its word goes on.</param>
public sealed record EndingYes(RecordId Subject, RecordLine Record, bool IsConnection, RecordLine Community, DateOnly Until, ConsentScope Scope, int Revision, int Needed)
{
    /// <summary>How long before the last day it is asked about.</summary>
    public const int DaysBefore = 30;

    public bool HasEnded(DateOnly today) => Until < today;
}
