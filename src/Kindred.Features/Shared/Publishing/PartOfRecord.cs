using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes a part out of every place where a record's words are kept: revisions, what is shown, the connection of a link with the notes on it, the index,
/// and what its deposits hold.</summary>
internal sealed partial class PartOfRecord(IArchiveSession session, KindList kinds, Publication publication, Destruction destruction, DateOnly today)
{
    /// <summary>What takes the place of a title, in the record's language where there are texts for it: the archive's own words, which claim nothing.</summary>
    public static string NeutralTitle(string language) => Texts.For(language)["part.neutral-title"];

    public void TakeAway(Record record, WithdrawnPart part)
    {
        Kind kind = kinds[record.Kind];
        RecordId[] beside = [.. session.WithTellingBeside(record.Id)];
        HeldWords taken = new() { LastAnswer = part.Held?.LastAnswer ?? 0 };
        foreach (Revision revision in session.Revisions(record.Id).Where(one => TakenOut.Holds(one.Content, part.Field, part.Target)))
        {
            taken = taken with { Contents = taken.Contents.Add(TakenOut.Only(revision.Number, revision.Content, part.Field, part.Target)) };
            session.Put(revision with { Content = Without(revision.Content, part) });
        }

        session.Put(part with { Held = part.Held?.With(taken) });
        if (part.IsDestroyed) DestroyNotesOnLinks(record, kind, part);
        if (part is { IsDestroyed: true, Target: null }) DestroyHeldNotice(record, part);
        Show(record, kind, Without(record.Content, part));
        publication.SettleTold(session, beside, today);
        foreach (DepositId id in session.DepositsHolding(record.Id)) TakeFrom(session.FindDeposit(id)!, record.Id, kind, part);
        if (part.IsDestroyed) DestroyInProposals(record.Id, part);
        if (part.IsDestroyed) Embargoing.EndOf(session, record.Id, part);
    }

    /// <summary>The same of what waits there and has no permanent id.</summary>
    public void TakeFromDesk(WithdrawnPart part)
    {
        foreach (Deposit deposit in session.DepositsHolding(part.Subject).Select(id => session.FindDeposit(id)!))
        {
            if (deposit.Records.FirstOrDefault(one => one.Entry == part.Subject) is { } entry) TakeFrom(deposit, part.Subject, kinds[entry.Kind], part);
        }
    }

    /// <param name="asItWas">Into the revisions that it was taken out of; else into a new one, which is asked about.</param>
    public void PutBack(Record record, WithdrawnPart part, bool asItWas)
    {
        Kind kind = kinds[record.Kind];
        Revision newest = session.FindRevision(record.Id, record.LatestRevision)!;
        if (asItWas)
        {
            foreach (HeldWordsOfRecord held in part.Held!.Contents)
            {
                if (session.FindRevision(record.Id, held.Revision) is { } revision) session.Put(revision with { Content = TakenOut.PutBack(revision.Content, held, NeutralTitle(revision.Content.Language)) });
            }

            RecordContent shown = session.FindRevision(record.Id, record.Revision)?.Content ?? record.Content;
            Show(record, kind, shown);
        }
        else if (part.Held!.Contents.MaxBy(held => held.Revision) is { } last)
        {
            int number = record.LatestRevision + 1;
            RecordContent back = Staleness.Rebound(TakenOut.PutBack(newest.Content, last, NeutralTitle(newest.Content.Language)), number, last.Content);
            back = Staleness.Marked(back, number, newest.Content, one => session.FindRevision(record.Id, one)?.Content);
            session.Put(newest with { Number = number, AskedFrom = number, Day = today, Note = "", WasPublic = false, PublicUntil = null, Content = back });
            session.Put(record with { LatestRevision = number });
            publication.Settle(session, record.Id, today);
        }

        Revision now = session.FindRevision(record.Id, session.FindRecord(record.Id)!.LatestRevision)!;
        foreach (DepositId id in session.DepositsHolding(record.Id))
        {
            Deposit deposit = session.FindDeposit(id)!.Saying(record.Id, now.Content, now.Number);
            session.Put(deposit, Mentions.Named(session, deposit));
        }

        publication.SettleTold(session, session.WithTellingBeside(record.Id), today);
    }

    /// <summary>Settling puts what a revision says in the place of what was shown, but leaves what a keeper hid as it is.</summary>
    private void Show(Record record, Kind kind, RecordContent content)
    {
        if (Hiding.Of(record, today) is not null)
        {
            session.Put(record with { Content = content });
            FieldConnections.Match(session, record with { Content = content }, kind, record.Content, today);
        }

        publication.Settle(session, record.Id, today);
    }

    /// <summary>They speak of what is gone.</summary>
    private void DestroyNotesOnLinks(Record record, Kind kind, WithdrawnPart part)
    {
        Field field = kind[part.Field]!;
        RecordId[] notes =
        [
            .. session.ConnectionsOf(record.Id).Where(one => one.IsOfField && one.Type == field.Link?.Name)
                .Where(one => (field.IsIncoming ? one.To : one.From) == record.Id && (part.Target is null || (field.IsIncoming ? one.From : one.To) == part.Target))
                .SelectMany(one => Destruction.NotesOn(session, one.Id)),
        ];
        foreach (RecordId note in notes) destruction.Destroy(session, note, today);
    }

    /// <summary>Somebody may have taken the notices back before; what one said of this field goes with the field.</summary>
    private void DestroyHeldNotice(Record record, WithdrawnPart part)
    {
        foreach (WithdrawnPart notices in session.Parts(record.Id).Where(one => one.Field == FieldNotices.Name && one.Field != part.Field).ToArray())
        {
            if (notices.Held is { } held) session.Put(notices with { Held = held.WithoutNotice(part.Field) });
        }
    }

    /// <summary>A correction that waits may say it too.</summary>
    private void TakeFrom(Deposit deposit, RecordId record, Kind kind, WithdrawnPart part)
    {
        DepositedRecord[] entries = [.. deposit.Records.Where(one => one.Accessioned == record || one.Entry == record)];
        Deposit left = deposit with
        {
            Records = [.. deposit.Records.Select(one => !entries.Contains(one) ? one : one with { Content = Without(one.Content, part), Links = [.. one.Links.Where(link => !IsPart(link.Field, link.Target))] })],
            Connections = [.. deposit.Connections.Where(one => !entries.Any(entry => one.From == "#" + entry.Ref) || kind.LinkField(one.Type) is not { } field || !IsPart(field.Name, one.To))],
        };
        session.Put(left, Mentions.Named(session, left));

        bool IsPart(string field, string to) => field == part.Field && (part.Target is not { } target || Find(deposit, to) == target);
    }

    private RecordId? Find(Deposit deposit, string target) => target.StartsWith('#')
        ? deposit.Records.FirstOrDefault(one => one.Ref == target[1..]) is { } within ? within.Accessioned ?? within.Entry : null
        : Mentions.Find(session, target, []);

    private static RecordContent Without(RecordContent content, WithdrawnPart part) => TakenOut.Without(content, part.Field, part.Target, NeutralTitle(content.Language));
}
