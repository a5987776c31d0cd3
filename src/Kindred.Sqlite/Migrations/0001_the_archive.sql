-- Ids are 16 bytes, most significant first. Days are numbers since 0001-01-01. States, visibilities, answers and bases are the numbers of their
-- declarations. Columns of the envelope come first, long texts last: a row's head is read without its tail.

CREATE TABLE archive (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    change INTEGER NOT NULL,
    documents INTEGER NOT NULL,
    title_tokens INTEGER NOT NULL,
    body_tokens INTEGER NOT NULL
) STRICT;
INSERT INTO archive VALUES (1, 0, 0, 0, 0);

-- grade: 0 never public, 1 public on every day, 2 public on some days (embargo, end of a consent). It only narrows what is read: the
-- policy is asked of every row.
CREATE TABLE records (
    doc INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    state INTEGER NOT NULL,
    visibility INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    embargo INTEGER,
    until INTEGER,
    deposit BLOB,
    communities BLOB NOT NULL,
    published INTEGER,
    published_without BLOB NOT NULL,
    hidden_until INTEGER,
    revision INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    basis INTEGER NOT NULL,
    vouched INTEGER NOT NULL,
    change INTEGER NOT NULL,
    language TEXT NOT NULL,
    title TEXT NOT NULL,
    when_text TEXT,
    titles TEXT,
    hidden_because TEXT,
    summary TEXT,
    content TEXT NOT NULL
) STRICT;
CREATE INDEX records_by_kind ON records (kind, id);
CREATE INDEX records_by_deposit ON records (deposit) WHERE deposit IS NOT NULL;
CREATE INDEX records_newest ON records (published, doc) WHERE grade > 0;
CREATE INDEX records_newest_of_kind ON records (kind, published, doc) WHERE grade > 0;

CREATE TABLE revisions (
    record BLOB NOT NULL,
    number INTEGER NOT NULL,
    day INTEGER NOT NULL,
    asked_from INTEGER NOT NULL,
    was_public INTEGER NOT NULL,
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    content TEXT NOT NULL,
    UNIQUE (record, number)
) STRICT;

-- Names as they are compared: composed (NFC) and lower case.
CREATE TABLE names (
    name TEXT NOT NULL,
    doc INTEGER NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (name, doc)
) STRICT, WITHOUT ROWID;
CREATE INDEX names_of_record ON names (doc);

-- grade: that of the connection and both its ends together. An end is a record or, for a note about it, a connection.
CREATE TABLE connections (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    type TEXT NOT NULL,
    from_id BLOB NOT NULL,
    to_id BLOB NOT NULL,
    from_kind TEXT NOT NULL,
    to_kind TEXT NOT NULL,
    state INTEGER NOT NULL,
    grade INTEGER NOT NULL,
    position INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    deposit BLOB,
    published INTEGER,
    is_of_field INTEGER NOT NULL,
    basis INTEGER NOT NULL,
    communities BLOB NOT NULL,
    words TEXT
) STRICT;
CREATE INDEX connections_from ON connections (from_id, type, to_kind, grade, position, seq);
CREATE INDEX connections_to ON connections (to_id, type, from_kind, grade, position, seq);
CREATE INDEX connections_by_deposit ON connections (deposit) WHERE deposit IS NOT NULL;

CREATE TABLE connection_revisions (
    connection BLOB NOT NULL,
    number INTEGER NOT NULL,
    day INTEGER NOT NULL,
    who TEXT NOT NULL,
    note TEXT NOT NULL,
    words TEXT,
    UNIQUE (connection, number)
) STRICT;

