namespace Kindred.Domain.Stores;

/// <summary>An integrity alarm: an act would have left something public against a word of those it names, which no rule allows. The store undid it; it is
/// never tried again. Carries no words of the archive.</summary>
public sealed class UnconsentedPublicationException : Exception
{
    public UnconsentedPublicationException()
        : this("Something would have been public against a word of those it names: the act was undone.")
    {
    }

    public UnconsentedPublicationException(string message)
        : base(message)
    {
    }

    public UnconsentedPublicationException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
