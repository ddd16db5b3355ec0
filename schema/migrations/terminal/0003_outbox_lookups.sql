-- Terminal schema 3: what is asked of the outbox after each change touches an index of it, not its rows: they hold every
-- value that was written in 30 days, and a terminal long without a network keeps a hundred thousand of them.

-- An id alone finds its changes; the entity's name in each entry only made the index larger.
DROP INDEX outbox_by_row;
CREATE INDEX outbox_by_id ON outbox (id);
-- How many changes of which entity wait and since when, and the proof of a day, hour by hour.
CREATE INDEX outbox_by_time ON outbox (written_at, entity);
