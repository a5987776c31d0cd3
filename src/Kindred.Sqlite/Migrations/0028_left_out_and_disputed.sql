-- Since when what was left out of a proposal that was taken in part waits to be destroyed.
ALTER TABLE proposals ADD COLUMN left_out INTEGER;
CREATE INDEX proposals_left_out ON proposals (left_out) WHERE left_out IS NOT NULL;
-- Notes on connections: there are few, and each connection that is shown is looked up among them.
CREATE INDEX notes_on_connections ON connections (to_id) WHERE to_kind = 'connection';
