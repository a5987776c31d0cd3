-- Pairs that are not kin, as a steward or keeper said when they were offered; the smaller id first.
CREATE TABLE not_kin (
    one BLOB NOT NULL,
    other BLOB NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX not_kin_other ON not_kin (other);
CREATE TRIGGER not_kin_goes_with_record AFTER DELETE ON records BEGIN
    DELETE FROM not_kin WHERE one = OLD.id;
    DELETE FROM not_kin WHERE other = OLD.id;
END;

-- What these say are terms of the index from now on: what is there is indexed anew at the next start, or what was to be is with it.
INSERT INTO named_values (name, value)
    SELECT 'kinds to index anew', '1 -1 practice action campaign' WHERE EXISTS (SELECT 1 FROM documents)
    ON CONFLICT (name) DO UPDATE SET value = (CAST(substr(value, 1, instr(value, ' ') - 1) AS INTEGER) + 1) || ' -1' || substr(value, instr(value, ' ') + instr(substr(value, instr(value, ' ') + 1), ' ')) || ' practice action campaign';
