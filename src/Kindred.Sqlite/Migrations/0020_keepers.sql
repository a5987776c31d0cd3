-- A role that somebody ended, or laid down, before its last day: what a term leaves for a while it does not.
ALTER TABLE roles ADD COLUMN ended INTEGER NOT NULL DEFAULT 0;
UPDATE roles SET ended = 1 WHERE community IS NULL AND EXISTS (
    SELECT 1 FROM members m JOIN act_subjects s ON s.subject = m.id JOIN acts a ON a.number = s.act
    WHERE m.handle = roles.handle AND a.kind = 14 AND a.day > roles.until AND a.day <= roles.until + 1);

-- Why one keeper's word was enough (1: the first days, 2: the terminal did not wait, 3: there was no other keeper, 4: there was none), and the second
-- one's reason. Until now the first stood before the reason, where anyone could have written it: it is read there only where it can be true.
ALTER TABLE acts ADD COLUMN enough INTEGER NOT NULL DEFAULT 0;
ALTER TABLE acts ADD COLUMN second_reason TEXT;
DROP INDEX acts_alone;
UPDATE acts SET enough = 2, reason = nullif(substr(reason, 8), '') WHERE by = 'keeper' AND substr(reason, 1, 7) = 'alone: ';
UPDATE acts SET enough = 1, reason = nullif(substr(reason, 13), '')
    WHERE kind IN (8, 9, 12, 13, 14) AND (reason = 'first days' OR substr(reason, 1, 12) = 'first days; ') AND instr(by, ',') = 0
    AND day <= coalesce((SELECT CAST(julianday(value) - julianday('0001-01-01') AS INTEGER) FROM named_values WHERE name = 'founded'), 3652058);
CREATE INDEX acts_alone ON acts (day) WHERE is_public = 1 AND enough = 2;

-- Keepers whom stewards would appoint, and who of them has said so. Handles between tabs.
CREATE TABLE appointments (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    keepers TEXT NOT NULL,
    agreed_by TEXT NOT NULL,
    day INTEGER NOT NULL,
    reason TEXT NOT NULL
) STRICT;

-- What is stored as published against a word of those it names. No code decides by these views: they are what must hold whoever decides, so that a bug is
-- stopped here. They state less than the domain does (days, quorums and terms are its own), and nothing that it does not.
-- A record: each community that it is not published without has said yes, to these words, since it last took its word back; those it is published without
-- never took theirs back, and there is a basis in place of it; and nobody's last word on these words is another.
CREATE VIEW unconsented_records AS
SELECT r.id FROM records r WHERE r.state = 1 AND length(r.communities) > 0 AND EXISTS (
    WITH RECURSIVE places (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM places WHERE (n + 2) * 16 <= length(r.communities)),
    named (community) AS (SELECT substr(r.communities, n * 16 + 1, 16) FROM places)
    SELECT 1 FROM named WHERE
        CASE WHEN instr(r.published_without, named.community) > 0
            THEN r.basis = 0 OR EXISTS (SELECT 1 FROM consents c WHERE c.subject = r.id AND c.community = named.community AND c.answer = 3)
            ELSE NOT EXISTS (
                SELECT 1 FROM consents c WHERE c.subject = r.id AND c.community = named.community AND c.answer = 0 AND c.scope & 1 AND c.revision <= r.revision
                    AND c.revision >= coalesce((SELECT v.asked_from FROM revisions v WHERE v.record = r.id AND v.number = r.revision), 0)
                    AND c.number > coalesce((SELECT max(w.number) FROM consents w WHERE w.subject = r.id AND w.community = named.community AND w.answer = 3), 0)) END
        OR coalesce((
            SELECT c.answer FROM consents c WHERE c.subject = r.id AND c.community = named.community AND c.answer <> 3 AND c.revision <= r.revision
                AND c.revision >= coalesce((SELECT v.asked_from FROM revisions v WHERE v.record = r.id AND v.number = r.revision), 0)
                AND c.number > coalesce((SELECT max(w.number) FROM consents w WHERE w.subject = r.id AND w.community = named.community AND w.answer = 3), 0)
            ORDER BY c.number DESC LIMIT 1), 0) <> 0);

