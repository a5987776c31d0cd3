using System.Collections.Immutable;
using Kindred.Domain.Records;

namespace Kindred.Domain.Stewarding;

/// <summary>What a community's stewards have agreed beside its protocol, for what names it.</summary>
public sealed record CommunitySettings
{
    public const int MostNotices = 12;
    public const int LongestNotice = 200;
    public const int LongestStatement = 20_000;

    public static CommunitySettings Unsaid { get; } = new();

    /// <summary>What a question becomes that nobody answered in the protocol's days. Neither is a yes.</summary>
    public SilenceMeaning OnSilence { get; init; }

    /// <summary>Shown above the story of whatever names it.</summary>
    public ImmutableArray<string> ContentNotices { get; init; } = [];

    /// <summary>A place known more closely is not linked from what names it; a coarser one that it lies in may be.</summary>
    public Precision FinestPlace { get; init; } = Precision.Exact;

    /// <summary>No more than this leaves for a sister archive, whatever each consent adds.</summary>
    public SisterShare SisterArchives { get; init; }

    /// <summary>Ticked already in the form in which its stewards answer.</summary>
    public ConsentScope OfferedScope { get; init; } = ConsentScope.Publish;

    /// <summary>How they decide, in their words (Markdown); public on the community's page.</summary>
    public string? HowWeDecide { get; init; }

    /// <summary>What stays when the community's own record is destroyed: no word, but no place comes closer either.</summary>
    public CommunitySettings WithoutWords() => new() { FinestPlace = FinestPlace };

    /// <summary>In one thing at least they let less be shown or passed on, or less be done in silence.</summary>
    public bool IsStricterThan(CommunitySettings before) =>
        FinestPlace < before.FinestPlace || SisterArchives < before.SisterArchives || (OnSilence == SilenceMeaning.Declined && before.OnSilence != SilenceMeaning.Declined);

    public Finding? Check()
    {
        if (ContentNotices.Length > MostNotices) return new Finding("too-many", "notices");
        if (ContentNotices.Any(one => one.Length > LongestNotice)) return Finding.TooLong("notices", LongestNotice);
        if (HowWeDecide?.Length > LongestStatement) return Finding.TooLong("howWeDecide", LongestStatement);
        bool isKnown = Enum.IsDefined(OnSilence) && Enum.IsDefined(FinestPlace) && Enum.IsDefined(SisterArchives) && OfferedScope.HasFlag(ConsentScope.Publish);
        return isKnown ? null : new Finding("not-chosen", "settings");
    }
}

public enum SilenceMeaning
{
    /// <summary>It goes back to review, and may be asked again.</summary>
    Review,

    /// <summary>It counts as the community's no.</summary>
    Declined,
}

/// <summary>What sister archives may have; ordered from least to most.</summary>
public enum SisterShare
{
    Nothing,
    NamesAndTitles,
    AllPublic,
}
