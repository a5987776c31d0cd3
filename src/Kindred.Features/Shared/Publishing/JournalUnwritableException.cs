using Kindred.Domain.Stores;

namespace Kindred.Features.Shared.Publishing;

/// <summary>The journal of withdrawals took no line: the act it belongs to is undone whole, for a restored back-up would bring back what it took away.</summary>
public sealed class JournalUnwritableException : ArchiveUnwritableException
{
    public JournalUnwritableException()
    {
    }

    public JournalUnwritableException(string message)
        : base(message)
    {
    }

    public JournalUnwritableException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
