-- It came in a flood: told and kept, and read after the others.
ALTER TABLE concerns ADD COLUMN set_aside INTEGER NOT NULL DEFAULT 0;
