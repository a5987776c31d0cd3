using Kindred.Domain.Records;

namespace Kindred.Sqlite.Rows;

internal static class NotKinRow
{
    /// <summary>Each pair as it was said, and as it reads today: of what stands for a record that was merged since. What was merged into one is no pair.</summary>
    public static IEnumerable<((RecordId One, RecordId Other) Said, (RecordId One, RecordId Other) Stand)> All(Database database) =>
        database["SELECT one, other FROM not_kin"].All(row => (One: row.Id(0), Other: row.Id(1)))
            .Select(said => (said, MergeRow.InOrder(MergeRow.Standing(database, said.One) ?? said.One, MergeRow.Standing(database, said.Other) ?? said.Other)))
            .Where(pair => pair.Item2.Item1 != pair.Item2.Item2);
}
