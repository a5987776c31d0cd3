namespace Kindred.StoreContracts;

// The suite on SQLite, the first engine.
public sealed class SqliteRecordTest : RecordContract;

public sealed class SqliteConnectionTest : ConnectionContract;

public sealed class SqliteWriterTest : WriterContract;
