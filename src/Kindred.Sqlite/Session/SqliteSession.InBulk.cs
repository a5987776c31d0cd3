using Kindred.Domain.Importing;
using Kindred.Domain.Records;

namespace Kindred.Sqlite;

/// <summary>Acts of a work in bulk are decided while what they decided before is still being written. What they ask meanwhile is answered by the archive as it was when this commit began, and by what was handed to
/// the scribe since. That holds as long as nothing else was written in this commit: SQLite's own count of changes tells, and from then on the database is asked, once all is in it.</summary>
internal sealed partial class SqliteSession
{
    private readonly Dictionary<string, List<(int Document, RecordId Id, string Kind)>> namesWritten = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (RecordId Subject, byte[] Said, int Revision)> keysWritten = new(StringComparer.Ordinal);
    private readonly Dictionary<RecordId, ImportAccession> importsWritten = [];
    private readonly HashSet<RecordId> recordsWritten = [];
    private readonly Dictionary<RecordId, int> raised = [];
    private bool isInBulk;
    private bool isReading;
    private bool isStartTrue;
    private long changesSeen;

    /// <summary>The database with all that was handed in before. For reads and writes that no fresh row is concerned by.</summary>
    private Database connection
    {
        get
        {
            WriteRaised();
            Rest();
            return store;
        }
    }

    /// <summary>For reads of what nothing that is handed to the scribe goes into.</summary>
    private Database Elsewhere => AtStart ?? connection;

    /// <summary>The archive as it was when this commit began, while that and what was handed in since are all there is; null: ask the database.</summary>
    private Database? AtStart
    {
        get
        {
            if (!isInBulk || reader is null) return null;
            LookForOthers();
            if (!isStartTrue) return null;
            if (!isReading) reader.Value.Run("BEGIN");
            isReading = true;
            return reader.Value;
        }
    }

    /// <summary>The last before a commit: a snapshot that is held keeps the log from being brought into the file.</summary>
    public void EndReading()
    {
        Rest();
        if (isReading) reader!.Value.Run("COMMIT");
        isReading = false;
    }

    /// <summary>What was handed in is undone with the act; the connection is free for that.</summary>
    public void Drop()
    {
        scribe?.Drop();
        raised.Clear();
        isStartTrue = false;
    }

    private void StartBulk()
    {
        EndReading();
        namesWritten.Clear();
        keysWritten.Clear();
        recordsWritten.Clear();
        importsWritten.Clear();
        isStartTrue = true;
        changesSeen = store.Changes;
    }

    /// <summary>Writes at once, or lets it be written while the next is decided. It may use nothing but the database it is given and what is kept for the end of the act.</summary>
    private void Later(Action<Database> write)
    {
        if (!isInBulk)
        {
            write(connection);
            return;
        }

        LookForOthers();
        scribe!.Write(write);
    }

    /// <summary>All that acts decided is in the database when it returns.</summary>
    /// <exception cref="Exception">What one of the writes failed with.</exception>
    public void Rest()
    {
        if (scribe is null or { IsAtRest: true }) return;
        scribe.Rest();
        changesSeen = store.Changes;
    }

    private void LookForOthers()
    {
        if (scribe is null or { IsAtRest: true } && store.Changes != changesSeen) isStartTrue = false;
    }

    private void WriteRaised()
    {
        if (raised.Count == 0) return;
        KeyValuePair<RecordId, int>[] all = [.. raised];
        raised.Clear();
        Later(on =>
        {
            foreach ((RecordId id, int times) in all) on["UPDATE records SET change = change + ? WHERE id = ?"].Add(times).Add(id).Run();
        });
    }
}
