using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Kinds;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A keeper sets the archive's name, purpose and contact at once; what is a policy (<see cref="PolicyChange"/>) is proposed to a second keeper.</summary>
public sealed class ChangeSettings(IArchiveWriter writer, CurrentSettings current, TimeProvider time) : ITwoKeeperDeed
{
    /// <summary>Kinds that can be held back: what happened, and tellings of it.</summary>
    public static IReadOnlyList<string> Held { get; } = [.. Telling.Events, Telling.Kind.Name];

    private const int LongestName = 120;
    private const int LongestText = 20_000;

    public async Task<KeepingOutcome> Do(ArchiveSettings settings, string by, string? reason, CancellationToken cancel)
    {
        if ((Finding.ReasonMissing(reason) ?? Act.CheckReason(reason) ?? Check(settings)) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        KeepingOutcome outcome = await writer.Write(session => Change(session, settings, by, reason!.Trim(), time.Today()), cancel);
        await current.Refresh(cancel);
        return outcome;
    }

    public bool Does(TwoKeeperKind kind) => kind == TwoKeeperKind.PolicyChange;

    public KeepingOutcome Do(IArchiveSession session, TwoKeeperAct act, TwoWords words, DateOnly today)
    {
        if (PolicyChange.Parse(act).On(session.Settings()) is not { } changed) return new KeepingOutcome.NothingToAgreeTo();
        session.Put(changed);
        session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, words.By, act.Reason) { SecondReason = words.SecondReason });
        return new KeepingOutcome.Done();
    }

    private static KeepingOutcome Change(IArchiveSession session, ArchiveSettings wanted, string by, string reason, DateOnly today)
    {
        if (session.FindMember(by) is not { } keeper) return new KeepingOutcome.NotYours();
        ArchiveSettings before = session.Settings();
        // Whoever says nothing of the term leaves it as it is.
        ArchiveSettings after = wanted with { IsSample = before.IsSample, KeeperTermMonths = wanted.KeeperTermMonths == 0 ? before.KeeperTermMonths : wanted.KeeperTermMonths };
        if (wanted.DelayDays is null) after = after with { DelayDays = before.DelayDays, DelayKinds = before.DelayKinds };
        PolicyChange policies = PolicyChange.Between(before, after);
        switch (Power.Of(keeper, Founded.Is(session), null, today))
        {
            case Power.Enough enough:
                session.Put(Bare(after));
                session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, by, reason) { SoleWord = policies.IsNone ? SoleWord.None : enough.Why });
                return new KeepingOutcome.Done();
            case Power.SecondKeeperNeeded:
                return InPart(session, before, Bare(policies.TakenFrom(after)), policies, by, reason, today);
            default:
                return new KeepingOutcome.NotYours();
        }
    }

    private static KeepingOutcome InPart(IArchiveSession session, ArchiveSettings before, ArchiveSettings alone, PolicyChange policies, string by, string reason, DateOnly today)
    {
        if (!policies.IsNone && ChangeRole.Check(session, by, null, reason) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        bool isChangedNow = (before.Name, before.Purpose, before.Contact) != (alone.Name, alone.Purpose, alone.Contact);
        if (isChangedNow || policies.IsNone)
        {
            session.Put(alone);
            session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, by, reason));
        }

        if (policies.IsNone) return new KeepingOutcome.Done();
        // What they proposed before is taken back by what they propose now.
        foreach (TwoKeeperAct earlier in session.WaitingForSecondKeeper().Where(one => one.Kind == TwoKeeperKind.PolicyChange && one.ProposedBy == by)) session.EndTwoKeeperAct(earlier.Number);
        return new KeepingOutcome.Waits(session.PutTwoKeeperAct(new TwoKeeperAct(0, TwoKeeperKind.PolicyChange, policies.ToString(), by, today, reason)));
    }

    /// <summary>As it is kept, whatever more was asked with it.</summary>
    private static ArchiveSettings Bare(ArchiveSettings settings) => new()
    {
        Name = settings.Name, Purpose = settings.Purpose, Languages = settings.Languages, Contact = settings.Contact, DepositTerms = settings.DepositTerms,
        DefaultRights = settings.DefaultRights, KeeperTermMonths = settings.KeeperTermMonths, DelayDays = settings.DelayDays, DelayKinds = settings.DelayKinds, IsSample = settings.IsSample,
    };

    private static Finding? Check(ArchiveSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Name)) return new Finding("empty", "name");
        if (settings.Name.Length > LongestName) return Finding.TooLong("name", LongestName);
        if (settings.Languages.IsDefaultOrEmpty) return new Finding("empty", "languages");
        if (settings.Languages.FirstOrDefault(language => !Texts.Languages.Contains(language)) is { } unknown) return new Finding("language-not-a-tag", "languages", unknown);
        if (settings.KeeperTermMonths != 0 && settings.TermMonths() != settings.KeeperTermMonths) return new Finding("term-months", "keeperTermMonths");
        if (settings.DelayDays is < 0 or > ArchiveSettings.LongestDelayDays) return new Finding("delay-days", "delayDays");
        if (!settings.DelayKinds.IsDefault && settings.DelayKinds.FirstOrDefault(kind => !Held.Contains(kind)) is { } other) return new Finding("unknown-kind", "delayKinds", other);
        return new[] { settings.Purpose, settings.Contact, settings.DepositTerms, settings.DefaultRights }.Any(text => text?.Length > LongestText)
            ? Finding.TooLong("purpose", LongestText)
            : null;
    }
}
