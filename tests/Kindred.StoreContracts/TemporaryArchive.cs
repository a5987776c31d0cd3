using Kindred.Domain.Stores;
using Kindred.Features.Shared;
using Kindred.Sqlite;
using Xunit;

namespace Kindred.StoreContracts;

/// <summary>An archive in a folder of its own that goes with it.</summary>
public sealed class TemporaryArchive : IDisposable
{
    private SqliteArchive archive;

    public TemporaryArchive()
    {
        Folder = Directory.CreateTempSubdirectory("kindred-").FullName;
        archive = SqliteArchive.Open(Folder);
    }

    public string Folder { get; }

    public IArchiveWriter Writer => archive.Writer;

    public IRecordStore Records => archive.Records;

    public IDepositStore Deposits => archive.Deposits;

    public IMemberStore Members => archive.Members;

    public ISearchIndex Search => archive.Search;

    public IImportStore Imports => archive.Imports;

    public IWholeArchive Whole => archive;

    /// <summary>Makes an archive of what is put, and gives it up again.</summary>
    public static IReadOnlyList<T> Filled<T>(Action<IWholeFilling> fill, Func<IWholeFilling, IReadOnlyList<T>> read)
    {
        string folder = Path.Combine(Path.GetTempPath(), "kindred-" + Domain.Records.RecordId.Mint());
        IReadOnlyList<T> result = [];
        Assert.False(SqliteArchive.Fill(folder, Some.Today, filling =>
        {
            fill(filling);
            result = read(filling);
            return false;
        }, PrivateFile.DestroyFolder));
        Assert.False(Directory.Exists(folder));
        return result;
    }

    public event Action<Exception>? Faulted
    {
        add => archive.Faulted += value;
        remove => archive.Faulted -= value;
    }

    public Task<T> Write<T>(Func<IArchiveSession, T> act) => Writer.Write(act, CancellationToken.None);

    public Task Write(Action<IArchiveSession> act) => Writer.Write(
        session =>
        {
            act(session);
            return true;
        },
        CancellationToken.None);

    /// <summary>Closes the archive and opens it again, as a new start would.</summary>
    public void Reopen()
    {
        archive.Dispose();
        archive = SqliteArchive.Open(Folder);
    }

    public void Dispose()
    {
        archive.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
