using System.Runtime.CompilerServices;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteRecordStore
{
    private const int JoinsInBatch = 20_000;

    // What is said of a connection is written without spaces (StoredJson).
    private const string Pair = "SELECT c.seq, c.type, f.doc, t.doc, CASE WHEN c.words IS NULL THEN 0 WHEN instr(c.words, '\"sources\":[{') > 0 THEN 2 ELSE 1 END, c.grade";
    private const string BothEnds = " FROM connections c JOIN records f ON f.id = c.from_id JOIN records t ON t.id = c.to_id WHERE ";

    public async IAsyncEnumerable<IReadOnlyList<Joined>> Joins(Viewer viewer, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (long? last = 0; last is { } after;)
        {
            (List<Joined> seen, last) = await readers.Read(database => Batch(database, after, viewer), cancel).ConfigureAwait(false);
            yield return seen;
        }
    }

    public Task<JoinsOf> Joins(IReadOnlyCollection<RecordId> records, Viewer viewer, CancellationToken cancel) => readers.Read(
        database =>
        {
            List<int> documents = [];
            Dictionary<long, Joined> pairs = [];
            foreach (RecordId id in records)
            {
                (int Document, Envelope Envelope)? end = database[$"SELECT {RecordRow.Head}, r.doc FROM records r WHERE r.id = ?"].Add(id).First(row => ((int, Envelope)?)(row.Int(RecordRow.HeadColumns), RecordRow.Envelope(row)));
                if (end is not { } there || !VisibilityPolicy.Sees(viewer, there.Envelope)) continue;
                documents.Add(there.Document);
                foreach (string side in (string[])["c.from_id = ?", "c.to_id = ?"]) Take(database, Pair + BothEnds + side, rows => rows.Add(id), viewer, pairs.TryAdd);
            }

            return new JoinsOf(documents, [.. pairs.Values]);
        },
        cancel);

    public Task<IReadOnlyList<ConnectionLine>> Between(IReadOnlyCollection<(RecordId One, RecordId Other)> pairs, Viewer viewer, CancellationToken cancel) => readers.Read<IReadOnlyList<ConnectionLine>>(
        database =>
        {
            RecordId[] ids = [.. pairs.SelectMany(pair => (RecordId[])[.. Ids(database, pair.One, pair.Other), .. Ids(database, pair.Other, pair.One)]).Distinct()];
            ConnectionLine[] lines = [.. ids.Select(id => LineOf(database, id, viewer)).OfType<ConnectionLine>()];
            return Disputed.Mark(database, new ConnectionPage(lines.Length, [.. lines]), viewer.Today).Lines;
        },
        cancel);

    public Task<IReadOnlySet<(RecordId One, RecordId Other)>> NotKin(Viewer viewer, CancellationToken cancel) => readers.Read<IReadOnlySet<(RecordId, RecordId)>>(
        database => NotKinRow.All(database).Select(pair => pair.Stand)
            .Where(pair => RecordRow.Line(database, pair.One, viewer) is not null && RecordRow.Line(database, pair.Other, viewer) is not null).ToHashSet(),
        cancel);

    private static ConnectionLine? LineOf(Database database, RecordId id, Viewer viewer) =>
        ConnectionRow.Find(database, id) is { } connection && ConnectionRow.End(database, connection.From, viewer) is { } from && ConnectionRow.End(database, connection.To, viewer) is { } to
            && VisibilityPolicy.Show(viewer, connection, from, to) is { } visible && RecordRow.Line(database, connection.To, viewer) is { } line ? new ConnectionLine(visible, line) : null;

    private static List<RecordId> Ids(Database database, RecordId from, RecordId to) =>
        database["SELECT c.id FROM connections c WHERE c.from_id = ? AND c.to_id = ? ORDER BY c.seq"].Add(from).Add(to).All(row => row.Id(0));

    private static (List<Joined> Seen, long? Reached) Batch(Database database, long after, Viewer viewer)
    {
        List<Joined> seen = [];
        long? reached = null;
        int read = Take(database, Pair + BothEnds + "c.seq > ? ORDER BY c.seq LIMIT ?", rows => rows.Add(after).Add(JoinsInBatch), viewer, (seq, pair) =>
        {
            seen.Add(pair);
            return true;
        }, seq => reached = seq);
        return (seen, read == JoinsInBatch ? reached : null);
    }

    /// <summary>What is everybody's on every day is known by its stored grade; of the rest each one is asked about.</summary>
    private static int Take(Database database, string sql, Func<Statement, Statement> bind, Viewer viewer, Func<long, Joined, bool> take, Action<long>? reached = null)
    {
        List<(long Seq, Joined Pair)> uncertain = [];
        int read = 0;
        Statement rows = bind(database[sql]);
        while (rows.Step())
        {
            read++;
            long seq = rows.Long(0);
            reached?.Invoke(seq);
            int grade = rows.Int(5);
            if ((grade == 0 && viewer is Viewer.Public) || ConnectionType.Find(rows.Text(1)) is not { } type) continue;
            Joined pair = new(rows.Int(2), rows.Int(3), type, (HowTold)rows.Int(4));
            if (grade == 1) take(seq, pair);
            else uncertain.Add((seq, pair));
        }

        foreach ((long seq, Joined pair) in uncertain)
        {
            if (SeesPair(database, seq, viewer)) take(seq, pair);
        }

        return read;
    }

    private static bool SeesPair(Database database, long seq, Viewer viewer)
    {
        Connection? connection = database[$"SELECT {ConnectionRow.Columns} FROM connections c WHERE c.seq = ?"].Add(seq).First(ConnectionRow.Read);
        return connection is not null && ConnectionRow.End(database, connection.From, viewer) is { } from && ConnectionRow.End(database, connection.To, viewer) is { } to
            && VisibilityPolicy.Sees(viewer, Envelope.Of(connection), from, to);
    }
}
