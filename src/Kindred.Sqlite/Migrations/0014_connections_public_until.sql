-- What a connection said is read in its history only as long as every yes to it holds.
ALTER TABLE connection_revisions ADD COLUMN until INTEGER;
UPDATE connection_revisions SET until = (SELECT c.until FROM connections c WHERE c.id = connection AND c.revision = number);
