-- Keeps the numbers of images with a picture, an original label and a credit up to date when imports change existing
-- images, as count_sizes does on inserts.
CREATE OR REPLACE FUNCTION count_image_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO size_change AS kept (project_id, transaction_id, stored_count, labelled_count, credited_count)
  SELECT project_id, txid_current(), sum(stored), sum(labelled), sum(credited) FROM (
    SELECT project_id, count(content_hash)::int AS stored, count(original_class_id)::int AS labelled, count(credit)::int AS credited
    FROM new_rows GROUP BY project_id
    UNION ALL
    SELECT project_id, -count(content_hash)::int, -count(original_class_id)::int, -count(credit)::int
    FROM old_rows GROUP BY project_id
  ) changed
  GROUP BY project_id HAVING sum(stored) <> 0 OR sum(labelled) <> 0 OR sum(credited) <> 0
  ON CONFLICT (project_id, transaction_id) DO UPDATE SET stored_count = kept.stored_count + EXCLUDED.stored_count,
    labelled_count = kept.labelled_count + EXCLUDED.labelled_count, credited_count = kept.credited_count + EXCLUDED.credited_count;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER image_sized_update AFTER UPDATE ON image
  REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_image_changes();
