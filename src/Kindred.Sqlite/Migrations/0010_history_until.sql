-- Last day on which every consent to an old revision still holds.
ALTER TABLE revisions ADD COLUMN until INTEGER;
