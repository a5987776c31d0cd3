-- By whose word it was destroyed: keepers', or that of those it speaks of or of who gave it.
ALTER TABLE tombstones ADD COLUMN by_keepers INTEGER NOT NULL DEFAULT 0;
