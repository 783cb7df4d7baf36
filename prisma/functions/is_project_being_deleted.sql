-- Whether this transaction deletes the project: lib/db/projects/delete-project.ts says so by a setting that ends with the
-- transaction. Rows that are otherwise permanent may then be deleted, those of this one project, and counters need not follow.
CREATE OR REPLACE FUNCTION is_project_being_deleted(p_project int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('reassess.deleting_project', true) = p_project::text, false)
$$;
