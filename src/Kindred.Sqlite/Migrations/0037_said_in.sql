-- The revision in which a row said what it said last: what the source says otherwise since is told from what people made of it.
ALTER TABLE import_keys ADD COLUMN revision INTEGER NOT NULL DEFAULT 0;
