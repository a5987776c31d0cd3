-- Anyone could read it before it was kept for some. Until now nothing was ever kept for some only.
ALTER TABLE records ADD COLUMN public_before INTEGER NOT NULL DEFAULT 0;
