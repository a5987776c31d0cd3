using Kindred.Domain.Depositing;
using Kindred.Domain.Importing;
using Kindred.Domain.Publishing;

namespace Kindred.Sqlite;

/// <summary>What the store notes by itself, for the sake of taking an import back: how rows were before an import changed them, what people did since with what it
/// brought, and that what is remembered goes with the words of which it is. Triggers of the writer's connection, made from the columns that the tables
/// have: what is written in any way, by whatever is built later, is seen (0042).</summary>
internal static class ImportTriggers
{
    /// <summary>Which import is at work in this act, and what there was before it; empty between acts.</summary>
    private const string AtWork = """
        CREATE TEMP TABLE import_at_work (import INTEGER NOT NULL, is_undo INTEGER NOT NULL, first_doc INTEGER NOT NULL, last_seq INTEGER NOT NULL, last_consent INTEGER NOT NULL, last_deposit INTEGER NOT NULL)
        """;

    private const string NotMade = "AND NOT EXISTS (SELECT 1 FROM import_records i WHERE i.record = {1} AND i.import = w.import AND i.how = 0)";

    /// <summary>No revision that the import itself wrote.</summary>
    private const string NotOwn = " AND NOT EXISTS (SELECT 1 FROM import_before r WHERE r.import = w.import AND r.tbl = 'records' AND r.thing = {1} AND {0}.number > CAST(json_extract(r.image, '$.latest') AS INTEGER))";

    /// <summary>Rows that an import may change or take away although it did not make them.</summary>
    private static readonly Watched[] Tables =
    [
        new("records", ["id"], "{0}.id", "{0}.doc < w.first_doc " + NotMade) { Derived = ["doc", "grade", "change"] },
        new("revisions", ["record", "number"], "{0}.record", "(SELECT doc FROM records WHERE id = {0}.record) < w.first_doc " + NotMade + NotOwn),
        new("connections", ["id"], "{0}.id", "{0}.seq <= w.last_seq") { Derived = ["grade", "from_kind", "to_kind"], Near = "{0}.from_id", Far = "{0}.to_id" },
        new("connection_revisions", ["connection", "number"], "{0}.connection", "(SELECT seq FROM connections WHERE id = {0}.connection) <= w.last_seq")
        {
            Near = "(SELECT from_id FROM connections WHERE id = {0}.connection)", Far = "(SELECT to_id FROM connections WHERE id = {0}.connection)",
        },
        new("merged_ends", ["connection", "is_from", "merged"], "{0}.connection", "(SELECT seq FROM connections WHERE id = {0}.connection) <= w.last_seq")
        {
            Near = "(SELECT from_id FROM connections WHERE id = {0}.connection)", Far = "(SELECT to_id FROM connections WHERE id = {0}.connection)",
        },
        new("consents", ["number"], "{0}.subject", "{0}.number <= w.last_consent")
        {
            Near = "(SELECT from_id FROM connections WHERE id = {0}.subject)", Far = "(SELECT to_id FROM connections WHERE id = {0}.subject)",
        },
        new("embargoes", ["subject", "field", "target", "set_by", "community", "steward"], "{0}.subject", "(SELECT doc FROM records WHERE id = {0}.subject) < w.first_doc"),
        // With a connection that is taken away what its deposit holds of it goes, too.
        new("deposits", ["id"], "{0}.id", "{0}.seq <= w.last_deposit") { Derived = ["seq"] },
        new("import_records", ["record", "import"], "{0}.record", "{0}.import <> w.import"),
        new("import_keys", ["key"], "{0}.subject", "{0}.import <> w.import"),
        // What names a community no more since the import: it was never called off where that never was.
        new("named_before", ["community", "subject"], "{0}.subject", "1")
        {
            IsAddedTo = true, Near = "(SELECT from_id FROM connections WHERE id = {0}.subject)", Far = "(SELECT to_id FROM connections WHERE id = {0}.subject)",
        },
    ];

    public static void Create(Database database)
    {
        database.Script(AtWork);
        foreach (Watched table in Tables) database.Script(Remembering(database, table));
        database.Script(Going);
        database.Script(Touching);
    }

