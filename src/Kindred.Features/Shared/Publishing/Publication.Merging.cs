using System.Collections.Immutable;
using Kindred.Domain.Merging;
using Kindred.Domain.Records;
using Kindred.Domain.Stewarding;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;

namespace Kindred.Features.Shared.Publishing;

/// <summary>One record stands for another, and does so no more. Nothing that was said is written anew for it: links read as leading to the one that stands, ends of connections are moved and
/// remembered, and the words that the one that stays takes over are a revision of its own, which asks whom it names.</summary>
public sealed partial class Publication
{
    private const string NotShown = "merged: what stood for it is not public";

    /// <param name="content">What the one that stays says from now on.</param>
    public void Merge(IArchiveSession session, Merge merge, RecordContent content, DateOnly today)
    {
        journal.Merged(merge.Merged, merge.Into, today);
        Record goes = session.FindRecord(merge.Merged)!, stays = session.FindRecord(merge.Into)!;
        Connection[] theirs = [.. session.ConnectionsOf(goes.Id)];
        RecordId[] beside = [.. session.WithTellingBeside(goes.Id)], unjoined = Unjoined(session, goes.Id);
        session.Put(merge with { CameWithTelling = stays.ComesWithTelling });
        session.Put(goes with { State = RecordState.Merged, HiddenBecause = null, HiddenUntil = null });
        session.Index(goes.Id, null);
        MoveConnections(session, merge, goes, theirs);
        // What stood for itself still does.
        if (stays.ComesWithTelling && !goes.ComesWithTelling) session.Put(session.FindRecord(stays.Id)! with { ComesWithTelling = false });
        Merge done = TakeOver(session, merge with { CameWithTelling = stays.ComesWithTelling }, content, today);
        session.Put(done);
        Settle(session, stays.Id, today);
        SettleAround(session, [goes.Id, stays.Id], theirs, unjoined, today);
        SettleTold(session, beside, today);
    }

    /// <summary>Over an archive restored from an older day. What was chosen then is not known: the one that stays says what it did, and has the names of both.</summary>
    public void MergeAgain(IArchiveSession session, RecordId id, RecordId into, DateOnly day, DateOnly today)
    {
        into = session.Standing(into);
        if (session.FindMerge(id) is not null || into == id || session.FindRecord(id) is not { } goes || session.FindRecord(into) is not { } stays || goes.Kind != stays.Kind) return;
        RecordContent newest = session.FindRevision(into, stays.LatestRevision)!.Content;
        RecordContent content = MergedContent.Of(kinds[goes.Kind], into, newest, VisibilityPolicy.WithoutWithheld(goes), _ => MergeChoice.Stays);
        // What was not public then gives the other no words.
        if (!VisibilityPolicy.IsPublic(Envelope.Of(goes), today)) content = newest;
        Merge(session, new Merge { Merged = id, Into = into, Day = day, By = "", Reason = "" }, content, today);
    }

    /// <summary>It stands by itself again, as it was. What was said of the other since stays there. While what stood for it is not public it is hidden, until a keeper shows it.</summary>
    public Record Part(IArchiveSession session, Merge merge, string who, string note, DateOnly today)
    {
        Record goes = session.FindRecord(merge.Merged)!;
        RecordId standing = session.Standing(merge.Merged);
        Connection[] around = [.. session.ConnectionsOf(merge.Merged).Concat(session.ConnectionsOf(standing)).DistinctBy(one => one.Id)];
        RecordId[] unjoined = Unjoined(session, standing);
        (Merge Merge, RecordContent Goes)[] way = [.. Way(session, merge)];
        bool isPublic = session.FindRecord(standing) is { } stands && VisibilityPolicy.IsPublic(Envelope.Of(stands), today) && !way.Any(one => IsWithheldSince(session, one.Merge, today));
        Refuse(session, merge, goes, standing);
        journal.Parted(merge.Merged, today);
        session.End(merge);
        foreach ((Merge one, RecordContent said) in way) GiveBack(session, one, said, one.Merged == merge.Merged, who, note, today);
        if (merge.CameWithTelling && session.FindRecord(merge.Into) is { } told) session.Put(told with { ComesWithTelling = true });
        session.Put(goes with { State = RecordState.Asked });
        if (!isPublic) Hide(session, merge.Merged, today);
        Record parted = Settle(session, merge.Merged, today);
        foreach (RecordId stayed in way.Select(one => one.Merge.Into).Where(id => session.FindRecord(id) is not null)) Settle(session, stayed, today);
        SettleAround(session, [merge.Merged, standing], around, unjoined, today);
        return parted;
    }

    /// <summary>Whoever gave it keeps something of it back: it stands by itself again, where that is weighed, and what stood for it says none of its words, in no revision.</summary>
    public void PartKeptBack(IArchiveSession session, Merge merge, DateOnly today)
    {
        TakeOut(session, merge, today);
        Part(session, merge, "anonymous", "", today);
    }

