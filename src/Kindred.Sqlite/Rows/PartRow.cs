using System.Text.Json;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;
using Kindred.Domain.Visibility;
using Kindred.Domain.Withdrawing;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>parts</c>: what was taken back of a record or connection.</summary>
internal static class PartRow
{
    public const string Columns = "SELECT number, subject, field, target, day, words, held FROM parts ";

    public static List<WithdrawnPart> Of(Database database, RecordId subject) => database[Columns + "WHERE subject = ? ORDER BY number"].Add(subject).All(Read);

    public static List<WithdrawnPart> Held(Database database) => database[Columns + "WHERE held IS NOT NULL ORDER BY number"].All(Read);

    /// <summary>As far as the policy lets the viewer know of it; it is asked about the record, or the connection with both its ends.</summary>
    public static Visible<WithdrawnPart>? Show(Database database, WithdrawnPart part, Viewer viewer) =>
        ConnectionRow.End(database, part.Subject, viewer) is { } envelope ? VisibilityPolicy.Show(viewer, envelope, part) : null;

    public static byte[] Words(WithdrawnPart part) => JsonSerializer.SerializeToUtf8Bytes(part.Words, StoredJson.Form.ImmutableArrayPartWord);

    public static byte[]? Stored(HeldWords? held) => held is null ? null : JsonSerializer.SerializeToUtf8Bytes(held, StoredJson.Form.HeldWords);

    public static WithdrawnPart Read(Statement row) => new()
    {
        Number = row.Long(0),
        Subject = row.Id(1),
        Field = row.Text(2),
        Target = row.IdOrNull(3),
        Day = row.Day(4),
        Words = JsonSerializer.Deserialize(row.Bytes(5), StoredJson.Form.ImmutableArrayPartWord),
        Held = row.IsNull(6) ? null : JsonSerializer.Deserialize(row.Bytes(6), StoredJson.Form.HeldWords),
    };
}
