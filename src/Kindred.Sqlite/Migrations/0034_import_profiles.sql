-- Import profiles that keepers saved under a name. Headings and values of their sources are in them: a keeper takes them away, nothing else does.
CREATE TABLE import_profiles (
    name TEXT PRIMARY KEY,
    profile TEXT NOT NULL,
    who TEXT NOT NULL,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
