using System.Collections.Immutable;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Sqlite.Rows;

namespace Kindred.Sqlite;

internal sealed partial class SqliteDepositStore
{
    private const int MostOfMark = 100;

    /// <summary>An assignment counts while whoever has it is a keeper or steward and did something not long ago.</summary>
    private const string Traits = """
        SELECT t.seq, t.id, t.state, t.day, t.depositor, t.is_proposal, t.answered, t.kind, t.language, t.near, t.links, t.link, t.repeats, t.communities, a.handle, a.day
        FROM desk_traits t LEFT JOIN assignments a ON a.deposit = t.id AND a.day >= ?1
            AND EXISTS (SELECT 1 FROM roles r WHERE r.handle = a.handle AND r.from_day <= ?2 AND (r.until IS NULL OR r.until >= ?2))
        """;

    private const string OfSteward = """
         WHERE t.depositor = ? OR t.id IN (
            SELECT deposit FROM deposit_naming WHERE community IN (MINE) UNION SELECT p.deposit FROM proposals p JOIN naming n ON n.subject = p.record WHERE n.community IN (MINE))
        """;

    private const string Near = "SELECT DISTINCT t.id FROM desk_marks mine JOIN desk_marks other ON other.mark = mine.mark AND other.seq <> mine.seq JOIN desk_traits t ON t.seq = other.seq WHERE mine.seq = ? LIMIT ?";

    public Task<DeskDeposits> AtDesk(DeskFilter filter, Viewer.Member viewer, int skip, int count, CancellationToken cancel) =>
        readers.Read(
            database =>
            {
                List<DeskTally.Line> seen = Seen(database, viewer);
                HashSet<long>? withWords = filter.Words.Length == 0 ? null : WithWords(database, filter.Words);
                DeskTally tally = new(seen, filter, viewer, withWords);
                return new DeskDeposits(
                    tally.Found.Count,
                    [
                        .. tally.Ordered().Skip(skip).Take(count).Select(line => (line, Deposit: ShowDeposit(database, line.Id, viewer))).Where(one => one.Deposit is not null)
                            .Select(one => new DeskDeposit(one.Deposit!.Value, one.line.With, tally.NearTo(one.line), one.line.Near, tally.SignsOf(one.line))),
                    ],
                    tally.Counts);
            },
            cancel);

    public Task<IReadOnlyList<NearDeposit>> NearTo(DepositId id, Viewer.Member viewer, int count, CancellationToken cancel) =>
        readers.Read<IReadOnlyList<NearDeposit>>(
            database =>
            {
                if (ShowDeposit(database, id, viewer) is not { } visible || database["SELECT seq FROM desk_traits WHERE id = ?"].Add(id).Number() is not { } seq) return [];
                DepositTraits mine = DepositTraits.Of(visible.Value);
                return
                [
                    .. database[Near].Add(seq).Add((long)MostOfMark).All(row => new DepositId(row.Id(0))).Select(other => ShowDeposit(database, other, viewer)).OfType<Visible<Deposit>>()
                        .Select(other => Compared(mine, other)).Where(one => one.IsNearlyTheSame || one.HasSameTitle || one.HasSameLink)
                        .OrderByDescending(one => one.Likeness).ThenBy(one => one.Deposit.Value.Day).Take(count),
                ];
            },
            cancel);

    public Task<Assignment?> AssignmentOf(DepositId id, Viewer.Member viewer, CancellationToken cancel) =>
        readers.Read(
            database => ShowDeposit(database, id, viewer) is null ? null : database["""
                SELECT a.deposit, a.handle, a.day FROM assignments a WHERE a.deposit = ?1 AND a.day >= ?2
                    AND EXISTS (SELECT 1 FROM roles r WHERE r.handle = a.handle AND r.from_day <= ?3 AND (r.until IS NULL OR r.until >= ?3))
                """].Add(id).Add(viewer.Today.AddDays(-Assignment.Days)).Add(viewer.Today).First(DeskRow.Assignment),
            cancel);

    public Task<int> CountWith(Viewer.Member member, CancellationToken cancel) =>
        readers.Read(
            database => database["SELECT deposit, handle, day FROM assignments WHERE handle = ?"].Add(member.Handle).All(DeskRow.Assignment)
                .Count(one => one.HoldsOn(member.Today) && ShowDeposit(database, one.Deposit, member) is not null),
            cancel);

    private static NearDeposit Compared(DepositTraits mine, Visible<Deposit> other)
    {
        DepositTraits its = DepositTraits.Of(other.Value);
        double likeness = mine.Sketch is { } sketch && its.Sketch is { } with ? sketch.Likeness(with) : 0;
        return new NearDeposit(other, likeness, mine.Title is not null && mine.Title == its.Title, mine.Links.Intersect(its.Links).Any());
    }

    /// <summary>Every deposit at the desk that the policy lets the viewer see: what is not among them is in no number.</summary>
    private static List<DeskTally.Line> Seen(Database database, Viewer.Member viewer)
    {
        ImmutableArray<RecordId> communities = viewer.Communities;
        string places = string.Join(", ", communities.Select(_ => "?"));
        Statement rows = database[viewer.IsKeeper ? Traits : Traits + OfSteward.Replace("MINE", places, StringComparison.Ordinal)].Add(viewer.Today.AddDays(-Assignment.Days)).Add(viewer.Today);
        if (!viewer.IsKeeper)
        {
            rows.Add(viewer.Handle);
            foreach (RecordId community in communities.Concat(communities)) rows.Add(community);
        }

        List<(DeskTally.Line Line, Deposit Head)> all = rows.All(row => (LineOf(row), new Deposit { Id = new DepositId(row.Id(1)), State = (DepositState)row.Int(2), Day = row.Day(3), StateDay = row.Day(3), Depositor = row.TextOrNull(4) }));
        // Who may see it whatever it names is not asked for the names.
        List<DeskTally.Line> seen = [.. all.Where(one => VisibilityPolicy.Show(viewer, one.Head, []) is not null || VisibilityPolicy.Show(viewer, one.Head, DepositRow.Named(database, one.Head.Id)) is not null).Select(one => one.Line)];
        return viewer.IsKeeper ? seen : NearAmong.These(database, seen);
    }

    private static DeskTally.Line LineOf(Statement row)
    {
        DepositId id = new(row.Id(1));
        return new DeskTally.Line(row.Long(0), id, (DepositState)row.Int(2), row.Day(3), row.Flag(5), row.Flag(6), row.Text(7), row.Text(8), row.Long(9), row.Int(10), row.LongOrNull(11), row.Flag(12),
            row.Ids(13), row.TextOrNull(14) is { } handle ? new Assignment(id, handle, row.Day(15)) : null);
    }

    private static HashSet<long> WithWords(Database database, string words)
    {
        HashSet<long>? found = null;
        foreach (string word in FoldedWords.Of(words).Distinct())
        {
            List<long> with = database["SELECT seq FROM desk_words WHERE instr(words, ?) > 0"].Add(" " + word).All(row => row.Long(0));
            if (found is null) found = [.. with];
            else found.IntersectWith(with);
        }

        return found ?? [];
    }

    private static Visible<Deposit>? ShowDeposit(Database database, DepositId id, Viewer viewer) =>
        DepositRow.Find(database, id) is { } deposit ? VisibilityPolicy.Show(viewer, deposit, DepositRow.Named(database, id)) : null;
}
