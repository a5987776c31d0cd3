using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite;

/// <summary>All of an archive at once: read for a whole export, and made of one.</summary>
public sealed partial class SqliteArchive : IWholeArchive
{
    /// <summary>What is in it is being made, or was when something broke off: whoever takes the data folder empties it.</summary>
    public const string ScratchFolder = "scratch";

    private const int NumbersOfADay = 1_000;

    /// <summary>Reads a copy: a reader that stood in the living archive for minutes would keep the log from being wiped when something is destroyed.</summary>
    public async Task<T> Read<T>(Func<IWholeReading, T> read, Action<string> destroy, CancellationToken cancel)
    {
        string scratch = Path.Combine(folder, ScratchFolder), copy = Path.Combine(scratch, RecordId.Mint() + ".db");
        MakeFolder(scratch);
        try
        {
            await CopyTo(copy, cancel);
            using Database database = Database.Open(copy, isWriter: false, cacheKilobytes: 16 * 1024);
            return read(new SqliteWholeReading(database));
        }
        finally
        {
            foreach (string file in FilesOf(copy)) destroy(file);
        }
    }

    /// <summary>Makes an archive in a new folder. Not yet safe from a loss of power: whoever puts it in its place flushes its file first.</summary>
    /// <param name="fill">False: nothing comes of it, and nothing is left.</param>
    /// <param name="destroy">Destroys a folder and what is in it.</param>
    public static bool Fill(string folder, DateOnly today, Func<IWholeFilling, bool> fill, Action<string> destroy)
    {
        MakeFolder(folder);
        string file = Path.Combine(folder, "kindred.db");
        MakeFile(file);
        bool isDone = false;
        try
        {
            using Database database = Database.Open(file, isWriter: true, cacheKilobytes: 16 * 1024);
            Schema.BringUpToDate(database);
            SqliteFilling filling = new(database, (long)today.DayNumber * NumbersOfADay);
            isDone = fill(filling);
            if (isDone) filling.Complete();
            return isDone;
        }
        finally
        {
            if (!isDone) destroy(folder);
        }
    }

    /// <summary>A database, and what may lie beside it. Not all of them need to be there.</summary>
    public static IEnumerable<string> FilesOf(string database) => ((string[])["", "-wal", "-shm", "-journal"]).Select(end => database + end);

    /// <summary>Nothing was told, decided or joined in the archive of the folder yet. One of an earlier form is not: it was somebody's.</summary>
    public static bool IsEmptyIn(string folder) => ReadIn(
        folder,
        database => !database["""
            SELECT 1 FROM records UNION ALL SELECT 1 FROM connections UNION ALL SELECT 1 FROM deposits UNION ALL SELECT 1 FROM tombstones UNION ALL SELECT 1 FROM concerns
            UNION ALL SELECT 1 FROM import_accessions UNION ALL SELECT 1 FROM members WHERE handle <> ? LIMIT 1
            """].Add(Domain.Keeping.Member.TerminalHandle).Any(),
        earlier: false);
}
