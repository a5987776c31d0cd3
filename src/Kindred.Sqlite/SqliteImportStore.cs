using Kindred.Domain.Importing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed class SqliteImportStore(Readers readers) : IImportStore
{
    private const int NamesInRead = 20_000;

    public Task<IReadOnlyList<ImportAccession>> Imports(int skip, int count, Viewer viewer, CancellationToken cancel) => !IsKeeper(viewer)
        ? Task.FromResult<IReadOnlyList<ImportAccession>>([])
        : readers.Read<IReadOnlyList<ImportAccession>>(database => database[ImportRows.Accessions + " ORDER BY number DESC LIMIT ? OFFSET ?"].Add(count).Add(skip).All(ImportRows.Accession), cancel);

    public Task<ImportAccession?> Find(string idOrNumber, Viewer viewer, CancellationToken cancel) => !IsKeeper(viewer)
        ? Task.FromResult<ImportAccession?>(null)
        : readers.Read(
            database => RecordId.TryParse(idOrNumber, out RecordId id) ? database[ImportRows.Accessions + " WHERE id = ?"].Add(id).First(ImportRows.Accession)
                : long.TryParse(idOrNumber, System.Globalization.CultureInfo.InvariantCulture, out long number) ? database[ImportRows.Accessions + " WHERE number = ?"].Add(number).First(ImportRows.Accession)
                : null,
            cancel);

    public Task<IReadOnlyList<ImportedRow>> Rows(RecordId import, long after, int count, Viewer viewer, CancellationToken cancel) => !IsKeeper(viewer)
        ? Task.FromResult<IReadOnlyList<ImportedRow>>([])
        : readers.Read<IReadOnlyList<ImportedRow>>(
            database => database["SELECT number FROM import_accessions WHERE id = ?"].Add(import).Number() is { } number ? ImportRows.Rows(database, number, after, count) : [], cancel);

    public Task<T> Weigh<T>(Func<IArchiveSession, T> ask, CancellationToken cancel) => readers.Read(database => ask(new SqliteSession(database)), cancel);

    public async Task EachName(Action<string, string, RecordId> nameKindRecord, CancellationToken cancel)
    {
        (string Name, long Document) last = ("", 0);
        while (await Next(last) is { } reached) last = reached;

        // In steps: a withdrawal waits for a reader.
        Task<(string, long)?> Next((string Name, long Document) after) => readers.Read<(string, long)?>(
            database =>
            {
                (string, long)? reached = null;
                Statement rows = database["SELECT n.name, n.doc, n.kind, r.id FROM names n JOIN records r ON r.doc = n.doc WHERE (n.name, n.doc) > (?, ?) AND r.state <> ? ORDER BY n.name, n.doc LIMIT ?"]
                    .Add(after.Name).Add(after.Document).Add((long)RecordState.Withdrawn).Add(NamesInRead);
                while (rows.Step())
                {
                    reached = (rows.Text(0), rows.Long(1));
                    nameKindRecord(rows.Text(0), rows.Text(2), rows.Id(3));
                }

                return reached;
            },
            cancel);
    }

    /// <summary>What the address of something says that was public and was taken back with its import.</summary>
    public static Tombstone? TakenBack(Database database, RecordId id) =>
        database["SELECT day FROM import_gone WHERE id = ?"].Add(id).First(row => new Tombstone(id, row.Day(0), null) { IsOfImport = true });

    private static bool IsKeeper(Viewer viewer) => viewer.AsMember is { IsKeeper: true };
}
