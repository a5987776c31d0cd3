using Kindred.Domain.Depositing;
using Kindred.Domain.Kinds;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Features.Shared.Records;

namespace Kindred.Features.Shared.Publishing;

/// <summary>What the notes of a deposit hang on, through connections and other notes. A note is public when that is: one that hung on itself would wait for
/// itself.</summary>
internal sealed class NoteSubjects(IArchiveSession session, Deposit deposit)
{
    public bool LeadBackTo(DepositedRecord note)
    {
        RecordId itself = IdOf(note);
        HashSet<RecordId> seen = [];
        Queue<RecordId> subjects = new(Of(note));
        while (subjects.TryDequeue(out RecordId subject))
        {
            if (subject == itself) return true;
            if (!seen.Add(subject)) continue;
            foreach (RecordId next in Of(subject)) subjects.Enqueue(next);
        }

        return false;
    }

    private IEnumerable<RecordId> Of(RecordId subject)
    {
        if (deposit.Records.FirstOrDefault(record => IdOf(record) == subject) is { } within) return Of(within);
        if (session.FindConnection(subject) is { } connection) return [connection.From, connection.To];
        return session.FindRecord(subject) is { } record && record.Kind == Note.Kind.Name ? record.Content.Links.Where(link => link.Field == "on").Select(link => link.Target) : [];
    }

    private IEnumerable<RecordId> Of(DepositedRecord record) => record.Kind != Note.Kind.Name ? []
        : Accession.OwnLinks(deposit, record, Note.Kind).Where(link => link.Field == "on").Select(link => Find(link.Target)).OfType<RecordId>();

    private RecordId? Find(string target) => deposit.Records.FirstOrDefault(record => "#" + record.Ref == target) is { } within ? IdOf(within) : Mentions.Find(session, target, []);

    /// <summary>Its handle at the desk, before it has another.</summary>
    private static RecordId IdOf(DepositedRecord record) => record.Accessioned ?? record.Entry;
}