    /// <summary>Columns that are remembered of the table.</summary>
    public static IReadOnlyList<string> Columns(Database database, string table) =>
        [.. database[$"SELECT name FROM pragma_table_info('{table}')"].All(row => row.Text(0)).Except(Tables.Single(one => one.Table == table).Derived)];

    public static IReadOnlyList<string> KeyOf(string table) => Tables.Single(one => one.Table == table).KeyColumns;

    private static string Remembering(Database database, Watched of)
    {
        string[] columns = [.. Columns(database, of.Table)];
        string isOld = string.Format(null, of.IsOld, "OLD", Of(of.Thing));
        string remember = $"""
            INSERT INTO import_before (import, tbl, pk, thing, near, far, image, after)
                SELECT w.import, '{of.Table}', {Of(of.Key)}, {Of(of.Thing)}, {Of(of.Near)}, {Of(of.Far)}, {Image("OLD")}, '' FROM import_at_work w
                WHERE NOT EXISTS (SELECT 1 FROM import_before b WHERE b.import = w.import AND b.tbl = '{of.Table}' AND b.pk = {Of(of.Key)});
            """;
        string left = $"WHERE import IN (SELECT import FROM import_at_work) AND tbl = '{of.Table}' AND pk = {Of(of.Key)}";
        string when = $"WHEN EXISTS (SELECT 1 FROM import_at_work w WHERE w.is_undo = 0 AND {isOld})";
        if (of.IsAddedTo) return $"""
            CREATE TEMP TRIGGER remembers_added_{of.Table} AFTER INSERT ON main.{of.Table} WHEN EXISTS (SELECT 1 FROM import_at_work w WHERE w.is_undo = 0)
            BEGIN INSERT INTO import_before (import, tbl, pk, thing, near, far, image, after)
                SELECT w.import, '{of.Table}', {New(of.Key)}, {New(of.Thing)}, {New(of.Near)}, {New(of.Far)}, '', {Image("NEW")} FROM import_at_work w; END;
            """;
        return $"""
            CREATE TEMP TRIGGER remembers_changed_{of.Table} BEFORE UPDATE OF {string.Join(", ", columns)} ON main.{of.Table} {when}
            BEGIN {remember} UPDATE import_before SET after = {Image("NEW")} {left}; END;
            CREATE TEMP TRIGGER remembers_gone_{of.Table} BEFORE DELETE ON main.{of.Table} {when}
            BEGIN {remember} UPDATE import_before SET after = '' {left}; END;
            """;

        string Image(string row) => $"json_object({string.Join(", ", columns.Select(column => $"'{column}', quote({row}.{column})"))})";
        static string Of(string sql) => string.Format(null, sql, "OLD");
        static string New(string sql) => string.Format(null, sql, "NEW");
    }

