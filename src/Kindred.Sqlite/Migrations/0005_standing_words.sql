-- How many had to say yes when, with this answer, the community had; 0: it had not. What is public rests on such an answer.
ALTER TABLE consents ADD COLUMN whole INTEGER NOT NULL DEFAULT 0;
UPDATE consents SET whole = coalesce((SELECT needed FROM protocols WHERE protocols.community = consents.community), 1)
    WHERE answer = 0 AND (subject IN (SELECT id FROM records WHERE state IN (1, 2)) OR subject IN (SELECT id FROM connections WHERE state = 1));
-- Keepers hide connections as they hide records: why, by whom, and the last day of a hide that nobody confirmed.
ALTER TABLE connections ADD COLUMN hidden_until INTEGER;
ALTER TABLE connections ADD COLUMN hidden_because TEXT;
-- Whether the communities named say yes to a precise place; of a place that something is told of nobody has yet.
ALTER TABLE records ADD COLUMN precise INTEGER NOT NULL DEFAULT 1;
UPDATE records SET precise = 0 WHERE length(communities) > 0 OR id IN (SELECT to_id FROM connections WHERE type = 'inPlace');
