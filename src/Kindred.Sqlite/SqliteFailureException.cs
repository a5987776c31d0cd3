namespace Kindred.Sqlite;

/// <summary>SQLite refused. Names the code and the statement, whose parameters hold all that is anyone's; SQLite's own message may quote them and
/// is left out.</summary>
public sealed class SqliteFailureException(int code, string message) : Exception(message)
{
    public SqliteFailureException()
        : this(0, "")
    {
    }

    public SqliteFailureException(string message)
        : this(0, message)
    {
    }

    public SqliteFailureException(string message, Exception cause)
        : this(0, $"{message} {cause.Message}")
    {
    }

    /// <summary>Extended result code.</summary>
    public int Code { get; } = code;

    /// <summary>The disk or its file system said no, not the statement.</summary>
    public bool IsOfDisk => (Code & 0xff) is SQLitePCL.raw.SQLITE_FULL or SQLitePCL.raw.SQLITE_IOERR or SQLitePCL.raw.SQLITE_READONLY
        or SQLitePCL.raw.SQLITE_CANTOPEN or SQLitePCL.raw.SQLITE_BUSY or SQLitePCL.raw.SQLITE_NOMEM or SQLitePCL.raw.SQLITE_CORRUPT
        or SQLitePCL.raw.SQLITE_NOTADB or SQLitePCL.raw.SQLITE_PERM;
}
