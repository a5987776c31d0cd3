using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using Kindred.Domain.Records;
using SQLitePCL;

namespace Kindred.Sqlite;

/// <summary>A prepared statement: parameters are added in the order of their question marks, columns are read by number.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle, string sql) : IDisposable
{
    private int parameters;

    internal Statement Fresh()
    {
        _ = raw.sqlite3_reset(handle);
        parameters = 0;
        return this;
    }

    public Statement Add(long value) => Bound(raw.sqlite3_bind_int64(handle, ++parameters, value));

    public Statement Add(long? value) => value is { } number ? Add(number) : AddNull();

    public Statement Add(bool value) => Add(value ? 1L : 0L);

    public Statement Add(DateOnly day) => Add((long)day.DayNumber);

    public Statement Add(DateOnly? day) => Add((long?)day?.DayNumber);

    public Statement Add(string? text) => text is null ? AddNull() : Bound(raw.sqlite3_bind_text(handle, ++parameters, text));

    /// <summary>Text that is UTF-8 already.</summary>
    public Statement AddText(byte[]? utf8) => utf8 is null ? AddNull() : Bound(raw.sqlite3_bind_text(handle, ++parameters, utf8.AsSpan()));

    public Statement Add(byte[]? bytes) => bytes is null ? AddNull()
        : Bound(bytes.Length == 0 ? raw.sqlite3_bind_zeroblob(handle, ++parameters, 0) : raw.sqlite3_bind_blob(handle, ++parameters, bytes.AsSpan()));

    public Statement Add(RecordId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, id.Value);
        return Bound(raw.sqlite3_bind_blob(handle, ++parameters, bytes));
    }

    public Statement Add(RecordId? id) => id is { } known ? Add(known) : AddNull();

    public Statement Add(DepositId id) => Add(id.Value);

    public Statement Add(DepositId? id) => id is { } known ? Add(known.Value) : AddNull();

    public Statement Add(ImmutableArray<RecordId> ids)
    {
        byte[] bytes = new byte[ids.Length * 16];
        for (int at = 0; at < ids.Length; at++) BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(at * 16), ids[at].Value);
        return Add(bytes);
    }

    public Statement AddNull() => Bound(raw.sqlite3_bind_null(handle, ++parameters));

    /// <summary>True while there is a row. After false the statement is at rest; whoever stops earlier calls <see cref="Rest"/>.</summary>
    public bool Step()
    {
        int code = raw.sqlite3_step(handle);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE)
        {
            _ = raw.sqlite3_reset(handle);
            return false;
        }

        try
        {
            database.Check(code, sql);
        }
        finally
        {
            Rest();
        }

        return false;
    }

    public void Rest() => _ = raw.sqlite3_reset(handle);

    public void Run()
    {
        while (Step())
        {
        }
    }

    public List<T> All<T>(Func<Statement, T> read)
    {
        List<T> rows = [];
        try
        {
            while (Step()) rows.Add(read(this));
        }
        finally
        {
            Rest();
        }

        return rows;
    }

    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            return Step() ? read(this) : default;
        }
        finally
        {
            Rest();
        }
    }

    /// <summary>The number in the first column of the first row; null where there is none.</summary>
    public long? Number() => First(row => row.LongOrNull(0));

    public bool Any()
    {
        bool any = Step();
        Rest();
        return any;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public double Double(int column) => raw.sqlite3_column_double(handle, column);

    public bool Flag(int column) => Int(column) != 0;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public int? IntOrNull(int column) => IsNull(column) ? null : Int(column);

    /// <summary>Bytes of a blob, or of a text in UTF-8; valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(handle, column);

    public byte[]? BytesOrNull(int column) => IsNull(column) ? null : Bytes(column).ToArray();

    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateOnly Day(int column) => DateOnly.FromDayNumber(Int(column));

    public DateOnly? DayOrNull(int column) => IsNull(column) ? null : Day(column);

    public RecordId Id(int column) => RecordId.FromBytes(Bytes(column));

    public RecordId? IdOrNull(int column) => IsNull(column) ? null : Id(column);

    public DepositId? DepositOrNull(int column) => IsNull(column) ? null : new DepositId(Id(column));

    public ImmutableArray<RecordId> Ids(int column)
    {
        ReadOnlySpan<byte> bytes = Bytes(column);
        if (bytes.IsEmpty) return [];
        ImmutableArray<RecordId>.Builder ids = ImmutableArray.CreateBuilder<RecordId>(bytes.Length / 16);
        for (int at = 0; at < bytes.Length; at += 16) ids.Add(RecordId.FromBytes(bytes.Slice(at, 16)));
        return ids.MoveToImmutable();
    }

    public void Dispose() => handle.Dispose();

    private Statement Bound(int code)
    {
        database.Check(code, sql);
        return this;
    }
}
