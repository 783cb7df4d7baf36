-- Returns whether this transaction restores a project from an archive, as set by lib/db/backup/restore-rows.ts
-- until the transaction ends. Counters are restored with the rows, and parts of published releases may be written.
CREATE OR REPLACE FUNCTION is_project_being_restored() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('reassess.restoring_project', true), '') <> ''
$$;
