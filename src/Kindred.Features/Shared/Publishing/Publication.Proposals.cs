using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What becomes of proposals that were taken: they are answered with their revision, and taken back with their words.</summary>
public sealed partial class Publication
{
    /// <summary>Takes what came with a taken proposal out of its record: each part that still says it says what it did before, and no revision that said it is
    /// left. It is gone at once; where its communities never said yes to what is left, the record waits for them. What somebody wrote over it since is theirs.</summary>
    /// <returns>The deposit, whose proposal became no revision any more.</returns>
    public Deposit TakeBack(IArchiveSession session, Deposit deposit, DateOnly today)
    {
        if (deposit.Proposal is not { TakenAs: { } number } proposal) return deposit;
        deposit = deposit with { Proposal = proposal with { TakenAs = null, Taken = [] } };
        session.Put(deposit, Mentions.Named(session, deposit));
        if (session.FindRecord(proposal.Record) is not { } record) return deposit;
        // Where another record stands for it, that one says these words too.
        if (session.FindMerge(record.Id) is { } merge) TakeOut(session, merge, today);
        ImmutableArray<Revision> revisions = [.. session.Revisions(record.Id).OrderBy(one => one.Number)];
        if (revisions.FirstOrDefault(one => one.Number == number) is not { } taken) return deposit;
        Revision before = revisions.LastOrDefault(one => one.Number < number) ?? WithNothing(taken, kinds[record.Kind], proposal.Taken);
        // Where a steward took a part out meanwhile and it is held, these words are there, and no revision says them.
        WithdrawnPart[] held = [.. session.Parts(record.Id).Where(one => one.Held is not null)];
        Dictionary<int, RecordContent> said = revisions.ToDictionary(one => one.Number, one => WithHeld(one, held));
        said.TryAdd(before.Number, before.Content);
        // What it took out was nobody's word but its record's: that alone is no reason to put anything back.
        string[] parts = [.. proposal.Taken.Where(part => !ContentPart.IsSame(part, said[before.Number], said[number]))];
        Revision[] saying = [.. revisions.Where(one => one.Number >= number && parts.Any(part => SaysIt(part, one)))];
        if (saying is []) return deposit;
        Revision newest = revisions[^1];
        RecordContent content = parts.Where(part => ContentPart.IsSame(part, said[newest.Number], said[number]))
            .Aggregate(newest.Content, (changed, part) => ContentPart.Put(changed, part, before.Content));
        content = WithoutTranslations(content, IsGone);
        bool isOnlyIt = ContentPart.Changed(before.Content, content).IsEmpty;
        content = content with { Links = [.. content.Links.Where(link => session.FindRecord(link.Target) is { State: not RecordState.Withdrawn } || session.FindConnection(link.Target) is not null)] };
        content = Staleness.Marked(content, newest.Number + 1, newest.Content, one => session.FindRevision(record.Id, one)?.Content);
        bool isShown = saying.Any(one => one.Number == record.Revision);
        // Where nobody could read it and nobody made anything of it since, the one before is the newest again.
        bool isLast = isOnlyIt && before.Number > 0 && saying.Contains(newest) && !isShown && revisions.All(one => one.Number <= before.Number || saying.Contains(one));
        if (!isLast && (isShown || saying.Contains(newest)))
        {
            // An answer counts for all revisions from the one that was asked about on: other words in between that stay would lend theirs to these.
            bool mayRest = before.Number > 0 && revisions.Except(saying).All(one => one.Number <= before.Number || one.AskedFrom == before.AskedFrom);
            PutBack(session, record, isShown, mayRest, before, newest, content, today);
            foreach (WithdrawnPart one in held) session.Put(one with { Held = one.Held!.Again(before.Number, newest.Number + 1) });
        }

        DestroyTranslations(session, record, revisions.Except(saying), IsGone, today);
        foreach (Revision gone in saying.OrderByDescending(one => one.Number)) session.DestroyRevision(record.Id, gone.Number);
        TakenOnTop(session, record.Id, saying);
        TakeFromCorrections(session, record.Id, one => WithoutTranslations(
            parts.Where(part => kinds[record.Kind][part] is not { IsLink: true } && ContentPart.IsSame(part, one, taken.Content)).Aggregate(one, (left, part) => ContentPart.Put(left, part, before.Content)), IsGone));
        Settle(session, record.Id, today);
        return deposit;

        bool IsGone(string field, Translation of) => parts.Contains(field) && saying.Any(one => one.Number == of.OfRevision && SaysIt(field, one));

        bool SaysIt(string part, Revision one) => ContentPart.IsSame(part, said[one.Number], said[number]) && !ContentPart.IsSame(part, said[one.Number], said[before.Number]);
    }

    /// <summary>What the revision said before parts of it were taken out that are held.</summary>
    private static RecordContent WithHeld(Revision revision, IEnumerable<WithdrawnPart> held) => held.SelectMany(one => one.Held!.Contents).Where(one => one.Revision == revision.Number)
        .Aggregate(revision.Content, (content, one) => TakenOut.PutBack(content, one, PartOfRecord.NeutralTitle(content.Language)));

