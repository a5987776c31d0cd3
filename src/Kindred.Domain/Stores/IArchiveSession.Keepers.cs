using Kindred.Domain.Keeping;

namespace Kindred.Domain.Stores;

public partial interface IArchiveSession
{
    /// <summary>Keepers whom stewards would appoint, oldest first.</summary>
    IReadOnlyList<Appointment> Appointments();

    /// <summary>Adds it (number 0), or puts it again with who agrees now.</summary>
    long Put(Appointment appointment);

    void EndAppointment(long number);
}
