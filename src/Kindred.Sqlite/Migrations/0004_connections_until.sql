-- Last day on which every consent to the connection still holds.
ALTER TABLE connections ADD COLUMN until INTEGER;
