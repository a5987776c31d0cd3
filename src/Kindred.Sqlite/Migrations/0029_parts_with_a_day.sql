-- A word may be about one part of a record: a field (empty: all of it), or one link of a field. The word stays its setter's own, for each part.
CREATE TABLE embargoes_of_parts (
    subject BLOB NOT NULL,
    field TEXT NOT NULL,
    target BLOB NOT NULL,
    set_by INTEGER NOT NULL,
    community BLOB NOT NULL,
    steward TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (subject, field, target, set_by, community, steward)
) STRICT, WITHOUT ROWID;
INSERT INTO embargoes_of_parts SELECT subject, '', zeroblob(16), set_by, community, steward, until FROM embargoes;
DROP TABLE embargoes;
ALTER TABLE embargoes_of_parts RENAME TO embargoes;
CREATE INDEX embargoes_until ON embargoes (until);
-- Parts of the record that are shown to nobody but those who see its way, as they were weighed: JSON, empty where there are none.
ALTER TABLE records ADD COLUMN withheld_fields TEXT NOT NULL DEFAULT '';
