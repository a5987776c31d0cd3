using Xunit;

namespace Kindred.StoreContracts;

/// <summary>What every engine must do alike; each test gets an archive of its own.</summary>
public abstract class ArchiveContract : IDisposable
{
    protected TemporaryArchive Archive { get; } = new();

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        Archive.Dispose();
        GC.SuppressFinalize(this);
    }
}
