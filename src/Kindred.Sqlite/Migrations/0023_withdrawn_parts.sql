-- A field or link that was taken back of a record or connection: whose words those were, and what it said while it may yet be put back (NULL: destroyed).
CREATE TABLE parts (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    subject BLOB NOT NULL,
    target BLOB,
    day INTEGER NOT NULL,
    field TEXT NOT NULL,
    words TEXT NOT NULL,
    held TEXT
) STRICT;
CREATE INDEX parts_of_subject ON parts (subject);
CREATE INDEX parts_held ON parts (number) WHERE held IS NOT NULL;
-- Yeses with a last day, by whose they are: what is to be said again.
CREATE INDEX consents_ending ON consents (steward, community, until) WHERE until IS NOT NULL AND answer = 0;
