namespace Kindred.Domain.Importing;

/// <summary>An import profile that this archive keeps under a name, so that the next file of the same source is mapped as the last was.</summary>
/// <param name="Profile">As JSON.</param>
/// <param name="Who">Handle of the keeper who saved it last.</param>
public sealed record SavedProfile(string Name, string Profile, string Who, DateOnly Day)
{
    public const int LongestName = 100;

    /// <summary>So many are kept at most.</summary>
    public const int Most = 500;
}
