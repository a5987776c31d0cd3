-- What came in only with what is told of it. Which of those that are here did nobody knows any more: they stand for themselves.
ALTER TABLE records ADD COLUMN with_telling INTEGER NOT NULL DEFAULT 0;
