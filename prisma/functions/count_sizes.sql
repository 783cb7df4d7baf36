-- Keeps counters of a project's images, candidates and rating tasks, and of its images with a picture, an original
-- label and a credit. Each is the sum of the changes by transactions. Each transaction has its own row, so that an
-- import that takes an hour does not block a rater who suggests a class; lib/db/projects/merge-size-changes.ts merges
-- the rows of ended transactions. Does nothing while the project is deleted.
CREATE OR REPLACE FUNCTION count_sizes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
BEGIN
  IF is_project_being_restored() THEN RETURN NULL; END IF;
  IF TG_TABLE_NAME = 'image' THEN
    INSERT INTO size_change AS kept (project_id, transaction_id, image_count, stored_count, labelled_count, credited_count)
    SELECT c.project_id, txid_current(), v_sign * c.rows, v_sign * c.stored, v_sign * c.labelled, v_sign * c.credited
    FROM (
      SELECT project_id, count(*)::int AS rows, count(content_hash)::int AS stored, count(original_class_id)::int AS labelled,
        count(credit)::int AS credited
      FROM changed_rows GROUP BY project_id
    ) c
    WHERE v_sign = 1 OR (NOT is_project_being_deleted(c.project_id) AND EXISTS (SELECT FROM project p WHERE p.id = c.project_id))
    ON CONFLICT (project_id, transaction_id) DO UPDATE SET image_count = kept.image_count + EXCLUDED.image_count,
      stored_count = kept.stored_count + EXCLUDED.stored_count, labelled_count = kept.labelled_count + EXCLUDED.labelled_count,
      credited_count = kept.credited_count + EXCLUDED.credited_count;
  ELSIF TG_TABLE_NAME = 'candidate' THEN
    INSERT INTO size_change AS kept (project_id, transaction_id, candidate_count)
    SELECT c.project_id, txid_current(), v_sign * c.rows
    FROM (SELECT project_id, count(*)::int AS rows FROM changed_rows GROUP BY project_id) c
    WHERE v_sign = 1 OR (NOT is_project_being_deleted(c.project_id) AND EXISTS (SELECT FROM project p WHERE p.id = c.project_id))
    ON CONFLICT (project_id, transaction_id) DO UPDATE SET candidate_count = kept.candidate_count + EXCLUDED.candidate_count;
  ELSE
    INSERT INTO size_change AS kept (project_id, transaction_id, task_count)
    SELECT c.project_id, txid_current(), v_sign * c.rows
    FROM (SELECT project_id, count(*)::int AS rows FROM changed_rows WHERE kind = 'rating' GROUP BY project_id) c
    WHERE v_sign = 1 OR (NOT is_project_being_deleted(c.project_id) AND EXISTS (SELECT FROM project p WHERE p.id = c.project_id))
    ON CONFLICT (project_id, transaction_id) DO UPDATE SET task_count = kept.task_count + EXCLUDED.task_count;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER image_sized_insert AFTER INSERT ON image
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
CREATE OR REPLACE TRIGGER image_sized_delete AFTER DELETE ON image
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
CREATE OR REPLACE TRIGGER candidate_sized_insert AFTER INSERT ON candidate
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
CREATE OR REPLACE TRIGGER candidate_sized_delete AFTER DELETE ON candidate
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
CREATE OR REPLACE TRIGGER task_sized_insert AFTER INSERT ON task
  REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
CREATE OR REPLACE TRIGGER task_sized_delete AFTER DELETE ON task
  REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION count_sizes();
