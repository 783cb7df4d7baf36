-- Skips every picture of a page that the rater holds, as skip_and_lease does for one task: they go to other raters and
-- do not come back to this one. Outcomes: 'skipped', 'repeated', 'conflict' (answers to the page were acknowledged).
CREATE OR REPLACE FUNCTION skip_grid_page(p_project int, p_page grid_page, p_reason text, p_note text) RETURNS text LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_row record; v_count int := 0;
BEGIN
  PERFORM FROM assignment WHERE project_id = p_project AND page_id = p_page.id AND (state = 'submitted' OR revision > 0);
  IF FOUND THEN RETURN 'conflict'; END IF;
  FOR v_row IN
    SELECT id, task_id FROM assignment WHERE project_id = p_project AND page_id = p_page.id AND state IN ('leased', 'expired')
    ORDER BY task_id FOR UPDATE
  LOOP
    UPDATE assignment SET state = 'skipped', skip_reason = p_reason, skip_note = p_note WHERE project_id = p_project AND id = v_row.id;
    PERFORM requeue_task(p_project, v_row.task_id);
    v_count := v_count + 1;
  END LOOP;
  IF v_count = 0 THEN RETURN 'repeated'; END IF;
  PERFORM announce_tasks(p_project);
  RETURN 'skipped';
END $$;
