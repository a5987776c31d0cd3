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
    private const int RowsInRead = 20_000;
    private const int MostLosses = 5_000;

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

    public async Task<IReadOnlyList<ImportLoss>> Losses(RecordId import, Viewer viewer, CancellationToken cancel)
    {
        if (!IsKeeper(viewer)) return [];
        Dictionary<(string Heading, string Reason), ImportLoss> all = [];
        (long Number, long Rows)? found = await readers.Read<(long, long)?>(
            database => database["SELECT a.number, (SELECT max(place) FROM import_rows r WHERE r.import = a.number) FROM import_accessions a WHERE a.id = ?"].Add(import).First<(long, long)?>(row => (row.Long(0), row.IsNull(1) ? 0 : row.Long(1))), cancel);
        if (found is not { } of) return [];
        // In steps: a withdrawal waits for a reader.
        for (long after = 0; after < of.Rows; after += RowsInRead)
        {
            long begun = after;
            foreach (ImportLoss loss in await readers.Read(database => ImportRows.Losses(database, of.Number, begun, begun + RowsInRead), cancel))
            {
                if (all.TryGetValue((loss.Heading, loss.Reason), out ImportLoss? before)) all[(loss.Heading, loss.Reason)] = before with { Rows = before.Rows + loss.Rows, Example = Math.Min(before.Example, loss.Example) };
                else if (all.Count < MostLosses) all[(loss.Heading, loss.Reason)] = loss;
            }
        }

        return [.. all.Values.OrderByDescending(one => one.Rows).ThenBy(one => one.Heading, StringComparer.Ordinal).ThenBy(one => one.Reason, StringComparer.Ordinal)];
    }

    public Task<IReadOnlyList<SavedProfile>> Profiles(Viewer viewer, CancellationToken cancel) => !IsKeeper(viewer)
        ? Task.FromResult<IReadOnlyList<SavedProfile>>([])
        : readers.Read<IReadOnlyList<SavedProfile>>(ImportRows.Profiles, cancel);

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
                Dictionary<RecordId, RecordId> merged = database["SELECT merged FROM merges"].All(row => row.Id(0)).ToDictionary(id => id, id => MergeRow.Standing(database, id)!.Value);
                Statement rows = database["SELECT n.name, n.doc, n.kind, r.id FROM names n JOIN records r ON r.doc = n.doc WHERE (n.name, n.doc) > (?, ?) AND r.state <> ? ORDER BY n.name, n.doc LIMIT ?"]
                    .Add(after.Name).Add(after.Document).Add((long)RecordState.Withdrawn).Add(NamesInRead);
                while (rows.Step())
                {
                    reached = (rows.Text(0), rows.Long(1));
                    nameKindRecord(rows.Text(0), rows.Text(2), merged.GetValueOrDefault(rows.Id(3), rows.Id(3)));
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
