using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Words that were taken back are not said on in another language.</summary>
public sealed partial class Publication
{
    /// <summary>The content without translations of words that are taken back.</summary>
    /// <param name="isOfGone">Whether what this translates of the field is taken back.</param>
    private static RecordContent WithoutTranslations(RecordContent content, Func<string, Translation, bool> isOfGone)
    {
        if (content.Translations.IsEmpty || !content.Translations.Any(language => language.Value.Any(field => isOfGone(field.Key, field.Value)))) return content;
        return content with
        {
            Translations = content.Translations
                .Select(language => KeyValuePair.Create(language.Key, language.Value.RemoveRange(language.Value.Where(field => isOfGone(field.Key, field.Value)).Select(field => field.Key))))
                .Where(language => !language.Value.IsEmpty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>Takes translations of words that are taken back out of the revisions that stay, and out of the proposals that brought them.</summary>
    /// <param name="staying">Revisions that are not destroyed.</param>
    private void DestroyTranslations(IArchiveSession session, Record record, IEnumerable<Revision> staying, Func<string, Translation, bool> isOfGone, DateOnly today)
    {
        foreach (Revision revision in staying)
        {
            RecordContent left = WithoutTranslations(revision.Content, isOfGone);
            if (ReferenceEquals(left, revision.Content)) continue;
            session.Put(revision with { Content = left });
            session.DestroySalts(record.Id, revision.Number);
            if (revision.Number != record.Revision || session.FindRecord(record.Id) is not { } now || now.Revision != record.Revision) continue;
            session.Put(now with { Content = left });
            Reindex(session, record.Id, today);
        }

        foreach (WithdrawnPart part in session.Parts(record.Id).Where(one => one.Held is not null))
        {
            HeldWords left = part.Held! with { Contents = [.. part.Held.Contents.Select(one => one with { Content = WithoutTranslations(one.Content, isOfGone) })] };
            if (!left.Contents.SequenceEqual(part.Held.Contents)) session.Put(part with { Held = left });
        }

        // A restored archive takes the words back the same way, and these with them: the journal need not name them.
        foreach (Deposit deposit in session.ProposalsTo(record.Id))
        {
            Proposal proposal = deposit.Proposal!;
            string[] gone = [.. proposal.Parts.Where(part => ContentPart.Translation(part) is { } of && isOfGone(of.Field, new Translation("", proposal.OfRevision)))];
            if (gone is []) continue;
            RecordContent nothing = new() { Language = proposal.Content.Language };
            proposal = proposal with
            {
                Parts = [.. proposal.Parts.Except(gone)],
                Taken = [.. proposal.Taken.Except(gone)],
                Content = gone.Aggregate(proposal.Content, (left, part) => ContentPart.Put(left, part, nothing)),
            };
            Deposit left = proposal.Parts.IsEmpty ? deposit.WithoutProposal(today) : deposit with { Proposal = proposal };
            session.Put(left, proposal.Parts.IsEmpty ? [] : Mentions.Named(session, left));
        }
    }
}
