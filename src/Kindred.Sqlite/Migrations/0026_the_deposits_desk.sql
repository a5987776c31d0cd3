-- What a desk narrows deposits by, in one small row each. Drawn from the deposit's words: gone with them, and when it leaves the desk. near: alike for those that say
-- nearly the same. link: a mark of the first address.
CREATE TABLE desk_traits (
    seq INTEGER PRIMARY KEY,
    id BLOB NOT NULL,
    state INTEGER NOT NULL,
    day INTEGER NOT NULL,
    depositor TEXT,
    is_proposal INTEGER NOT NULL,
    answered INTEGER NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    near INTEGER NOT NULL,
    links INTEGER NOT NULL,
    link INTEGER,
    repeats INTEGER NOT NULL,
    communities BLOB NOT NULL
) STRICT;
CREATE INDEX desk_traits_near ON desk_traits (near);

-- words: folded, of titles and summaries. sketch: forty-eight numbers from which no word can be read.
CREATE TABLE desk_words (
    seq INTEGER PRIMARY KEY,
    words TEXT NOT NULL,
    sketch BLOB
) STRICT;

-- By which those that are nearly the same, have the same title or cite the same address find each other.
CREATE TABLE desk_marks (
    mark INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    PRIMARY KEY (mark, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX desk_marks_of ON desk_marks (seq);

CREATE TABLE assignments (
    deposit BLOB NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL,
    day INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assignments_of ON assignments (handle);
