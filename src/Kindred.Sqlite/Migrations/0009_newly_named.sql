-- Communities that only the newest revision names, while it waits.
ALTER TABLE records ADD COLUMN newly_named BLOB NOT NULL DEFAULT x'';
