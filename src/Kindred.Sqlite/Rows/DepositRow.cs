using System.Text.Json;
using Kindred.Domain.Depositing;
using Kindred.Domain.Records;
using Kindred.Domain.Stores;

namespace Kindred.Sqlite.Rows;

/// <summary>Rows of <c>deposits</c>, under the name <c>d</c>: what is looked for in columns, the words in <c>held</c>.</summary>
internal static class DepositRow
{
    public const string Head = "d.id, d.state, d.day, d.state_day, d.receipt_hash, d.depositor";

    public const string Whole = Head + ", d.held";

    public const int WholeColumns = 7;

    private const string Select = "SELECT " + Whole + " FROM deposits d ";

    public static Deposit? Find(Database database, DepositId id) => database[Select + "WHERE d.id = ?"].Add(id).First(Read);

    public static Deposit? Find(Database database, byte[] receiptHash) => database[Select + "WHERE d.receipt_hash = ?"].Add(receiptHash).First(Read);

    public static Deposit Read(Statement row) => WithHead(row, JsonSerializer.Deserialize(row.Bytes(6), StoredJson.Form.Deposit)!);

    /// <summary>The deposit without its words: enough for the policy.</summary>
    public static Deposit ReadHead(Statement row) => WithHead(row, new Deposit { Id = default, State = default, Day = default, StateDay = default });

    /// <summary>Without what has a column, so that a change of state leaves the words untouched.</summary>
    public static byte[] Held(Deposit deposit) => JsonSerializer.SerializeToUtf8Bytes(
        deposit with { Id = default, State = default, Day = default, StateDay = default, ReceiptHash = null, Depositor = null }, StoredJson.Form.Deposit);

    /// <summary>Communities whose stewards may see it; of a proposal those that its record names today.</summary>
    public static IReadOnlyCollection<RecordId> Named(Database database, DepositId id) =>
        database["SELECT record FROM proposals WHERE deposit = ?"].Add(id).First(row => (RecordId?)row.Id(0)) is { } changed
            ? RecordRow.Find(database, changed)?.Communities ?? []
            : NamedIn(database, id);

    /// <summary>As they were put.</summary>
    public static List<RecordId> NamedIn(Database database, DepositId id) =>
        database["SELECT community FROM deposit_naming WHERE deposit = ?"].Add(id).All(row => row.Id(0));

    /// <summary>Deposits with this entry or accessioned record.</summary>
    public static List<DepositId> Holding(Database database, RecordId handle) =>
        database["SELECT deposit FROM deposit_entries WHERE handle = ?"].Add(handle).All(row => new DepositId(row.Id(0)));

    private static Deposit WithHead(Statement row, Deposit deposit) => deposit with
    {
        Id = new DepositId(row.Id(0)),
        State = (DepositState)row.Int(1),
        Day = row.Day(2),
        StateDay = row.Day(3),
        ReceiptHash = row.BytesOrNull(4),
        Depositor = row.TextOrNull(5),
    };
}
