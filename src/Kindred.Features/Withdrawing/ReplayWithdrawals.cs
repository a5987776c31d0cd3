using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Publishing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Withdrawing;

/// <summary>Does again what the journal says, over an archive restored from an older day.</summary>
public sealed class ReplayWithdrawals(Publication publication, Destruction destruction, PartialWithdrawal partial, TakeBackImport takeBack)
{
    /// <summary>Whose word it was is not in the journal: it stays hidden until a keeper shows it.</summary>
    private const string Because = "restored: hidden after this back-up";

    /// <returns>How many lines were followed.</returns>
    public int In(IArchiveSession session, IEnumerable<JournalLine> lines, DateOnly today)
    {
        List<RecordId> followed = [];
        lines = [.. lines];
        // What stayed of an import is said once it was taken back, too, and may be taken back later: the last word holds before any is taken back.
        Dictionary<string, RecordId[]> kept = lines.Where(line => line.What == JournalWhat.ImportUndone).GroupBy(line => line.Id, StringComparer.Ordinal)
            .ToDictionary(undone => undone.Key, undone => (undone.Last().Kept ?? []).Select(RecordId.Parse).ToArray(), StringComparer.Ordinal);
        foreach (JournalLine line in lines)
        {
            if (!RecordId.TryParse(line.Id, out RecordId id)) continue;
            followed.AddRange(session.WithTellingBeside(id));
            if (line.What == JournalWhat.ImportUndone) takeBack.Again(session, id, kept[line.Id], line.Day, today);
            else Follow(session, line, id, today);
            if (line.What == JournalWhat.Restricted) followed.AddRange(session.NamingEver(id));
            followed.Add(id);
        }

        // Once everything is said: what hangs on what is no longer public goes with it.
        foreach (RecordId id in followed.Distinct())
        {
            if (session.FindConnection(id) is { } connection) publication.Settle(session, connection, today);
            else if (session.FindRecord(id) is not null) publication.Settle(session, id, today);
        }

        return followed.Count;
    }

    private void Follow(IArchiveSession session, JournalLine line, RecordId id, DateOnly today)
    {
        switch (line.What)
        {
            // What has its id in the back-up is destroyed by that, or is there in other words by now.
            case JournalWhat.EntryDestroyed when session.FindDepositOf(id)?.IsUnderHandle(id) != true:
                break;
            case JournalWhat.Destroyed or JournalWhat.EntryDestroyed:
                DestroyAgain(session, line, id, today);
                break;
            case JournalWhat.DepositDestroyed:
                if (session.FindDeposit(new DepositId(id)) is { } deposit) destruction.TakeBack(session, deposit, today);
                session.DestroyDeposit(new DepositId(id));
                break;
            case JournalWhat.RevisionDestroyed:
                Destroy(session, id, line.Revision, today);
                break;
            case JournalWhat.PartDestroyed:
                partial.Again(session, id, line.Field!, Target(line), null, line.Day, today);
                break;
            case JournalWhat.PartHidden when RecordId.TryParse(line.Community, out RecordId whose):
                partial.Again(session, id, line.Field!, Target(line), whose, line.Day, today);
                break;
            case JournalWhat.Merged when Target(line) is { } into:
                publication.MergeAgain(session, id, into, line.Day, today);
                break;
            case JournalWhat.Parted:
                if (session.FindMerge(id) is { } merge) publication.Part(session, merge, "anonymous", "", today);
                break;
            case JournalWhat.Restricted:
                Restrict(session, id, line);
                break;
            case JournalWhat.Embargoed or JournalWhat.PartEmbargoed:
                RecordPart? part = line.Field is { } field ? new RecordPart(field, Target(line)) : null;
                if (line.Until > today && session.FindMerge(id) is { } keptBack) publication.PartKeptBack(session, keptBack, today);
                Embargoing.Again(session, id, line.By!.Value, RecordId.TryParse(line.Community, out RecordId kept) ? kept : null, part, line.Until, today);
                break;
            case JournalWhat.ConcernEnded:
                session.DestroyConcern(id);
                break;
            case JournalWhat.ConcernClosed when session.FindConcern(id) is { IsClosed: false } concern:
                session.Put(concern.Closed(line.Day));
                break;
            case JournalWhat.Answered when RecordId.TryParse(line.Community, out RecordId community) && line.Answer is { } answer:
                Answer(session, id, community, answer, line.Day);
                break;
            case JournalWhat.Claimed when RecordId.TryParse(line.Community, out RecordId spokenOf):
                Claim(session, id, spokenOf);
                break;
            case JournalWhat.Hidden:
                // Under another's address nobody could show it again.
                if (session.FindMerge(id) is { } hidden) publication.Part(session, hidden, "anonymous", "", today);
                Hide(session, id);
                break;
            default:
                // Shown again later: a restored archive stays on the safe side until someone shows it anew.
                break;
        }
    }

