using Kindred.Domain;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Stores;
using Kindred.Features.Shared;

namespace Kindred.Features.Keeping;

/// <summary>A keeper sets the archive's name, languages, contact, terms and default rights.</summary>
public sealed class ChangeSettings(IArchiveWriter writer, CurrentSettings current, TimeProvider time)
{
    private const int LongestName = 120;
    private const int LongestText = 20_000;

    public async Task<KeepingOutcome> Do(ArchiveSettings settings, string by, string? reason, CancellationToken cancel)
    {
        if (Check(settings) is { } wrong) return new KeepingOutcome.NotRight(wrong);
        DateOnly today = time.Today();
        KeepingOutcome outcome = await writer.Write<KeepingOutcome>(
            session =>
            {
                if (session.FindMember(by)?.IsKeeperOn(today) != true) return new KeepingOutcome.NotYours();
                session.Put(settings with { IsSample = session.Settings().IsSample });
                session.Write(new Act(ActKind.Setting, [], today, IsPublic: true, by, reason));
                return new KeepingOutcome.Done();
            },
            cancel);
        await current.Refresh(cancel);
        return outcome;
    }

    private static Finding? Check(ArchiveSettings settings)
    {
        if (string.IsNullOrWhiteSpace(settings.Name)) return new Finding("empty", "name");
        if (settings.Name.Length > LongestName) return Finding.TooLong("name", LongestName);
        if (settings.Languages.IsDefaultOrEmpty) return new Finding("empty", "languages");
        if (settings.Languages.FirstOrDefault(language => !Texts.Languages.Contains(language)) is { } unknown) return new Finding("language-not-a-tag", "languages", unknown);
        return new[] { settings.Purpose, settings.Contact, settings.DepositTerms, settings.DefaultRights }.Any(text => text?.Length > LongestText)
            ? Finding.TooLong("purpose", LongestText)
            : null;
    }
}
