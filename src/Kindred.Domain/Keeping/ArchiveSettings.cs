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

    /// <summary>It was filled with the sample, whose stewards nobody asked: every page says so. Nobody sets or ends it.</summary>
    public bool IsSample { get; init; }
}
