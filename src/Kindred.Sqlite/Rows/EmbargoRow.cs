using Kindred.Domain.Publishing;
using Kindred.Domain.Records;
using Kindred.Domain.Visibility;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>embargoes</c>.</summary>
internal static class EmbargoRow
{
    public const string Columns = "SELECT subject, set_by, community, steward, until, field, target FROM embargoes ";

    public static List<Embargo> Of(Database database, RecordId subject) =>
        database[Columns + "WHERE subject = ? ORDER BY field, target, set_by, community, steward"].Add(subject).All(Read);

    /// <summary>As far as the policy lets the viewer know of them; it is asked about the record or connection, and of what has no permanent id about its deposit.</summary>
    public static IEnumerable<Visible<Embargo>> Show(Database database, RecordId subject, Viewer viewer)
    {
        List<Embargo> words = Of(database, subject);
        if (words.Count == 0) return [];
        if (ConnectionRow.End(database, subject, viewer) is { } envelope) return words.Select(one => VisibilityPolicy.Show(viewer, envelope, one)).OfType<Visible<Embargo>>();
        if (DepositRow.Holding(database, subject) is not [var holding, ..] || DepositRow.Find(database, holding) is not { } deposit) return [];
        IReadOnlyCollection<RecordId> named = DepositRow.Named(database, holding);
        return words.Select(one => VisibilityPolicy.Show(viewer, deposit, named, one)).OfType<Visible<Embargo>>();
    }

    public static Embargo Read(Statement row) => new()
    {
        Subject = row.Id(0), By = (EmbargoBy)row.Int(1), Community = row.Id(2) == default ? null : row.Id(2), Steward = row.Text(3), Until = row.Day(4),
        Part = row.Text(5) is { Length: > 0 } field ? new RecordPart(field, row.Id(6) == default ? null : row.Id(6)) : null,
    };
}
