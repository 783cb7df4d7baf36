-- A higher precision rewrites no row. Tasks leased by one call are shown in the order in which they were leased.
ALTER TABLE assignment ALTER COLUMN leased_at TYPE timestamptz(6);

ALTER TABLE rater_cursor
    ADD COLUMN order_seed integer NOT NULL DEFAULT floor(random() * 2147483647::double precision),
    ADD COLUMN queue_key bigint NOT NULL DEFAULT -9223372036854775808,
    ADD COLUMN queue_task_id integer NOT NULL DEFAULT -1,
    ADD COLUMN returned_order bigint NOT NULL DEFAULT 0,
    ADD COLUMN last_task_id integer,
    ADD COLUMN task_count integer NOT NULL DEFAULT 0,
    ADD COLUMN golden_count integer NOT NULL DEFAULT 0,
    ADD COLUMN golden_missed integer NOT NULL DEFAULT 0,
    ADD COLUMN golden_out_after integer;

-- Tasks that are in the queue already keep a position each, which is the order they have had.
ALTER TABLE task ADD COLUMN queue_group integer NOT NULL DEFAULT 0, ADD COLUMN returned_order bigint;
CREATE INDEX task_returned_idx ON task (project_id, returned_order) WHERE is_open AND returned_order IS NOT NULL;
