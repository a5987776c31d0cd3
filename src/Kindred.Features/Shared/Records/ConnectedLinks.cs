using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;

namespace Kindred.Features.Shared.Records;

/// <summary>The views of how a record is connected that fit its kind, for its page and for the views themselves.</summary>
/// <param name="Here">Name of the view that is being looked at; null: none.</param>
public sealed record ConnectedLinks(RecordId Record, string Kind, string? Here = null)
{
    private static readonly string[] WithRoots = [Practice.Kind.Name, Campaign.Kind.Name, Domain.Kinds.Action.Kind.Name, History.Kind.Name];
    private static readonly string[] ShowUp = [Campaign.Kind.Name, Organisation.Kind.Name, Community.Kind.Name];

    /// <summary>What it is called, where a page has more of them; null: it is the page's own.</summary>
    public string? Title { get; init; }

    /// <summary>Name of each, the key of its text, and its address.</summary>
    public ImmutableArray<(string Name, string Text, string Address)> Views =>
    [
        ("circle", "connected.circle", $"/circle/{Record}"), ("thread", "connected.thread", $"/thread?from={Record}"),
        .. WithRoots.Contains(Kind) ? ((string, string, string)[])[("roots", "connected.roots", $"/roots/{Record}")] : [],
        .. ShowUp.Contains(Kind) ? ((string, string, string)[])[("showing-up", "connected.showing-up", $"/showing-up/{Record}")] : [],
    ];
}
