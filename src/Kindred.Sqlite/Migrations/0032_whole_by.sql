-- Whose yeses it took to make a community's word whole, beside the answer that made it so: handles with a space between. Of words made before: of everyone who had said yes by then.
ALTER TABLE consents ADD COLUMN whole_by TEXT NOT NULL DEFAULT '';
UPDATE consents SET whole_by = (SELECT replace(group_concat(DISTINCT before.steward), ',', ' ') FROM consents before
    WHERE before.subject = consents.subject AND before.community = consents.community AND before.answer = 0 AND before.number <= consents.number) WHERE whole > 0;
