-- A concern that was dealt with leaves a day, for whoever comes back with its receipt.
ALTER TABLE concerns ADD COLUMN closed INTEGER NOT NULL DEFAULT 0;