    /// <summary>Before a record is destroyed: what was merged into it stands by itself, hidden; and of one that was merged no word stays in what stands for it.</summary>
    public void PartForDestruction(IArchiveSession session, RecordId id, DateOnly today)
    {
        foreach (Merge into in session.MergesInto(id))
        {
            Part(session, into, "anonymous", "", today);
            Hide(session, into.Merged, today);
            Settle(session, into.Merged, today);
        }

        if (session.FindMerge(id) is not { } merge) return;
        TakeOut(session, merge, today);
        RecordId standing = session.Standing(id);
        Connection[] around = [.. session.ConnectionsOf(id).Concat(session.ConnectionsOf(standing)).DistinctBy(one => one.Id)];
        RecordId[] unjoined = Unjoined(session, standing);
        session.End(merge);
        Settle(session, standing, today);
        SettleAround(session, [id, standing], around, unjoined, today);
    }

    /// <summary>Takes every word that came with a merge out of all revisions of what stands for the merged record: it is gone at once.</summary>
    public void TakeOut(IArchiveSession session, Merge merge, DateOnly today)
    {
        HashSet<string>? texts = null;
        foreach ((Merge one, RecordContent goes) in Way(session, merge).ToArray())
        {
            if (one.Revision == 0 || session.FindRecord(one.Into) is not { } record) continue;
            Revision[] revisions = [.. session.Revisions(record.Id).OrderBy(revision => revision.Number)];
            RecordContent before = Before(revisions, one);
            RecordContent? merged = Made(revisions, one);
            texts = [.. one.Taken.Where(part => texts?.Contains(part) ?? MergedContent.IsTextOf(part, merged ?? goes, goes))];
            RecordContent Clean(RecordContent words) => MergedContent.WithoutTexts(MergedContent.Without(words, one.Taken, before, one.Merged == merge.Merged ? merged : null, goes), texts, before);
            foreach (Revision revision in revisions.Where(revision => revision.Number >= one.Revision))
            {
                RecordContent clean = Clean(revision.Content);
                if (ContentJson.AreSame(clean, revision.Content)) continue;
                session.Put(revision with { Content = clean });
                session.DestroySalts(record.Id, revision.Number);
                if (revision.Number == record.Revision) session.Put(session.FindRecord(record.Id)! with { Content = clean });
            }

            TakeFromCorrections(session, record.Id, Clean);
            Settle(session, record.Id, today);
        }
    }

    /// <summary>Nobody reads it and nobody is asked; of words that were destroyed none stays with it either.</summary>
    private Record KeptMerged(IArchiveSession session, Record record, DateOnly today)
    {
        if ((session.FindRevision(record.Id, record.Revision) ?? session.FindRevision(record.Id, record.LatestRevision)) is not { } shown || ContentJson.AreSame(shown.Content, record.Content)) return record;
        Record kept = record with { Revision = shown.Number, Content = shown.Content, Basis = shown.Basis, Communities = Named(session, record, shown) };
        session.Put(kept);
        FieldConnections.Match(session, kept, kinds[record.Kind], record.Content, today);
        return kept;
    }

    /// <summary>What others said of it leads to the one that stays; its own links are its words. What both were said to be is said once, unless something is said of either.</summary>
    private void MoveConnections(IArchiveSession session, Merge merge, Record goes, Connection[] theirs)
    {
        HashSet<(string, RecordId, RecordId)> there = [.. session.ConnectionsOf(merge.Into).Select(one => (one.Type, one.From, one.To))];
        foreach (Connection one in theirs)
        {
            if (one.IsOfField && OwnerOf(session, one) == goes.Id) continue;
            (string, RecordId, RecordId) moved = (one.Type, one.From == goes.Id ? merge.Into : one.From, one.To == goes.Id ? merge.Into : one.To);
            if (moved.Item2 == moved.Item3 || (!there.Add(moved) && one.Words.IsSilent)) continue;
            session.Move(one.Id, goes.Id, merge.Into, merge);
        }
    }

    private RecordId? OwnerOf(IArchiveSession session, Connection link) => session.FindRecord(link.From) is { } from ? FieldConnections.OwnerOf(link, kinds[from.Kind]) : null;

    /// <summary>A correction like any other: it asks whom it names, and the words before it stay public until they have answered.</summary>
    private Merge TakeOver(IArchiveSession session, Merge merge, RecordContent content, DateOnly today)
    {
        Record stays = session.FindRecord(merge.Into)!;
        Revision newest = session.FindRevision(stays.Id, stays.LatestRevision)!;
        ImmutableArray<string> taken = ContentPart.Changed(newest.Content, content);
        if (taken.IsEmpty) return merge;
        PutRevision(session, stays, newest, content, BasisOf(session, stays, session.FindRecord(merge.Merged)!, newest), merge.By.Length == 0 ? "anonymous" : merge.By, merge.Reason, today);
        return merge with { Revision = newest.Number + 1, Taken = taken };
    }

    /// <summary>Where a community without a steward is named, what both rest on; where only one of them names any, what that one does.</summary>
    private static PublicationBasis BasisOf(IArchiveSession session, Record stays, Record goes, Revision newest)
    {
        Revision theirs = session.FindRevision(goes.Id, goes.Revision)!;
        return goes.Communities.IsEmpty || theirs.Basis == newest.Basis ? newest.Basis : stays.Communities.IsEmpty ? theirs.Basis : PublicationBasis.Consent;
    }

