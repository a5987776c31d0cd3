using Kindred.Domain.Records;

namespace Kindred.Tests.Life.Leaks;

/// <summary>A way in which something is in the archive and not public.</summary>
/// <param name="WasPublic">It was public once: that it went may show in entity tags and in what is said of keepers' power, nothing else.</param>
/// <param name="SeenByKeeper">Keepers are shown it; what they are shown is not compared.</param>
public sealed record Secret(string Name, bool WasPublic = false, bool SeenByKeeper = true)
{
    public static IReadOnlyList<Secret> All { get; } =
    [
        new("draft", SeenByKeeper: false), new("deposit"), new("quarantined"), new("declined deposit"),
        new("asked"), new("in review"), new("declined"), new("embargoed"),
        new("community"), new("keepers"), new("depositor", SeenByKeeper: false),
        new("lapsed", WasPublic: true), new("lapsed and turned", WasPublic: true), new("hidden", WasPublic: true), new("withdrawn consent", WasPublic: true),
        new("destroyed", SeenByKeeper: false), new("parts that wait for their day"),
    ];

    public bool IsDeposit => Name is "draft" or "deposit" or "quarantined" or "declined deposit";

    /// <summary>Of a record that is public.</summary>
    public bool IsOfParts => Name == "parts that wait for their day";

    public RecordState State => Name switch
    {
        "in review" => RecordState.InReview,
        "declined" => RecordState.Declined,
        "embargoed" => RecordState.Embargoed,
        "community" or "keepers" or "depositor" => RecordState.Published,
        _ => RecordState.Asked,
    };

    public RecordVisibility Visibility => Name switch
    {
        "community" => RecordVisibility.Community,
        "keepers" => RecordVisibility.Keepers,
        "depositor" => RecordVisibility.Depositor,
        _ => RecordVisibility.Public,
    };

    public override string ToString() => Name;
}
