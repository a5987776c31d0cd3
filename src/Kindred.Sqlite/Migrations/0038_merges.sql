-- Records for which another stands. Their rows stay as they are; last_seq is the newest connection then. taken: names of parts, one a line.
CREATE TABLE merges (
    merged BLOB NOT NULL PRIMARY KEY,
    stands BLOB NOT NULL,
    day INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    with_telling INTEGER NOT NULL,
    by TEXT NOT NULL,
    reason TEXT NOT NULL,
    taken TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX merges_into ON merges (stands);

-- Ends of connections that lead elsewhere because the record at which they were was merged.
CREATE TABLE merged_ends (
    connection BLOB NOT NULL,
    is_from INTEGER NOT NULL,
    merged BLOB NOT NULL,
    PRIMARY KEY (connection, is_from, merged)
) STRICT, WITHOUT ROWID;
CREATE INDEX merged_ends_of ON merged_ends (merged);
CREATE TRIGGER moved_end_goes_with_connection AFTER DELETE ON connections BEGIN
    DELETE FROM merged_ends WHERE connection = OLD.id;
END;

CREATE TRIGGER merge_goes_with_record AFTER DELETE ON records BEGIN
    DELETE FROM merged_ends WHERE merged = OLD.id;
    DELETE FROM merges WHERE merged = OLD.id;
    DELETE FROM merges WHERE stands = OLD.id;
END;

-- Pairs that are called alike and, as a keeper said, are of two things; the smaller id first.
CREATE TABLE not_same (
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_same_other ON not_same (other);
CREATE TRIGGER not_same_goes_with_record AFTER DELETE ON records BEGIN
    DELETE FROM not_same WHERE one = OLD.id;
    DELETE FROM not_same WHERE other = OLD.id;
END;