    /// <summary>Where no revision before is left, a community having taken it back: nothing in the place of these parts, but what the kind must have.</summary>
    private static Revision WithNothing(Revision taken, Kind kind, ImmutableArray<string> parts)
    {
        RecordContent nothing = new() { Language = taken.Content.Language };
        RecordContent left = parts.Where(part => ContentPart.Translation(part) is not null || kind[ContentPart.FieldOf(part)] is { IsRequired: false }).Aggregate(taken.Content, (content, part) => ContentPart.Put(content, part, nothing));
        if (parts.Contains("title")) left = left.With("title", new FieldValue.One(PartOfRecord.NeutralTitle(left.Language)));
        return taken with { Number = 0, Content = left, WasPublic = false };
    }

    /// <summary>A correction that waits was written over it, and says it where nobody touched it.</summary>
    private static void TakeFromCorrections(IArchiveSession session, RecordId record, Func<RecordContent, RecordContent> without)
    {
        foreach (Deposit deposit in session.DepositsHolding(record).Select(session.FindDeposit).OfType<Deposit>().Where(one => one.Corrects(record)))
        {
            Deposit left = deposit with { Records = [.. deposit.Records.Select(one => one.Accessioned == record && one.AwaitsReview ? one with { Content = without(one.Content) } : one)] };
            session.Put(left, Mentions.Named(session, left));
        }
    }

    /// <summary>What others proposed and was taken on top of it is theirs to take back still, from the first revision that says it now.</summary>
    private static void TakenOnTop(IArchiveSession session, RecordId record, Revision[] destroyed)
    {
        foreach (Deposit other in session.ProposalsTo(record))
        {
            Proposal proposal = other.Proposal!;
            if (destroyed.FirstOrDefault(one => one.Number == proposal.TakenAs) is not { } gone) continue;
            foreach (Revision left in session.Revisions(record).Where(one => one.Number > gone.Number).OrderBy(one => one.Number))
            {
                ImmutableArray<string> said = [.. proposal.Taken.Where(part => ContentPart.IsSame(part, gone.Content, left.Content))];
                if (said.IsEmpty) continue;
                session.Put(other with { Proposal = proposal with { TakenAs = left.Number, Taken = said } }, Mentions.Named(session, other));
                break;
            }
        }
    }

    /// <summary>The record without it, as its newest revision. A yes to the words before covers the very same words.</summary>
    /// <param name="isShown">What is public says it.</param>
    /// <param name="mayRest">On what was answered to the words before.</param>
    private void PutBack(IArchiveSession session, Record record, bool isShown, bool mayRest, Revision before, Revision newest, RecordContent content, DateOnly today)
    {
        bool isAsBefore = mayRest && !AskingAnew.Is(session, kinds[record.Kind], before, content);
        Revision back = new()
        {
            Record = record.Id, Number = newest.Number + 1, Day = today, Who = "anonymous", Note = "", Content = content,
            AskedFrom = isAsBefore ? before.AskedFrom : newest.Number + 1, Basis = isAsBefore ? before.Basis : PublicationBasis.Consent,
            // What waits is read by nobody before it is weighed.
            WasPublic = isShown && isAsBefore && before.WasPublic,
        };
        session.Put(back);
        Record moved = record with { LatestRevision = back.Number };
        // What was public goes at once, whatever its communities say to what is left: hidden by a keeper it stays so.
        if (isShown)
            moved = moved with { Revision = back.Number, Content = content, Basis = back.Basis, State = record.State is RecordState.Hidden or RecordState.Merged ? record.State : RecordState.Asked };
        session.Put(moved);
        if (isShown) FieldConnections.Match(session, moved, kinds[record.Kind], record.Content, today);
    }

    /// <summary>Proposals that were written from a revision which a community took back, or that became it, quote it: they go with it.</summary>
    private void DestroyProposals(IArchiveSession session, Revision revision, DateOnly today)
    {
        foreach (Deposit deposit in session.ProposalsTo(revision.Record).Where(one => one.Proposal!.OfRevision == revision.Number || one.Proposal.TakenAs == revision.Number))
        {
            journal.Destroyed(deposit.Id, today);
            session.Put(deposit.WithoutProposal(today), []);
        }
    }

    /// <summary>Whoever proposed what waits is told what was answered about it, and where it stands.</summary>
    /// <returns>The newest revision came with a proposal: the words are its proposer's to read.</returns>
    public static bool TellProposer(IArchiveSession session, RecordId id, int revision, ConsentAnswer answer, string? condition, DateOnly today)
    {
        bool isOfProposal = false;
        foreach (Deposit deposit in session.ProposalsTo(id).Where(one => one.Proposal!.TakenAs is not null))
        {
            Deposit stands = Accession.WithState(session, deposit, today);
            if (deposit.Proposal!.TakenAs == revision)
            {
                isOfProposal = true;
                if (answer == ConsentAnswer.Declined && stands.State != DepositState.Published) stands = stands with { State = DepositState.Declined, StateDay = today, DeclinedBecause = condition };
                else if (condition is not null && answer != ConsentAnswer.Given) stands = stands with { Messages = stands.Messages.Add(new DepositMessage(false, today, condition)) };
            }

            if (stands != deposit) session.Put(stands, Mentions.Named(session, stands));
        }

        return isOfProposal;
    }
}
