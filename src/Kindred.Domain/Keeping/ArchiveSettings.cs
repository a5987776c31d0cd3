using System.Collections.Immutable;

namespace Kindred.Domain.Keeping;

/// <summary>What keepers set on /keep; the operator's settings are environment variables.</summary>
public record ArchiveSettings
{
    public string Name { get; init; } = "Kindred";

    /// <summary>In a sentence or three, what this archive is.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>BCP 47 tags of the languages its pages are offered in; the first is the default.</summary>
    public ImmutableArray<string> Languages { get; init; } = ["en", "es", "ar"];

    /// <summary>How to reach the keepers, as plain text.</summary>
    public string Contact { get; init; } = "";

    /// <summary>What a depositor agrees to, Markdown.</summary>
    public string DepositTerms { get; init; } = "";

    public string DefaultRights { get; init; } = "";

    /// <summary>How long a keeper's term is, unless one is given another last day; 0 stands for <see cref="UsualTermMonths"/>.</summary>
    public int KeeperTermMonths { get; init; }

    /// <summary>The term in months as it holds.</summary>
    public int TermMonths() => KeeperTermMonths is >= ShortestTermMonths and <= LongestTermMonths ? KeeperTermMonths : UsualTermMonths;

    /// <summary>Last day of a keeper's term that begins on this day.</summary>
    public DateOnly TermEnd(DateOnly from) => from.AddMonths(TermMonths());

    public const int UsualTermMonths = 6;
    public const int ShortestTermMonths = 1;
    public const int LongestTermMonths = 24;

    /// <summary>How many days what happened is held back after its last day, or, where it says no day, after it was handed in; null: whoever sets the rest leaves it as it is.</summary>
    public int? DelayDays { get; init; }

    /// <summary>Kinds that are held back so.</summary>
    public ImmutableArray<string> DelayKinds { get; init; } = [];

    /// <summary>The delay in days as it holds for a kind; 0: none.</summary>
    public int Delay(string kind) => DelayDays is > 0 and <= LongestDelayDays and var days && !DelayKinds.IsDefault && DelayKinds.Contains(kind) ? days : 0;

    public const int LongestDelayDays = 365;

    /// <summary>It was filled with the sample, whose stewards nobody asked: every page says so. Nobody sets or ends it.</summary>
    public bool IsSample { get; init; }
}