    private void PutRevision(IArchiveSession session, Record record, Revision newest, RecordContent content, PublicationBasis basis, string who, string note, DateOnly today)
    {
        int number = newest.Number + 1;
        content = Staleness.Marked(content, number, newest.Content, one => session.FindRevision(record.Id, one)?.Content);
        session.Put(new Revision
        {
            Record = record.Id, Number = number, Day = today, Who = who, Note = note, Content = content, Basis = basis,
            AskedFrom = AskingAnew.Is(session, kinds[record.Kind], newest, content) ? number : newest.AskedFrom,
        });
        session.Put(record with { LatestRevision = number });
    }

    private void GiveBack(IArchiveSession session, Merge merge, RecordContent goes, bool isAll, string who, string note, DateOnly today)
    {
        if (merge.Revision == 0 || session.FindRecord(merge.Into) is not { } stays) return;
        Revision[] revisions = [.. session.Revisions(stays.Id).OrderBy(one => one.Number)];
        Revision newest = revisions[^1];
        RecordContent before = Before(revisions, merge);
        RecordContent? merged = Made(revisions, merge);
        RecordContent content = MergedContent.Without(newest.Content, merge.Taken, before, isAll ? merged : null, goes);
        if (ContentJson.AreSame(content, newest.Content)) return;
        // Nobody could read what the merge said yet: the words before are the newest again.
        if (newest.Number == merge.Revision && !newest.WasPublic && newest.Number > stays.Revision)
        {
            session.DestroyRevision(stays.Id, newest.Number);
            return;
        }

        PutRevision(session, stays, newest, content, revisions.LastOrDefault(one => one.Number < merge.Revision)?.Basis ?? newest.Basis, who, note, today);
    }

    /// <summary>What the merge made; null: it is destroyed, and its number may have been given again.</summary>
    private static RecordContent? Made(Revision[] revisions, Merge merge) => revisions.FirstOrDefault(one => one.Number == merge.Revision && one.Note == merge.Reason && one.Day >= merge.Day)?.Content;

    private static RecordContent Before(Revision[] revisions, Merge merge) =>
        revisions.LastOrDefault(one => one.Number < merge.Revision)?.Content ?? new RecordContent { Language = revisions[^1].Content.Language }.With("title", new FieldValue.One(PartOfRecord.NeutralTitle(revisions[^1].Content.Language)));

    /// <summary>Each merge from this one to what stands today, with what the record says with which it began.</summary>
    private static IEnumerable<(Merge Merge, RecordContent Goes)> Way(IArchiveSession session, Merge merge)
    {
        RecordContent goes = session.FindRevision(merge.Merged, session.FindRecord(merge.Merged)!.LatestRevision)!.Content;
        for (Merge? one = merge; one is not null; one = session.FindMerge(one.Into)) yield return (one, goes);
    }

    /// <summary>A community that said no to what stood for it said no to both.</summary>
    private void Refuse(IArchiveSession session, Merge merge, Record goes, RecordId standing)
    {
        foreach (Consent no in session.Consents(standing).Where(one => one.Answer != ConsentAnswer.Given && one.Day >= merge.Day && goes.Communities.Contains(one.Community)).ToArray())
            Put(session, no with { Number = 0, Subject = goes.Id, Revision = goes.LatestRevision, WholeOf = 0, WholeBy = [] });
    }

    private void Hide(IArchiveSession session, RecordId id, DateOnly today)
    {
        journal.Hidden(id, today);
        session.Put(session.FindRecord(id)! with { State = RecordState.Hidden, HiddenBecause = NotShown, HiddenUntil = null });
    }

    /// <summary>Something of what stood for it was taken out or is kept back since, or was found to speak of a community: nobody knows whether that was of this one.</summary>
    private static bool IsWithheldSince(IArchiveSession session, Merge merge, DateOnly today) =>
        session.Parts(merge.Into).Any(part => part.Day >= merge.Day) || session.Embargoes(merge.Into).Any(word => word.Until > today) || session.Claims(merge.Into).Count > 0;

    /// <summary>What says something of it that is withheld, and so is joined with it by nothing that can be seen.</summary>
    private static RecordId[] Unjoined(IArchiveSession session, RecordId id) => [.. session.KeepingBack(id), .. session.Withholding(id)];

    /// <summary>Whatever is joined with either, or would be but for what is withheld, reads otherwise now.</summary>
    private void SettleAround(IArchiveSession session, RecordId[] ends, Connection[] around, RecordId[] unjoined, DateOnly today)
    {
        foreach (RecordId far in around.SelectMany(one => new[] { one.From, one.To }).Concat(unjoined).Distinct().Except(ends))
        {
            if (session.FindRecord(far) is not null) Settle(session, far, today);
        }

        foreach (Connection one in around.Where(one => !one.IsOfField))
        {
            if (session.FindConnection(one.Id) is { } still) Settle(session, still, today);
        }

        foreach (RecordId end in ends) SettleNotes(session, end, today, []);
    }
}
