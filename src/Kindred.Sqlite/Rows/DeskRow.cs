using Kindred.Domain.Depositing;
using Kindred.Domain.Records;

namespace Kindred.Sqlite.Rows;

/// <summary>What a desk narrows deposits by: rows of <c>desk_traits</c>, <c>desk_words</c> and <c>desk_marks</c>, by the deposit's <c>seq</c>.</summary>
internal static class DeskRow
{
    /// <summary>Read of each band; of a flood any few are enough to find which it is.</summary>
    private const int MostOfBand = 16;

    /// <summary>Looked at, the likeliest first.</summary>
    private const int MostLikely = 12;

    public static void Put(Database database, Deposit deposit, IReadOnlyCollection<RecordId> named, bool hasSameWords)
    {
        if (database["SELECT seq FROM deposits WHERE id = ?"].Add(deposit.Id).Number() is not { } seq) return;
        if (!DepositTraits.IsAtDesk(deposit.State))
        {
            Destroy(database, seq);
            return;
        }

        byte[] communities = StandingOf(named);
        bool hasAnswered = deposit.Messages is [.., { IsFromDepositor: true }];
        // A change of state leaves the words as they are.
        if (hasSameWords && database["SELECT 1 FROM desk_traits WHERE seq = ?"].Add(seq).Any())
        {
            database["UPDATE desk_traits SET state = ?, day = ?, depositor = ?, answered = ?, communities = ? WHERE seq = ?"]
                .Add((long)deposit.State).Add(deposit.Day).Add(deposit.Depositor).Add(hasAnswered).Add(communities).Add(seq).Run();
            return;
        }

        DepositTraits traits = DepositTraits.Of(deposit);
        Destroy(database, seq);
        long near = NearestOf(database, seq, traits);
        database["INSERT INTO desk_traits VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"]
            .Add(seq).Add(deposit.Id).Add((long)deposit.State).Add(deposit.Day).Add(deposit.Depositor).Add(deposit.Proposal is not null).Add(hasAnswered).Add(traits.Kind).Add(traits.Language)
            .Add(near).Add((long)traits.LinkCount).Add(traits.Links is [var link, ..] ? (long?)unchecked((long)link) : null).Add(traits.RepeatsWords).Add(communities).Run();
        database["INSERT INTO desk_words VALUES (?, ?, ?)"].Add(seq).Add(traits.Words).Add(traits.Sketch?.ToBytes()).Run();
        foreach (ulong mark in MarksOf(traits)) database["INSERT OR IGNORE INTO desk_marks VALUES (?, ?)"].Add(unchecked((long)mark)).Add(seq).Run();
    }

    public static void Destroy(Database database, long seq)
    {
        database["DELETE FROM desk_traits WHERE seq = ?"].Add(seq).Run();
        database["DELETE FROM desk_words WHERE seq = ?"].Add(seq).Run();
        database["DELETE FROM desk_marks WHERE seq = ?"].Add(seq).Run();
    }

    /// <summary>Of deposits that were there before there was a desk to narrow them at. In the order in which they came, as if each came now.</summary>
    public static void FillIn(Database database)
    {
        List<DepositId> missing = database["SELECT d.id FROM deposits d WHERE d.state IN (1, 2, 3, 4, 6) AND NOT EXISTS (SELECT 1 FROM desk_traits t WHERE t.seq = d.seq) ORDER BY d.seq"]
            .All(row => new DepositId(row.Id(0)));
        if (missing is []) return;
        database.Script("BEGIN IMMEDIATE");
        try
        {
            foreach (DepositId id in missing)
            {
                if (DepositRow.Find(database, id) is { } deposit) Put(database, deposit, DepositRow.NamedIn(database, id), hasSameWords: false);
            }

            database.Script("COMMIT");
        }
        catch
        {
            if (database.IsInTransaction) database.Script("ROLLBACK");
            throw;
        }
    }

    public static Assignment Assignment(Statement row) => new(new DepositId(row.Id(0)), row.Text(1), row.Day(2));

    /// <summary>The number shared by those that say nearly the same: that of another, or a new one. What joins two such groups makes them one.</summary>
    private static long NearestOf(Database database, long seq, DepositTraits traits)
    {
        SortedSet<long> groups = [];
        if (traits.Sketch is { } sketch)
        {
            foreach (long other in Likely(database, seq, sketch))
            {
                if (database["SELECT near FROM desk_traits WHERE seq = ?"].Add(other).Number() is not { } group || groups.Contains(group)) continue;
                byte[]? others = database["SELECT sketch FROM desk_words WHERE seq = ?"].Add(other).First(row => row.BytesOrNull(0));
                if (others is not null && sketch.Likeness(WordSketch.FromBytes(others)) >= WordSketch.Near) groups.Add(group);
            }
        }

        if (groups.Count == 0) return (database["SELECT max(near) FROM desk_traits"].Number() ?? 0) + 1;
        foreach (long joined in groups.Skip(1)) database["UPDATE desk_traits SET near = ? WHERE near = ?"].Add(groups.Min).Add(joined).Run();
        return groups.Min;
    }

    /// <summary>Those that share most bands with it.</summary>
    private static long[] Likely(Database database, long seq, WordSketch sketch) =>
    [
        .. sketch.Bands()
            .SelectMany(band => database["SELECT seq FROM desk_marks WHERE mark = ? AND seq <> ? LIMIT ?"].Add(unchecked((long)band)).Add(seq).Add((long)MostOfBand).All(row => row.Long(0)))
            .CountBy(other => other).OrderByDescending(one => one.Value).ThenBy(one => one.Key).Take(MostLikely).Select(one => one.Key),
    ];

    private static IEnumerable<ulong> MarksOf(DepositTraits traits) =>
        [.. traits.Sketch?.Bands() ?? [], .. traits.Title is { } title ? new[] { title } : [], .. traits.Links];

    private static byte[] StandingOf(IReadOnlyCollection<RecordId> named) => [.. named.Order().SelectMany(id => id.ToBytes())];
}