CREATE TABLE naming (
    community BLOB NOT NULL,
    subject BLOB NOT NULL,
    PRIMARY KEY (community, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX naming_of_subject ON naming (subject);

CREATE TABLE consents (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    subject BLOB NOT NULL,
    community BLOB NOT NULL,
    revision INTEGER NOT NULL,
    answer INTEGER NOT NULL,
    steward TEXT NOT NULL,
    day INTEGER NOT NULL,
    until INTEGER,
    scope INTEGER NOT NULL,
    condition TEXT
) STRICT;
CREATE INDEX consents_of_subject ON consents (subject, community);
CREATE INDEX consents_of_community ON consents (community, number);

CREATE TABLE protocols (
    community BLOB PRIMARY KEY,
    needed INTEGER,
    silence_days INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE deposits (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL UNIQUE,
    state INTEGER NOT NULL,
    day INTEGER NOT NULL,
    state_day INTEGER NOT NULL,
    receipt_hash BLOB UNIQUE,
    depositor TEXT,
    held TEXT NOT NULL
) STRICT;
CREATE INDEX deposits_in_state ON deposits (state, day, seq);
CREATE INDEX deposits_since ON deposits (state, state_day);
CREATE INDEX deposits_of_member ON deposits (depositor) WHERE depositor IS NOT NULL;

-- An entry's handle at the desk, and the id it got.
CREATE TABLE deposit_entries (
    handle BLOB NOT NULL,
    deposit BLOB NOT NULL,
    PRIMARY KEY (handle, deposit)
) STRICT, WITHOUT ROWID;
CREATE INDEX deposit_entries_of_deposit ON deposit_entries (deposit);

CREATE TABLE deposit_naming (
    deposit BLOB NOT NULL,
    community BLOB NOT NULL,
    PRIMARY KEY (deposit, community)
) STRICT, WITHOUT ROWID;
CREATE INDEX deposit_naming_of_community ON deposit_naming (community);

CREATE TABLE idempotency (
    key BLOB PRIMARY KEY,
    deposit BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX idempotency_of_deposit ON idempotency (deposit);

CREATE TABLE tombstones (
    id BLOB PRIMARY KEY,
    day INTEGER NOT NULL,
    words TEXT
) STRICT, WITHOUT ROWID;

-- What the public index holds. Its rowid is the record's doc.
CREATE VIRTUAL TABLE search USING fts5 (title, body, title_stem, body_stem, tokenize = 'ascii');
INSERT INTO search (search, rank) VALUES ('secure-delete', 1);
CREATE VIRTUAL TABLE search_words USING fts5vocab (search, 'row');
CREATE VIRTUAL TABLE search_columns USING fts5vocab (search, 'col');

-- terms: numbers of facet_terms, four bytes each, little end first.
CREATE TABLE documents (
    doc INTEGER PRIMARY KEY,
    first_day INTEGER,
    last_day INTEGER,
    published INTEGER,
    title_tokens INTEGER NOT NULL,
    body_tokens INTEGER NOT NULL,
    id BLOB NOT NULL,
    kind TEXT NOT NULL,
    sort_title TEXT NOT NULL,
    terms BLOB NOT NULL
) STRICT;

-- A value that no document has any more is destroyed with its last use.
CREATE TABLE facet_terms (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    facet TEXT NOT NULL,
    value TEXT NOT NULL,
    uses INTEGER NOT NULL,
    UNIQUE (facet, value)
) STRICT;

-- statement, salt and subjects are destroyed with a subject; the commitment stays.
CREATE TABLE acts (
    number INTEGER PRIMARY KEY,
    kind INTEGER NOT NULL,
    day INTEGER NOT NULL,
    is_public INTEGER NOT NULL,
    commitment BLOB NOT NULL,
    salt BLOB,
    subjects BLOB,
    statement TEXT,
    by TEXT,
    reason TEXT
) STRICT;
CREATE INDEX acts_public ON acts (number) WHERE is_public = 1;
CREATE TABLE act_subjects (
    subject BLOB NOT NULL,
    act INTEGER NOT NULL,
    PRIMARY KEY (subject, act)
) STRICT, WITHOUT ROWID;

CREATE TABLE members (
    id BLOB PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    stamp TEXT NOT NULL,
    joined INTEGER NOT NULL
) STRICT;

-- community NULL: keeper.
CREATE TABLE roles (
    handle TEXT NOT NULL,
    community BLOB,
    from_day INTEGER NOT NULL,
    until INTEGER
) STRICT;
CREATE INDEX roles_of_member ON roles (handle);
CREATE INDEX roles_for_community ON roles (community) WHERE community IS NOT NULL;

CREATE TABLE sessions (
    hash BLOB PRIMARY KEY,
    handle TEXT NOT NULL,
    kind INTEGER NOT NULL,
    label TEXT,
    from_day INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_of_member ON sessions (handle);

CREATE TABLE invitations (
    hash BLOB PRIMARY KEY,
    handle TEXT,
    community BLOB,
    is_keeper INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE two_keeper_acts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    what TEXT NOT NULL,
    subject TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    day INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE named_values (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