-- A connection: as a record, but that it may be put with new words before they are asked about. One that stands for a link field has a record to stand for.
CREATE VIEW unconsented_connections AS
SELECT r.id FROM connections r WHERE r.state = 1 AND CASE WHEN r.is_of_field THEN NOT EXISTS (SELECT 1 FROM records e WHERE e.id IN (r.from_id, r.to_id) AND e.state = 1)
    ELSE length(r.communities) > 0 AND EXISTS (
    WITH RECURSIVE places (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM places WHERE (n + 2) * 16 <= length(r.communities)),
    named (community) AS (SELECT substr(r.communities, n * 16 + 1, 16) FROM places)
    SELECT 1 FROM named WHERE
        (NOT (r.basis <> 0 AND NOT EXISTS (SELECT 1 FROM consents c WHERE c.subject = r.id AND c.community = named.community))
            AND NOT EXISTS (
                SELECT 1 FROM consents c WHERE c.subject = r.id AND c.community = named.community AND c.answer = 0 AND c.scope & 1
                    AND c.number > coalesce((SELECT max(w.number) FROM consents w WHERE w.subject = r.id AND w.community = named.community AND w.answer = 3), 0)))
        OR coalesce((
            SELECT c.answer FROM consents c WHERE c.subject = r.id AND c.community = named.community AND c.answer <> 3 AND c.revision = r.revision
                AND c.number > coalesce((SELECT max(w.number) FROM consents w WHERE w.subject = r.id AND w.community = named.community AND w.answer = 3), 0)
            ORDER BY c.number DESC LIMIT 1), 0) <> 0) END;

CREATE TRIGGER no_unconsented_record AFTER INSERT ON records WHEN NEW.state = 1 AND length(NEW.communities) > 0
BEGIN
    SELECT RAISE(ABORT, 'unconsented publication') WHERE EXISTS (SELECT 1 FROM unconsented_records WHERE id = NEW.id) OR EXISTS (
        SELECT 1 FROM roles WHERE community IS NOT NULL AND instr(NEW.published_without, community) > 0 AND from_day <= NEW.published AND (until IS NULL OR until >= NEW.published));
END;
CREATE TRIGGER no_unconsented_revision AFTER UPDATE OF state, communities, published_without, published, revision, basis ON records WHEN NEW.state = 1 AND length(NEW.communities) > 0
BEGIN
    SELECT RAISE(ABORT, 'unconsented publication') WHERE EXISTS (SELECT 1 FROM unconsented_records WHERE id = NEW.id);
END;
-- On its first day it is known which day it is: nobody who answers for a community then is passed over.
CREATE TRIGGER no_steward_passed_over AFTER UPDATE OF state ON records WHEN NEW.state = 1 AND OLD.published IS NULL AND length(NEW.published_without) > 0
BEGIN
    SELECT RAISE(ABORT, 'unconsented publication') WHERE EXISTS (
        SELECT 1 FROM roles WHERE community IS NOT NULL AND instr(NEW.published_without, community) > 0 AND from_day <= NEW.published AND (until IS NULL OR until >= NEW.published));
END;
CREATE TRIGGER no_unconsented_connection AFTER INSERT ON connections WHEN NEW.state = 1
BEGIN
    SELECT RAISE(ABORT, 'unconsented publication') WHERE EXISTS (SELECT 1 FROM unconsented_connections WHERE id = NEW.id);
END;
CREATE TRIGGER no_unconsented_words AFTER UPDATE OF state, communities, basis ON connections WHEN NEW.state = 1
BEGIN
    SELECT RAISE(ABORT, 'unconsented publication') WHERE EXISTS (SELECT 1 FROM unconsented_connections WHERE id = NEW.id);
END;

-- A no to what is public. The act that brings it takes that away before it ends; the writer refuses the act where this table says that it did not. Empty
-- between acts.
CREATE TABLE refused_in_act (subject BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER refused_while_public AFTER INSERT ON consents WHEN NEW.answer <> 0
BEGIN
    INSERT OR IGNORE INTO refused_in_act SELECT NEW.subject WHERE EXISTS (SELECT 1 FROM records WHERE id = NEW.subject AND state = 1)
        OR EXISTS (SELECT 1 FROM connections WHERE id = NEW.subject AND state = 1);
END;
