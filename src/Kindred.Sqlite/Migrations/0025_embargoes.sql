-- Who wants that something is not public before a day: the depositor (0), a steward of a community (1), the desk (2). The subject is a record or connection,
-- or the handle of an entry at the desk until that is accessioned. A word goes with its day.
CREATE TABLE embargoes (
    subject BLOB NOT NULL,
    set_by INTEGER NOT NULL,
    community BLOB NOT NULL,
    steward TEXT NOT NULL,
    until INTEGER NOT NULL,
    PRIMARY KEY (subject, set_by, community, steward)
) STRICT, WITHOUT ROWID;
CREATE INDEX embargoes_until ON embargoes (until);