    /// <summary>What is remembered, and what is kept of a row, goes with what it is of, with any word of it that is destroyed, and with each end of a connection.</summary>
    private static readonly string Going = $$"""
        CREATE TEMP TRIGGER import_goes_with_record AFTER DELETE ON main.records
        BEGIN
            {{AllGoes("OLD.id")}}
            DELETE FROM import_records WHERE record = OLD.id;
            UPDATE import_keys SET said = x'' WHERE subject = OLD.id;
        END;
        CREATE TEMP TRIGGER import_goes_with_connection AFTER DELETE ON main.connections WHEN NOT EXISTS (SELECT 1 FROM import_at_work WHERE is_undo = 0)
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.id;
        END;
        CREATE TEMP TRIGGER import_goes_with_revision AFTER DELETE ON main.revisions WHEN NOT EXISTS (SELECT 1 FROM import_at_work WHERE is_undo = 1)
        BEGIN
            {{AllGoes("OLD.record")}}
        END;
        CREATE TEMP TRIGGER import_goes_with_words AFTER UPDATE OF content ON main.revisions WHEN OLD.content <> NEW.content
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.record;
            {{WordsGo("record = OLD.record")}}
        END;
        CREATE TEMP TRIGGER import_goes_with_words_of_connection AFTER UPDATE OF words ON main.connections
            WHEN OLD.words IS NOT NEW.words AND NOT EXISTS (SELECT 1 FROM import_at_work)
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.id;
        END;
        CREATE TEMP TRIGGER import_goes_with_words_of_connection_before AFTER UPDATE OF words ON main.connection_revisions
            WHEN OLD.words IS NOT NEW.words AND NOT EXISTS (SELECT 1 FROM import_at_work)
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.connection;
        END;
        CREATE TEMP TRIGGER import_goes_with_answer AFTER DELETE ON main.consents WHEN NOT EXISTS (SELECT 1 FROM import_at_work)
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.subject AND tbl = 'consents';
        END;
        CREATE TEMP TRIGGER import_goes_with_condition AFTER UPDATE OF condition ON main.consents WHEN OLD.condition IS NOT NEW.condition
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.subject AND tbl = 'consents';
        END;
        CREATE TEMP TRIGGER import_goes_with_part AFTER INSERT ON main.parts
        BEGIN
            {{AllGoes("NEW.subject")}}
        END;
        CREATE TEMP TRIGGER import_goes_with_deposit AFTER DELETE ON main.deposits
        BEGIN
            {{WordsGo("deposit = OLD.id")}}
            DELETE FROM import_before WHERE thing = OLD.id;
            UPDATE import_keys SET said = x'' WHERE subject IN (SELECT record FROM import_records WHERE deposit = OLD.id);
            DELETE FROM import_records WHERE deposit = OLD.id;
        END;
        CREATE TEMP TRIGGER import_goes_with_words_of_deposit AFTER UPDATE OF held, state ON main.deposits WHEN NOT EXISTS (SELECT 1 FROM import_at_work)
        BEGIN
            DELETE FROM import_before WHERE thing = OLD.id AND OLD.held <> NEW.held;
            UPDATE import_records SET touched = 1 WHERE deposit = OLD.id AND (OLD.state <> NEW.state OR OLD.held <> NEW.held);
            {{WordsGo($"deposit = OLD.id AND (NEW.state = {(int)DepositState.Withdrawn} OR OLD.held <> NEW.held)")}}
        END;
        """;

    /// <summary>Words and deeds of people: what is taken back unasked has none.</summary>
    private static readonly string Touching =
        Touched("revision", "INSERT ON main.revisions", ["NEW.record"])
        + Touched("words", "UPDATE OF content ON main.revisions", "OLD.content <> NEW.content", ["NEW.record"])
        + Touched("answer", "INSERT ON main.consents", Ends("NEW.subject"))
        + Touched("concern", "INSERT ON main.concerns", Ends("NEW.subject"))
        + Touched("proposal", "INSERT ON main.proposals", ["NEW.record"])
        + Touched("part", "INSERT ON main.parts", Ends("NEW.subject"))
        + Touched("claim", "INSERT ON main.claims", ["NEW.record"])
        + Touched("day", "INSERT ON main.embargoes", $"NEW.set_by <> {(int)EmbargoBy.Archive}", ["NEW.subject"])
        + Touched("link", "INSERT ON main.connections", ["NEW.from_id", "NEW.to_id", .. EndsOfLinked])
        + Touched("words_of_link", "UPDATE OF words ON main.connections", "OLD.words IS NOT NEW.words", ["OLD.from_id", "OLD.to_id"])
        + Touched("merge", "INSERT ON main.merges", ["NEW.merged", "NEW.stands"])
        + Touched("parting", "DELETE ON main.merges", ["OLD.merged", "OLD.stands"])
        + Touched("moved_end", "UPDATE OF from_id, to_id ON main.connections", "OLD.from_id <> NEW.from_id OR OLD.to_id <> NEW.to_id", ["OLD.from_id", "OLD.to_id", "NEW.from_id", "NEW.to_id"])
        + Touched("steward", "INSERT ON main.roles", ["NEW.community"])
        + Touched("protocol", "INSERT ON main.protocols", ["NEW.community"])
        + Touched("agreed", "INSERT ON main.community_settings", ["NEW.community"])
        // Of what it made nothing is left to hide.
        + Touched("hide", "UPDATE OF hidden_because ON main.records", $"NEW.hidden_because IS NOT NULL AND OLD.hidden_because IS NOT NEW.hidden_because AND EXISTS (SELECT 1 FROM import_records WHERE record = NEW.id AND how = {(int)ImportedHow.Changed})", ["NEW.id"])
        + """
        CREATE TEMP TRIGGER import_touched_by_assignment AFTER INSERT ON main.assignments
        BEGIN
            UPDATE import_records SET touched = 1 WHERE deposit = NEW.deposit;
        END;
        """;

