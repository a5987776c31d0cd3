-- Why what a row says is in no field, by heading: JSON pairs. They go as its leftover does (ImportTriggers).
ALTER TABLE import_rows ADD COLUMN losses TEXT;
