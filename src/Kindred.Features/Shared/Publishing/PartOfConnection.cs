using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Withdrawing;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>Takes a part out of every place where a connection's words are kept: its revisions, what is shown, and what its deposits hold.</summary>
internal sealed class PartOfConnection(IArchiveSession session, Publication publication, DateOnly today)
{
    public void TakeAway(Connection connection, WithdrawnPart part)
    {
        HeldWords taken = new() { LastAnswer = part.Held?.LastAnswer ?? 0 };
        foreach (ConnectionRevision revision in session.ConnectionRevisions(connection.Id).Where(one => TakenOut.Holds(one.Words, part.Field)))
        {
            taken = taken with { Words = taken.Words.Add(new HeldWordsOfConnection(revision.Number, TakenOut.Only(revision.Words, part.Field))) };
            session.Rewrite(connection.Id, revision.Number, TakenOut.Without(revision.Words, part.Field));
        }

        session.Put(part with { Held = part.Held?.With(taken) });
        Put(connection with { Words = TakenOut.Without(connection.Words, part.Field) });
        Change(connection.Id, words => TakenOut.Without(words, part.Field));
    }

    /// <summary>The same of what waits there and has no permanent id.</summary>
    public void TakeFromDesk(WithdrawnPart part) => Change(part.Subject, words => TakenOut.Without(words, part.Field));

    /// <param name="asItWas">Into the revisions that it was taken out of; else as a new one, which is asked about.</param>
    public void PutBack(Connection connection, WithdrawnPart part, bool asItWas)
    {
        foreach (ConnectionRevision revision in session.ConnectionRevisions(connection.Id).Where(_ => asItWas))
        {
            if (part.Held!.Words.FirstOrDefault(held => held.Revision == revision.Number) is { } held) session.Rewrite(connection.Id, revision.Number, TakenOut.PutBack(revision.Words, held.Words));
        }

        if (part.Held!.Words.MaxBy(held => held.Revision) is not { } last) return;
        ConnectionWords words = TakenOut.PutBack(connection.Words, last.Words);
        Put(connection with { Words = words, Revision = asItWas ? connection.Revision : connection.Revision + 1 });
        Change(connection.Id, _ => words);
    }

    private void Put(Connection connection)
    {
        session.Put(connection, "", "", today);
        publication.Settle(session, session.FindConnection(connection.Id)!, today);
    }

    private void Change(RecordId id, Func<ConnectionWords, ConnectionWords> words)
    {
        foreach (DepositId holding in session.DepositsHolding(id))
        {
            Deposit deposit = session.FindDeposit(holding)!;
            Deposit changed = deposit with { Connections = [.. deposit.Connections.Select(one => one.Accessioned == id || one.Entry == id ? one with { Words = words(one.Words) } : one)] };
            session.Put(changed, Mentions.Named(session, changed));
        }
    }
}
