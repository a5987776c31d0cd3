-- The few acts that the terminal did without waiting for a keeper, found by their day among however many others.
CREATE INDEX acts_alone ON acts (day) WHERE is_public = 1 AND by = 'keeper' AND substr(reason, 1, 7) = 'alone: ';
