-- Which record a deposit would change: its proposal's words are with the deposit, and go with the record.
CREATE TABLE proposals (
    deposit BLOB NOT NULL PRIMARY KEY,
    record BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX proposals_to ON proposals (record);
