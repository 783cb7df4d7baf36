-- Keeps a task's counters up to date: how many raters hold or have answered it, and how many have answered it. The
-- check on task then rejects one rater too many. Counts inserts per statement, because assignments are also loaded in
-- bulk.
CREATE OR REPLACE FUNCTION count_new_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF are_vote_counters_given() THEN RETURN NULL; END IF;
  UPDATE task t SET assigned = t.assigned + d.assigned, submitted = t.submitted + d.submitted
  FROM (
    SELECT project_id, task_id, count(*) FILTER (WHERE state IN ('leased', 'submitted'))::int AS assigned,
      count(*) FILTER (WHERE state = 'submitted')::int AS submitted
    FROM new_rows GROUP BY project_id, task_id
  ) d WHERE t.project_id = d.project_id AND t.id = d.task_id;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER assignment_counted_insert AFTER INSERT ON assignment
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_assignments();
