-- What a community's stewards agreed beside its protocol, and what some of them wish while fewer do than must. A wish for another protocol was a named value
-- until now, without a day on which it lapses: those who wish for it still say so again.
CREATE TABLE community_settings (
    community BLOB PRIMARY KEY,
    settings TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE wishes (
    number INTEGER PRIMARY KEY,
    community BLOB NOT NULL,
    day INTEGER NOT NULL,
    wish TEXT NOT NULL
) STRICT;
CREATE INDEX wishes_of ON wishes (community, number);
CREATE INDEX wishes_by_day ON wishes (day);
DELETE FROM named_values WHERE name LIKE 'protocol-wish:%';

-- Places that a record links to and may not show: the place, and the coarser one shown instead (zero: none), one after the other. Found from the place
-- through the second table.
ALTER TABLE records ADD COLUMN withheld BLOB NOT NULL DEFAULT x'';
CREATE TABLE withheld_places (
    place BLOB NOT NULL,
    record BLOB NOT NULL,
    PRIMARY KEY (place, record)
) STRICT, WITHOUT ROWID;
CREATE INDEX withheld_by_record ON withheld_places (record);

-- Communities that a record speaks of without having named them: each of its revisions asks them.
CREATE TABLE claims (
    record BLOB NOT NULL,
    community BLOB NOT NULL,
    PRIMARY KEY (record, community)
) STRICT, WITHOUT ROWID;

-- A concern may claim for a community that it be named (its record, or a name that no record has), quote the words it is about and where they stand, and
-- carry what the desk and whoever told it say to each other.
-- Their order is that of a desk: a claim comes after "I am named here".
UPDATE concerns SET what = what + 1 WHERE what >= 2 AND closed = 0;
UPDATE concerns SET what = 4 WHERE closed = 1;
ALTER TABLE concerns ADD COLUMN community BLOB;
ALTER TABLE concerns ADD COLUMN more TEXT;
CREATE INDEX concerns_for ON concerns (community) WHERE community IS NOT NULL;
