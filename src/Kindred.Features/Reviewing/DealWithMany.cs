using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Reviewing;

/// <summary>Deals with up to a hundred deposits at a time: releases, declines, gives to a reader. Each is an act of its own, whole or not at all; none is accepted unread.</summary>
public sealed class DealWithMany(ReviewDeposit review, AssignDeposit assign)
{
    public const int Most = 100;

    /// <param name="with">Words for the depositors, or the handle of a reader; null: none.</param>
    public async Task<IReadOnlyList<OneOfMany>> Do(DeskAct act, IReadOnlyList<Ticked> ticked, string? with, Viewer.Member member, CancellationToken cancel)
    {
        List<OneOfMany> done = [];
        foreach (Ticked one in ticked.DistinctBy(one => one.Id).Take(Most)) done.Add(new OneOfMany(one, await Do(act, one, with, member, cancel)));
        return done;
    }

    private async Task<OutcomeOfOne> Do(DeskAct act, Ticked one, string? with, Viewer.Member member, CancellationToken cancel) => act switch
    {
        DeskAct.Release => Of(await review.Release(one.Id, member, cancel)),
        DeskAct.Decline => Of(await review.Decline(one.Id, member, with, one.Wording, cancel)),
        DeskAct.Flood => Of(await review.DeclineAsFlood(one.Id, member, one.Wording, cancel)),
        _ => Of(await assign.Do(one.Id, member, act == DeskAct.PutBack ? null : string.IsNullOrWhiteSpace(with) ? member.Handle : with.Trim(), cancel)),
    };

    private static OutcomeOfOne Of(ReviewOutcome outcome) => outcome switch
    {
        ReviewOutcome.Done => OutcomeOfOne.Done,
        ReviewOutcome.NotNow => OutcomeOfOne.NotNow,
        ReviewOutcome.ChangedMeanwhile => OutcomeOfOne.Changed,
        ReviewOutcome.SecondPersonNeeded => OutcomeOfOne.OwnDeposit,
        ReviewOutcome.NeedsWork => OutcomeOfOne.NeedsWords,
        _ => OutcomeOfOne.Unknown,
    };

    private static OutcomeOfOne Of(AssignOutcome outcome) => outcome switch
    {
        AssignOutcome.Done => OutcomeOfOne.Done,
        AssignOutcome.NotNow => OutcomeOfOne.NotNow,
        AssignOutcome.NotYours => OutcomeOfOne.OwnDeposit,
        AssignOutcome.NoSuchReader => OutcomeOfOne.NoSuchReader,
        _ => OutcomeOfOne.Unknown,
    };
}

public enum DeskAct
{
    /// <summary>Out of quarantine, to be read like any other.</summary>
    Release,
    Decline,

    /// <summary>Gives it to a reader.</summary>
    Assign,

    /// <summary>Nobody reads it any more.</summary>
    PutBack,

    /// <summary>Declines what came in a flood, without words.</summary>
    Flood,
}

/// <param name="Wording">How the <see cref="Shared.Records.Wording"/> began that was shown; null: as it stands.</param>
public sealed record Ticked(DepositId Id, string? Wording)
{
    /// <summary>Characters of a wording that a tick carries.</summary>
    public const int WordingLength = 16;

    /// <summary>Null: it is no tick.</summary>
    public static Ticked? Read(string? text)
    {
        string[] parts = (text ?? "").Split('.');
        return RecordId.TryParse(parts[0], out RecordId id) && parts.Length <= 2 ? new Ticked(new DepositId(id), parts.Length == 2 ? parts[1] : null) : null;
    }

    /// <summary>Several between spaces, as one line of a folded list carries them.</summary>
    public static IEnumerable<Ticked> ReadAll(IEnumerable<string> texts) =>
        texts.SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Select(Read).OfType<Ticked>();
}

public sealed record OneOfMany(Ticked Ticked, OutcomeOfOne Outcome);

public enum OutcomeOfOne
{
    Done,

    /// <summary>Somebody has decided about it, or it is not in quarantine any more.</summary>
    NotNow,

    /// <summary>Its depositor corrected it, or wrote, since it was shown.</summary>
    Changed,
    OwnDeposit,
    NeedsWords,
    NoSuchReader,
    Unknown,
}
