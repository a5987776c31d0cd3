-- What a connection said is read in its history only as long as every yes to it holds. How long that was for those that others took the place of nobody knows
-- any more, and they are shown to no stranger.
ALTER TABLE connection_revisions ADD COLUMN until INTEGER;
UPDATE connection_revisions SET until = (SELECT c.until FROM connections c WHERE c.id = connection AND c.revision = number);
UPDATE connection_revisions SET was_public = 0 WHERE number < (SELECT c.revision FROM connections c WHERE c.id = connection);
