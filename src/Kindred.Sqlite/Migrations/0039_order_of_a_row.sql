-- Where a record stands among those of its row: what the row is about comes before what was made for names in it.
ALTER TABLE import_records ADD COLUMN ordinal INTEGER NOT NULL DEFAULT 0;
