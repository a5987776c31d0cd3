-- What a publication rests on is said of one revision. Until now it was said of the record, and so of each of them.
ALTER TABLE revisions ADD COLUMN basis INTEGER NOT NULL DEFAULT 0;
UPDATE revisions SET basis = coalesce((SELECT basis FROM records WHERE id = revisions.record), 0);
-- What stewards said against a deposit before it was taken in was not kept.
UPDATE deposits SET held = json_insert(held, '$.refusals', json('[]'));
