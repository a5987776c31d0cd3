using Kindred.Domain.Stores;
using SQLitePCL;

namespace Kindred.Sqlite;

/// <summary>One connection to <c>kindred.db</c> with its prepared statements; one thread at a time. Written on SQLite's own interface: its
/// result codes and transaction state are seen as they are.</summary>
internal sealed class Database : IDisposable
{
    private const long MappedBytes = 1L << 30;

    /// <summary>Pages of the log after which they are brought into the file. Most pages that a commit changes the next ones change again: with SQLite's own thousand an import wrote each
    /// of them twice. 64 MB are brought over in a moment where something is to be wiped.</summary>
    private const int LogPages = 16_000;

    /// <summary>SQLITE_DBCONFIG_ENABLE_QPSG.</summary>
    private const int EnablePlanStability = 1007;

    /// <summary>SQLITE_CONSTRAINT_TRIGGER.</summary>
    private const int ConstraintTrigger = raw.SQLITE_CONSTRAINT | (7 << 8);
    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    static Database()
    {
        Batteries_V2.Init();
        // SQLite counts its memory under one lock for all threads, for a figure nobody reads: readers waited for one another there.
        raw.sqlite3_shutdown();
        if (raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0) != raw.SQLITE_OK) throw new InvalidOperationException("SQLite was in use before it was set up.");
        raw.sqlite3_initialize();
    }

    private Database(sqlite3 handle) => this.handle = handle;

    /// <param name="cacheKilobytes">Memory of its own; what is mapped from the file is shared and not counted.</param>
    public static Database Open(string file, bool isWriter, int cacheKilobytes)
    {
        int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX | (isWriter ? raw.SQLITE_OPEN_CREATE : 0);
        int code = raw.sqlite3_open_v2(file, out sqlite3 handle, flags, null);
        Database database = new(handle);
        try
        {
            database.Check(code, "open");
            raw.sqlite3_extended_result_codes(handle, 1);
            raw.sqlite3_busy_timeout(handle, 1000);
            // Otherwise what is bound is looked at for the plan, and each new value has the statement prepared anew: a fifth of what a record's page took.
            database.Check(raw.sqlite3_db_config(handle, EnablePlanStability, 1, out _), "plan stability");
            database.Check(PhraseCounts.Register(handle), "phrase_counts");
            // synchronous=FULL: in WAL mode NORMAL loses acknowledged rows on power loss. secure_delete zeroes what is freed; the WAL is
            // truncated and FTS5 has an option of its own (SqliteWriter, 0001). temp_store: no words in files beside the archive's.
            database.Script($"""
                PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;
                PRAGMA trusted_schema = OFF; PRAGMA cache_size = -{cacheKilobytes}; PRAGMA mmap_size = {MappedBytes};
                PRAGMA wal_autocheckpoint = {LogPages}; PRAGMA query_only = {(isWriter ? "OFF" : "ON")};
                """);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Rows that this connection has written so far, in whatever way.</summary>
    public long Changes => raw.sqlite3_total_changes(handle);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    /// <summary>The statement, ready for its parameters. It is one object per text: read it to its end before the same text is asked for again.</summary>
    public Statement this[string sql]
    {
        get
        {
            if (statements.TryGetValue(sql, out Statement? statement)) return statement.Fresh();
            Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out sqlite3_stmt prepared), sql);
            statement = new Statement(this, prepared, sql);
            statements.Add(sql, statement);
            return statement;
        }
    }

    public void Run(string sql) => this[sql].Run();

    /// <summary>Several statements, unprepared, without parameters.</summary>
    public void Script(string sql) => Check(raw.sqlite3_exec(handle, sql), sql);

    /// <summary>Runs in one snapshot. Keep it short: a withdrawal waits for readers before it can wipe the log.</summary>
    public T Snapshot<T>(Func<Database, T> read)
    {
        Run("BEGIN");
        try
        {
            return read(this);
        }
        finally
        {
            Run("COMMIT");
        }
    }

    /// <summary>Copies the whole database, as of now, into a new file.</summary>
    public void CopyTo(string file)
    {
        Check(raw.sqlite3_open_v2(file, out sqlite3 target, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE, null), "open copy");
        using (target)
        {
            using sqlite3_backup backup = raw.sqlite3_backup_init(target, "main", handle, "main");
            int code = raw.sqlite3_backup_step(backup, -1);
            if (code != raw.SQLITE_DONE) Check(code, "copy");
        }
    }

    internal void Check(int code, string what)
    {
        if (code is raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE) return;
        int extended = handle.IsInvalid ? code : raw.sqlite3_extended_errcode(handle);
        // What the triggers of 0020 say; SQLite's own words may quote what is anyone's.
        if (extended == ConstraintTrigger && raw.sqlite3_errmsg(handle).utf8_to_string() == "unconsented publication") throw new UnconsentedPublicationException();
        throw new SqliteFailureException(extended == 0 ? code : extended, $"SQLite code {extended} ({raw.sqlite3_errstr(code).utf8_to_string()}) in: {what}");
    }

    public void Dispose()
    {
        foreach (Statement statement in statements.Values) statement.Dispose();
        handle.Dispose();
    }
}
