using Kindred.Features.Shared.Records;

namespace Kindred.Features.Reviewing;

public sealed partial class DepositPage
{
    private bool isOpened;

    /// <summary>What of it is folded, and whether the reader says that it was opened. Their own words nobody need open to vouch for.</summary>
    public OpenedWords Opened => IsMine ? OpenedWords.None : OpenedWords.Of([.. Entries.Where(one => one.Entry.AwaitsReview || IsBack).Select(one => one.Shown), .. Parts.Select(one => one.Wanted)], isOpened);

    private ReviewOutcome.NeedsWork? Unread(bool opened)
    {
        isOpened = opened;
        return Opened.Missing is { } missing ? new ReviewOutcome.NeedsWork([missing]) : null;
    }
}
