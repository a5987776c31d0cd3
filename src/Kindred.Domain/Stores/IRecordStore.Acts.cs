using Kindred.Domain.Ledger;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>Public acts of power, newest first, of one kind or by one keeper where that is asked for.</summary>
    /// <param name="by">A handle: alone, or one of two.</param>
    Task<IReadOnlyList<Visible<WrittenAct>>> ActsOfPower(ActKind? kind, string? by, int count, Viewer viewer, CancellationToken cancel);
}
