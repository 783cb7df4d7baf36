-- Returns whether this transaction deletes the project, as set by lib/db/projects/delete-project.ts until the
-- transaction ends. Permanent rows of this one project may then be deleted, and counters need not be updated.
CREATE OR REPLACE FUNCTION is_project_being_deleted(p_project int) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT coalesce(current_setting('reassess.deleting_project', true) = p_project::text, false)
$$;
