-- Undo of a page: reopens every submitted picture as reopen_assignment does for one task. The caller must have locked
-- the rater's cursor and found the page. Outcomes: 'reopened' (also if it was already open), 'too-late', and those of
-- undo_refusal.
CREATE OR REPLACE FUNCTION reopen_grid_page(p_project int, p_page grid_page, p_count int) RETURNS text LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_row record; v_source golden_source; v_lease int; v_is_open boolean; v_order int; v_refusal text; v_now timestamptz := clock_timestamp();
BEGIN
  -- Must lock before reading, because excluding images in order to remove them takes these locks too.
  PERFORM FROM assignment WHERE project_id = p_project AND page_id = p_page.id ORDER BY id FOR UPDATE;
  SELECT bool_or(state = 'leased' AND revision > 0), max(submitted_order) FILTER (WHERE state = 'submitted')
  INTO v_is_open, v_order FROM assignment WHERE project_id = p_project AND page_id = p_page.id;
  IF v_is_open THEN
    UPDATE assignment SET leased_at = v_now WHERE project_id = p_project AND page_id = p_page.id AND state = 'leased' AND revision > 0;
    RETURN 'reopened';
  END IF;
  IF v_order IS NULL OR p_count - v_order >= undo_reach() THEN RETURN 'too-late'; END IF;
  v_refusal := undo_refusal(p_project, p_page.id);
  IF v_refusal IS NOT NULL THEN RETURN v_refusal; END IF;
  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  FOR v_row IN
    SELECT a.*, t.kind FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    WHERE a.project_id = p_project AND a.page_id = p_page.id AND a.state = 'submitted' ORDER BY a.task_id
  LOOP
    v_source := golden_source_of(v_row.kind);
    INSERT INTO vote_history (project_id, assignment_id, revision, candidate_id, rater_id, answer, submitted_at)
    SELECT p_project, v_row.id, v_row.revision, s.candidate_id, v_row.rater_id, (current_answers(p_project, v_row.id, v_source))[1], v_row.submitted_at
    FROM shown_candidate s WHERE s.project_id = p_project AND s.assignment_id = v_row.id;
    PERFORM delete_answers(p_project, v_row.id, v_source);
    UPDATE assignment SET state = 'leased', revision = revision + 1, leased_at = v_now, lease_expires_at = now() + make_interval(secs => v_lease)
    WHERE project_id = p_project AND id = v_row.id;
  END LOOP;
  RETURN 'reopened';
END $$;
