using Kindred.Domain.Keeping;
using Kindred.Domain.Stores;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

/// <summary>An archive in one file, <c>kindred.db</c>, in its data folder: every store of <c>Kindred.Domain.Stores</c>. Open it once in a process, and
/// in one process at a time; both are the host's to see to.</summary>
public sealed partial class SqliteArchive : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;
    private readonly string folder;
    private readonly Readers readers;
    private readonly SqliteWriter writer;

    private SqliteArchive(string folder, string file, SqliteWriter writer)
    {
        this.folder = folder;
        this.writer = writer;
        readers = new Readers(file);
        Records = new SqliteRecordStore(readers, writer);
        Deposits = new SqliteDepositStore(readers);
        Members = new SqliteMemberStore(readers);
        Search = new SqliteSearchIndex(readers);
        Imports = new SqliteImportStore(readers);
    }

    public IArchiveWriter Writer => writer;

    /// <summary>Acts that wait for the writer.</summary>
    public int WritesWaiting => writer.WritesWaiting;

    public IRecordStore Records { get; }

    public IDepositStore Deposits { get; }

    public IMemberStore Members { get; }

    public ISearchIndex Search { get; }

    public IImportStore Imports { get; }

    /// <summary>What happened to writing that no caller could be told: a wipe that must be tried again, a listener that failed.</summary>
    public event Action<Exception>? Faulted
    {
        add => writer.Faulted += value;
        remove => writer.Faulted -= value;
    }

    /// <summary>Opens the archive of the folder, or makes one there, and brings it to the newest form.</summary>
    public static SqliteArchive Open(string folder)
    {
        MakeFolder(folder);
        string file = Path.Combine(folder, "kindred.db");
        // Made before SQLite opens it: the write-ahead log and its index take over the mode of the file.
        if (!File.Exists(file)) MakeFile(file);
        Database database = Database.Open(file, isWriter: true, cacheKilobytes: 128 * 1024);
        try
        {
            Schema.BringUpToDate(database);
            DeskRow.FillIn(database);
            ImportTriggers.Create(database);
            // A crash between a withdrawal's commit and its wipe leaves words in the log: they go now, before anything is served.
            database.Run("PRAGMA wal_checkpoint(TRUNCATE)");
            return new SqliteArchive(folder, file, new SqliteWriter(database, () => Database.Open(file, isWriter: false, cacheKilobytes: 8 * 1024)));
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Why <see cref="Open"/> would refuse the archive of the folder; null: it would not. Changes nothing.</summary>
    public static string? WhyNot(string folder)
    {
        try
        {
            using Database database = Database.Open(Path.Combine(folder, "kindred.db"), isWriter: false, cacheKilobytes: 2 * 1024);
            Schema.Reached(database);
            return null;
        }
        catch (Exception fault) when (fault is SqliteFailureException or InvalidOperationException)
        {
            return fault.Message;
        }
    }

    /// <summary>What the archive of the folder, which could be opened, keeps under the name. Changes nothing.</summary>
    public static string? ValueIn(string folder, string name)
    {
        using Database database = Database.Open(Path.Combine(folder, "kindred.db"), isWriter: false, cacheKilobytes: 2 * 1024);
        return SqliteMemberStore.Value(database, name);
    }

    /// <summary>The members of the archive of the folder, which could be opened. Changes nothing.</summary>
    public static IReadOnlyList<Member> MembersIn(string folder) => ReadIn<IReadOnlyList<Member>>(folder, MemberRow.All, []);

    /// <summary>How many records and connections of the archive of the folder are stored as published against a word of those they name. Changes nothing.</summary>
    public static long UnconsentedIn(string folder) =>
        ReadIn(folder, database => database["SELECT (SELECT count(*) FROM unconsented_records) + (SELECT count(*) FROM unconsented_connections)"].Number() ?? 0, 0);

    /// <summary>How many answers of the archive of the folder their stewards signed, and how many of those are not what was signed. Changes nothing.</summary>
    public static (long Signed, long Wrong) SignaturesIn(string folder) => ReadIn(folder, SignatureRow.CheckAll, (0, 0));

    /// <summary>An archive of an earlier form is not read: it is brought to the newest one first.</summary>
    private static T ReadIn<T>(string folder, Func<Database, T> read, T earlier)
    {
        using Database database = Database.Open(Path.Combine(folder, "kindred.db"), isWriter: false, cacheKilobytes: 2 * 1024);
        return Schema.IsNewest(database) ? read(database) : earlier;
    }

    /// <summary>Copies the living archive, as of now, into a new file of mode 0600.</summary>
    public Task CopyTo(string file, CancellationToken cancel)
    {
        MakeFile(file);
        return readers.Read(
            database =>
            {
                database.CopyTo(file);
                return true;
            },
            cancel);
    }

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
    }

    private static void MakeFolder(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnlyFolder);
    }

    private static void MakeFile(string file)
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnlyFile;
        using FileStream made = new(file, options);
    }
}
