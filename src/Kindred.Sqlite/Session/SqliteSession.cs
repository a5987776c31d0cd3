using System.Security.Cryptography;
using System.Text.Json;
using Kindred.Domain.Keeping;
using Kindred.Domain.Ledger;
using Kindred.Domain.Records;
using Kindred.Domain.Searching;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

/// <summary>The writer's own reads and writes; one object for every act, because its statements stay prepared.</summary>
internal sealed partial class SqliteSession(Database store, Scribe? scribe = null, Lazy<Database>? reader = null) : IArchiveSession
{
    internal const string SettingsName = "archive settings";

    // Document numbers are not reused while the archive runs, not even those of acts that were undone: counts in memory hang on them.
    private int lastDocument = (int)(store["SELECT max(doc) FROM records"].Number() ?? 0);
    private readonly SortedDictionary<int, IndexedDocument?> indexed = [];
    private readonly List<(int Document, IndexedDocument? Put)> indexedByAct = [];
    private readonly HashSet<string> forgotten = new(StringComparer.Ordinal);

    // Of acts that were undone some may be among them: they are looked at in vain.
    private readonly HashSet<RecordId> joined = [];
    private long? lastAct;
    private bool actIsVisible;
    private bool actDestroys;

    /// <summary>Something changed that a reader could see.</summary>
    public bool IsVisibleChange { get; private set; }

    /// <summary>Words left the archive: the log holds them until it is wiped.</summary>
    public bool IsDestroying { get; private set; }

    /// <summary>An act of this commit stands.</summary>
    public bool HasActs { get; private set; }

    public void StartCommit()
    {
        indexed.Clear();
        forgotten.Clear();
        joined.Clear();
        HasActs = IsVisibleChange = IsDestroying = false;
        StartBulk();
    }

    /// <param name="isOfBulk">It is of a work in many acts.</param>
    public void StartAct(bool isOfBulk = false)
    {
        isInBulk = isOfBulk && scribe is not null;
        fresh.Clear();
        actIsVisible = actDestroys = false;
        // What is kept for the end of an act is the scribe's until the end of the act before is written; of an act that was undone nothing is left.
        if (isInBulk) return;
        lastAct = null;
        ClearAct();
    }

    /// <summary>The last of an act: what is still to be written, and what must hold of it.</summary>
    /// <exception cref="UnconsentedPublicationException">It would leave something public against a word of those it names.</exception>
    public void Finish()
    {
        WriteFresh();
        WriteRaised();
        Later(WriteWords);
        Later(WriteSums);
        Later(CheckRefused);
    }

    public void EndAct(bool isDone)
    {
        if (!isDone)
        {
            Abandon();
            return;
        }

        HasActs = true;
        IsVisibleChange |= actIsVisible;
        IsDestroying |= actDestroys;
        Later(_ =>
        {
            foreach ((int document, IndexedDocument? put) in indexedByAct) indexed[document] = put;
            indexedByAct.Clear();
        });
    }

    /// <summary>Nothing of what acts decided stands: neither what is written, nor what was kept for their end, nor what was read of it.</summary>
    public void Abandon()
    {
        Drop();
        ClearAct();
        lastAct = null;
        Forget();
    }

    private void ClearAct()
    {
        ClearSums();
        wordsToPut.Clear();
        indexedByAct.Clear();
    }

    public IndexChange? IndexChanges(long change) => !IsVisibleChange
        ? null
        : new IndexChange(
            change,
            [.. indexed.Values.OfType<IndexedDocument>()],
            [.. indexed.Where(one => one.Value is null).Select(one => one.Key)])
        { Joined = [.. joined] };

    public ArchiveSettings Settings() => knownSettings ??= Settings(connection);

    public void Put(ArchiveSettings settings)
    {
        PutValue(SettingsName, JsonSerializer.Serialize(settings, StoredJson.Form.ArchiveSettings));
        actIsVisible = true;
    }

    public string? FindValue(string name) =>
        database["SELECT value FROM named_values WHERE name = ?"].Add(name).First(row => row.Text(0));

    public void PutValue(string name, string? value)
    {
        string? old = FindValue(name);
        if (old == value) return;
        knownSettings = null;
        actDestroys |= old is not null;
        if (value is null) database["DELETE FROM named_values WHERE name = ?"].Add(name).Run();
        else database["INSERT INTO named_values VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"].Add(name).Add(value).Run();
    }

    public void Write(Act act)
    {
        long number = (lastAct ?? connection["SELECT max(number) FROM acts"].Number() ?? -1) + 1;
        lastAct = number;
        actIsVisible |= act.IsPublic;
        Later(on =>
        {
            string statement = Domain.Ledger.Statement.Of(act);
            byte[] salt = RandomNumberGenerator.GetBytes(Domain.Ledger.Statement.SaltBytes);
            on["INSERT INTO acts (number, kind, day, is_public, commitment, salt, subjects, statement, by, reason, enough, second_reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"]
                .Add(number).Add((long)act.Kind).Add(act.Day).Add(act.IsPublic).Add(Domain.Ledger.Statement.Commit(statement, salt)).Add(salt)
                .Add(act.Subjects).Add(statement).Add(act.By).Add(act.Reason).Add((long)act.SoleWord).Add(act.SecondReason).Run();
            foreach (RecordId subject in act.Subjects) on["INSERT OR IGNORE INTO act_subjects VALUES (?, ?)"].Add(subject).Add(number).Run();
        });
    }

    public static ArchiveSettings Settings(Database database) =>
        database["SELECT value FROM named_values WHERE name = ?"].Add(SettingsName)
            .First(row => JsonSerializer.Deserialize(row.Bytes(0), StoredJson.Form.ArchiveSettings)) ?? new ArchiveSettings();
}
