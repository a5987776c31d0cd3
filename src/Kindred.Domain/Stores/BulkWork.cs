namespace Kindred.Domain.Stores;

/// <summary>One piece of work in many acts, such as an import. Invariant: once one of them has failed none behind it is written, so that what is on disk is always the beginning of
/// the work.</summary>
public sealed class BulkWork
{
    /// <summary>One of its acts failed, was called off, or could not be brought to disk.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>For the writer alone.</summary>
    public void Break() => IsBroken = true;
}
