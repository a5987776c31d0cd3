-- What people fear about a record, for the desks that may act on it.
CREATE TABLE concerns (
    id BLOB PRIMARY KEY,
    subject BLOB NOT NULL,
    what INTEGER NOT NULL,
    day INTEGER NOT NULL,
    receipt_hash BLOB NOT NULL UNIQUE,
    text TEXT NOT NULL
) STRICT;
CREATE INDEX concerns_about ON concerns (subject);
