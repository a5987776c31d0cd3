-- Whether the revision was public once. Of those that others took the place of nobody knows any more, and they are shown to no stranger.
ALTER TABLE connection_revisions ADD COLUMN was_public INTEGER NOT NULL DEFAULT 0;
UPDATE connection_revisions SET was_public = 1 WHERE (connection, number) IN (SELECT id, revision FROM connections WHERE state = 1);