    /// <summary>A record, a connection, or the entry at the desk that became one after the back-up.</summary>
    private void DestroyAgain(IArchiveSession session, JournalLine line, RecordId id, DateOnly today)
    {
        DepositId? deposit = session.FindDepositOf(id)?.Id;
        publication.PartForDestruction(session, id, today);
        if (session.FindConnection(id) is not null) session.DestroyConnection(id);
        else session.Destroy(id, line.IsTombstone ? new Tombstone(id, line.Day, line.Words) { IsByKeepers = line.IsByKeepers } : null);
        if (deposit is { } own) Destruction.Forget(session, own, today);
    }

    /// <summary>What it loosened again later it has to loosen once more: a restored archive shows nothing more closely than any of it allowed.</summary>
    private static void Restrict(IArchiveSession session, RecordId community, JournalLine line)
    {
        CommunitySettings settings = session.SettingsOf(community);
        CommunitySettings strict = settings with
        {
            FinestPlace = (Precision)Math.Min((int)settings.FinestPlace, (int)line.FinestPlace!.Value),
            OnSilence = line.OnSilence == SilenceMeaning.Declined ? SilenceMeaning.Declined : settings.OnSilence,
            SisterArchives = (SisterShare)Math.Min((int)settings.SisterArchives, (int)line.SisterArchives!.Value),
        };
        if (strict != settings) session.Put(community, strict);
    }

    private static RecordId? Target(JournalLine line) => RecordId.TryParse(line.Target, out RecordId target) ? target : null;

    private void Destroy(IArchiveSession session, RecordId id, int number, DateOnly today)
    {
        if (session.FindRecord(id) is not { } record || session.FindRevision(id, number) is null) return;
        if (record.Revision == number)
        {
            // The back-up is older than the revision that took its place: there is nothing else of the record that may stay.
            destruction.Destroy(session, id, today);
            return;
        }

        session.DestroyRevision(id, number);
        if (record.LatestRevision == number) session.Put(record with { LatestRevision = session.Revisions(id).Max(one => one.Number) });
    }

    /// <summary>About what the back-up shows and about what waits in it, at the desk too: she read one of them, or a later one.</summary>
    private static void Answer(IArchiveSession session, RecordId id, RecordId community, ConsentAnswer answer, DateOnly day)
    {
        if (session.FindDepositOf(id) is { } deposit && deposit.IsUnderHandle(id))
        {
            Deposit refused = deposit with { Refusals = deposit.Refusals.Add(new Consent { Subject = id, Community = community, Revision = 0, Answer = answer, Steward = Consent.NobodyKnown, Day = day }) };
            session.Put(refused, Mentions.Named(session, refused));
            return;
        }

        int[] revisions = session.FindRecord(id) is { } record ? [record.Revision, record.LatestRevision]
            : session.FindConnection(id) is { } connection ? [connection.Revision]
            : [];
        foreach (int revision in revisions.Distinct())
            session.Put(new Consent { Subject = id, Community = community, Revision = revision, Answer = answer, Steward = Consent.NobodyKnown, Day = day });
    }

    private static void Claim(IArchiveSession session, RecordId id, RecordId community)
    {
        Deposit? atDesk = session.FindDepositOf(id);
        bool isAtDesk = atDesk?.IsUnderHandle(id) == true;
        if (isAtDesk || session.FindRecord(id) is not null) session.PutClaim(id, community);
        if (isAtDesk) session.Put(atDesk!, Mentions.Named(session, atDesk!));
    }

    private static void Hide(IArchiveSession session, RecordId id)
    {
        if (session.FindRecord(id) is { State: not RecordState.Withdrawn } record)
        {
            session.Put(record with { State = RecordState.Hidden, HiddenBecause = Because, HiddenUntil = null });
        }
        else if (session.FindConnection(id) is { } connection)
        {
            session.Put(connection with { State = RecordState.Hidden, HiddenBecause = Because, HiddenUntil = null }, "archive", "", connection.PublishedDay ?? default);
        }
    }
}
