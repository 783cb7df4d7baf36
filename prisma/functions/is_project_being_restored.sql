-- Whether this transaction brings a project back from an archive: lib/db/backup/restore-project-rows.ts says so by a setting
-- that ends with the transaction. Its rows come with their counters, and parts of published releases may be written.
CREATE OR REPLACE FUNCTION is_project_being_restored() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('reassess.restoring_project', true), '') <> ''
$$;
