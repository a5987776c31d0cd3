-- The accession register of imports. A number is never given again.
CREATE TABLE import_accessions (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id BLOB NOT NULL UNIQUE,
    state INTEGER NOT NULL,
    day INTEGER NOT NULL,
    undone INTEGER,
    made INTEGER NOT NULL,
    changed INTEGER NOT NULL,
    same INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    not_taken INTEGER NOT NULL,
    length INTEGER NOT NULL,
    is_reviewed INTEGER NOT NULL,
    digest BLOB NOT NULL,
    form TEXT NOT NULL,
    kind TEXT,
    who TEXT NOT NULL,
    profile_name TEXT,
    -- Until it is done: it may be full of names.
    profile TEXT,
    -- Words of something that it brought were taken away since: its file is not kept.
    has_lost INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What became of each row, written in its own transaction. leftover and findings may hold words of people: they go with the record (ImportTriggers).
CREATE TABLE import_rows (
    import INTEGER NOT NULL,
    place INTEGER NOT NULL,
    number INTEGER NOT NULL,
    outcome INTEGER NOT NULL,
    first_act INTEGER,
    last_act INTEGER,
    leftover TEXT,
    findings TEXT,
    PRIMARY KEY (import, place)
) STRICT, WITHOUT ROWID;

-- Records that an import made (0) or changed (1), and entries at the desk that wait (2), by their handle until they have an id. touched: people did
-- something with it since, or what they did hangs on it.
CREATE TABLE import_records (
    record BLOB NOT NULL,
    import INTEGER NOT NULL,
    place INTEGER NOT NULL,
    how INTEGER NOT NULL,
    before INTEGER NOT NULL,
    after INTEGER NOT NULL,
    touched INTEGER NOT NULL,
    deposit BLOB,
    PRIMARY KEY (record, import)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_records_of ON import_records (import, how, touched, place);
CREATE INDEX import_records_waiting ON import_records (deposit) WHERE deposit IS NOT NULL;

-- How a row is known again: a keyed hash of its key, or of what it says, and a digest of what it said last. No word can be read from them. The hash outlives
-- what was withdrawn, so that it does not come back out of the next file; the digest, at which somebody could guess, does not.
CREATE TABLE import_keys (
    key BLOB PRIMARY KEY,
    subject BLOB NOT NULL,
    said BLOB NOT NULL,
    import INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX import_keys_of_subject ON import_keys (subject);

-- Rows of other tables as they were before an import changed them (literals of SQL by column, as JSON), and as it left them (empty: it took them away; the other empty: it added them). thing is
-- the record or connection that the row is of; near and far are the ends of a connection. Some of it is words: it goes with any of the three.
CREATE TABLE import_before (
    import INTEGER NOT NULL,
    tbl TEXT NOT NULL,
    pk TEXT NOT NULL,
    thing BLOB NOT NULL,
    near BLOB,
    far BLOB,
    image TEXT NOT NULL,
    after TEXT NOT NULL,
    PRIMARY KEY (import, tbl, pk)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_before_of ON import_before (thing);
CREATE INDEX import_before_near ON import_before (near) WHERE near IS NOT NULL;
CREATE INDEX import_before_far ON import_before (far) WHERE far IS NOT NULL;

-- Public addresses of what was taken back with an import.
CREATE TABLE import_gone (
    id BLOB PRIMARY KEY,
    import INTEGER NOT NULL,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What an act was about is forgotten act by act: without this each is looked for among all.
CREATE INDEX act_subjects_of_act ON act_subjects (act);
