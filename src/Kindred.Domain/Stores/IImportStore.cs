using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Domain.Stores;

/// <summary>The accession register of imports, for keepers; nobody else is shown that there is one.</summary>
public interface IImportStore
{
    /// <summary>Newest first.</summary>
    Task<IReadOnlyList<ImportAccession>> Imports(int skip, int count, Viewer viewer, CancellationToken cancel);

    /// <param name="idOrNumber">Either, as somebody typed it.</param>
    Task<ImportAccession?> Find(string idOrNumber, Viewer viewer, CancellationToken cancel);

    /// <summary>Its rows after this place, in their order.</summary>
    Task<IReadOnlyList<ImportedRow>> Rows(RecordId import, long after, int count, Viewer viewer, CancellationToken cancel);

    /// <summary>What its rows said that no field has a place for, as far as their records are there: by heading and reason, with the most rows first.</summary>
    Task<IReadOnlyList<ImportLoss>> Losses(RecordId import, Viewer viewer, CancellationToken cancel);

    /// <summary>Those that are kept, by their names.</summary>
    Task<IReadOnlyList<SavedProfile>> Profiles(Viewer viewer, CancellationToken cancel);

    /// <summary>Decides as an act would, over the archive as it is now, with a session that can't write. Keep it short: a withdrawal waits for it.</summary>
    Task<T> Weigh<T>(Func<IArchiveSession, T> ask, CancellationToken cancel);

    /// <summary>What everything is called that is in the archive, as names are compared.</summary>
    Task EachName(Action<string, string, RecordId> nameKindRecord, CancellationToken cancel);
}
