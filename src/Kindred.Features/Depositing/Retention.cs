namespace Kindred.Features.Depositing;

/// <summary>How long what is not published is kept, in days since its last change of state.</summary>
public static class Retention
{
    public const int DraftDays = 30;
    public const int DeclinedDays = 30;
    public const int QuarantinedDays = 30;

    /// <summary>How long what was left out of a proposal stays once the rest was taken, or its proposer last wrote.</summary>
    public const int LeftOutDays = 30;

    /// <summary>How long the day stays on which a concern was closed. An open one stays until it is.</summary>
    public const int ClosedConcernDays = 30;
}
