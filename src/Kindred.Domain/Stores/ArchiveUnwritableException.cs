namespace Kindred.Domain.Stores;

/// <summary>The change could not be brought to disk (disk full, read-only, failing): nothing of it was kept, and later writes may succeed.
/// Carries no words of the archive.</summary>
public class ArchiveUnwritableException : Exception
{
    public ArchiveUnwritableException()
    {
    }

    public ArchiveUnwritableException(string message)
        : base(message)
    {
    }

    public ArchiveUnwritableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