    private static string Touched(string name, string by, IReadOnlyList<string> subjects) => Touched(name, by, "1", subjects);

    // Most of what is written is of no import, or of the one at work: that is found out by looking a few ids up, without a list in memory.
    private static string Touched(string name, string by, string when, IReadOnlyList<string> subjects) => $"""
        CREATE TEMP TRIGGER import_touched_by_{name} AFTER {by} WHEN {when} AND ({string.Join(" OR ", subjects.Select(subject => $"EXISTS (SELECT 1 FROM import_records WHERE {Of(subject)})"))})
        BEGIN
            {string.Join(" ", subjects.Select(subject => $"UPDATE import_records SET touched = 1 WHERE {Of(subject)};"))}
        END;

        """;

    private static string Of(string subject) => $"import_records.record = {subject} AND import_records.touched = 0 AND NOT EXISTS (SELECT 1 FROM import_at_work w WHERE w.is_undo = 1 OR w.import = import_records.import)";

    /// <summary>The two of a connection that a new one leads to. The kind of what it leads to is known, or empty where it has to be looked up.</summary>
    private static string[] EndsOfLinked =>
    [
        "(SELECT from_id FROM connections WHERE id = NEW.to_id AND NEW.to_kind IN ('', 'connection'))", "(SELECT to_id FROM connections WHERE id = NEW.to_id AND NEW.to_kind IN ('', 'connection'))",
    ];

    /// <summary>The record, or the connection's two.</summary>
    private static string[] Ends(string subject) => [subject, $"(SELECT from_id FROM connections WHERE id = {subject})", $"(SELECT to_id FROM connections WHERE id = {subject})"];

    /// <summary>What a deposit held of a connection at this end, while that is remembered.</summary>
    private static string HeldGoes(string end) => $"""
        DELETE FROM import_before WHERE thing IN (
            SELECT unhex(substr(json_extract(image, '$.deposit'), 3, 32)) FROM import_before WHERE near = {end} AND tbl = 'connections'
            UNION ALL SELECT unhex(substr(json_extract(image, '$.deposit'), 3, 32)) FROM import_before WHERE far = {end} AND tbl = 'connections');
        """;

    /// <summary>Of a record or connection, and of each connection at it.</summary>
    private static string AllGoes(string of) => $"""
        DELETE FROM import_before WHERE thing = {of};
        {HeldGoes(of)}
        DELETE FROM import_before WHERE near = {of};
        DELETE FROM import_before WHERE far = {of};
        {WordsGo($"record = {of}")}
        """;

    private static string WordsGo(string of) => $"""
        UPDATE import_accessions SET has_lost = 1 WHERE state IN ({(int)ImportState.Running}, {(int)ImportState.Stopped}) AND number IN (SELECT import FROM import_records WHERE {of});
        UPDATE import_rows SET leftover = NULL, losses = NULL, findings = NULL
            WHERE (leftover IS NOT NULL OR losses IS NOT NULL OR findings IS NOT NULL) AND (import, place) IN (SELECT import, place FROM import_records WHERE {of});
        """;

    /// <param name="Thing">Record or connection that it is of; {0} is the row.</param>
    /// <param name="IsOld">It was there before the import; w is the import at work.</param>
    private sealed record Watched(string Table, IReadOnlyList<string> KeyColumns, string Thing, string IsOld)
    {
        /// <summary>As text.</summary>
        public string Key => string.Join(" || ' ' || ", KeyColumns.Select(column => "quote({0}." + column + ")"));

        public string Near { get; init; } = "NULL";

        public string Far { get; init; } = "NULL";

        /// <summary>An import adds rows to it for what it did not make, and changes none.</summary>
        public bool IsAddedTo { get; init; }

        /// <summary>Made anew from the others.</summary>
        public IReadOnlyList<string> Derived { get; init; } = [];
    }
}
