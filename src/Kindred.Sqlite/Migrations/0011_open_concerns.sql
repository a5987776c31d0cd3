-- Open concerns in the order of a desk, so that a flood of them is counted and paged without its words.
CREATE INDEX concerns_open ON concerns (set_aside, what, day, id) WHERE closed = 0;
