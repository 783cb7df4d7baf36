-- How many images and candidates a project has is the sum of what transactions have changed it by. Each has a row of its own,
-- so that an import of an hour keeps nobody waiting who suggests a class. Not kept while the project is deleted.
CREATE OR REPLACE FUNCTION count_sizes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END; v_is_image int := (TG_TABLE_NAME = 'image')::int;
BEGIN
  IF is_project_being_restored() THEN RETURN NULL; END IF;
  INSERT INTO size_change AS kept (project_id, transaction_id, image_count, candidate_count)
  SELECT c.project_id, txid_current(), v_sign * c.rows * v_is_image, v_sign * c.rows * (1 - v_is_image)
  FROM (SELECT project_id, count(*)::int AS rows FROM changed_rows GROUP BY project_id) c
  WHERE v_sign = 1 OR (NOT is_project_being_deleted(c.project_id) AND EXISTS (SELECT FROM project p WHERE p.id = c.project_id))
  ON CONFLICT (project_id, transaction_id) DO UPDATE SET image_count = kept.image_count + EXCLUDED.image_count,
    candidate_count = kept.candidate_count + EXCLUDED.candidate_count;
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
