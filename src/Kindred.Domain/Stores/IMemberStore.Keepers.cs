using Kindred.Domain.Keeping;

namespace Kindred.Domain.Stores;

public partial interface IMemberStore
{
    /// <summary>Keepers whom stewards would appoint, oldest first.</summary>
    Task<IReadOnlyList<Appointment>> Appointments(CancellationToken cancel);
}
