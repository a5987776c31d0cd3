namespace Kindred.Features.Shared;

/// <summary>What every page shows of the archive itself. Comes from the settings, once for each request.</summary>
public sealed record Shell
{
    public string ArchiveName { get; init; } = "Kindred";

    /// <summary>The archive holds the sample: what it says of consent is invented.</summary>
    public bool IsSample { get; init; }

    /// <summary>The languages that its pages are offered in; the first is given to who asks for none of them.</summary>
    public IReadOnlyList<string> Languages { get; init; } = Texts.Languages;

    /// <summary>Where <em>leave this page</em> leads: a page nobody need explain having open.</summary>
    public string LeaveAddress { get; init; } = "https://www.wikipedia.org/";

    /// <summary>The source of this very version, which the AGPL promises to everyone who reaches the archive.</summary>
    public string SourceAddress { get; init; } = "/about#source";

    /// <summary>The origins forms may come from (<c>https://archive.example</c>), the one that is cited first, links are made with the one that was asked for; empty means the host of the request.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];
}
