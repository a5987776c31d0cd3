-- Communities that a record or connection named once and names no more: what was public of it then is read in its history, and is held to what they want shown.
CREATE TABLE named_before (
    community BLOB NOT NULL,
    subject BLOB NOT NULL,
    PRIMARY KEY (community, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_before_of_subject ON named_before (subject);
INSERT INTO named_before SELECT DISTINCT c.community, c.subject FROM consents c
    WHERE NOT EXISTS (SELECT 1 FROM naming n WHERE n.community = c.community AND n.subject = c.subject);
