using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

public partial interface IRecordStore
{
    /// <summary>What the stewards of a community agreed, where the viewer may see its record.</summary>
    Task<CommunitySettings?> SettingsOf(RecordId community, Viewer viewer, CancellationToken cancel);
}
