-- Stores the answers to one page by position, as submit_and_lease does for one task. The caller must have locked the
-- rater's cursor and found the page. Answers to gold questions on it become golden answers, all others votes. Leaves
-- out a picture whose lease has ended and that others have finished; the rest counts. Pictures at the positions
-- p_failed could not be loaded: they are skipped and go to other raters; a page on which none could be loaded does not
-- count. Every other picture must have been in view for 300 ms since it was first shown.
--
-- p_mode says what a tap means: 'tap-no' that a picture does not show the class, so that the rest is yes; anything else
-- comes from older browsers and counts as 'tap-yes', where the rest is no. Only pictures with the answer of the rest
-- can be marked as the rest.
--
-- Outcomes: those of submit_and_lease, 'not-seen' and 'wrong-rest'. The times of the page are divided evenly among its
-- pictures, but each has its own time in view. Durations and active times add up over the visits of a reopened page;
-- none is stored that exceeds ms_since_lease.
CREATE OR REPLACE FUNCTION submit_grid_page(
  p_project int, p_page grid_page, p_revision int, p_answers smallint[], p_duration_ms int, p_shown_ms int[], p_active_ms int, p_rest boolean[], p_failed int[], p_mode text
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_rater int := p_page.rater_id;
  v_row record;
  v_revision int;
  v_known int := 0;
  v_different int := 0;
  v_stored smallint[];
  v_kept int[] := '{}';
  v_skipped int[] := '{}';
  v_order int;
  v_count int;
  v_number int := 0;
  v_has_golden boolean := false;
  v_most_ms int;
  v_mode text := CASE WHEN p_mode = 'tap-no' THEN p_mode ELSE 'tap-yes' END;
  v_today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
  IF cardinality(p_answers) <> p_page.size OR cardinality(p_shown_ms) IS DISTINCT FROM p_page.size
    OR cardinality(coalesce(p_rest, array_fill(false, ARRAY[p_page.size]))) <> p_page.size THEN
    RETURN jsonb_build_object('outcome', 'wrong-count', 'expected', p_page.size);
  END IF;
  PERFORM FROM unnest(p_answers, p_rest) g (answer, is_rest) WHERE is_rest AND answer <> CASE v_mode WHEN 'tap-no' THEN 2 ELSE 0 END;
  IF FOUND THEN RETURN jsonb_build_object('outcome', 'wrong-rest'); END IF;
  SELECT coalesce(max(revision), 0) INTO v_revision FROM assignment WHERE project_id = p_project AND page_id = p_page.id;
  FOR v_row IN
    SELECT a.*, t.kind, s.position, s.shown_ms
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = p_project AND a.page_id = p_page.id AND a.revision = v_revision ORDER BY a.task_id FOR UPDATE OF a
  LOOP
    CONTINUE WHEN v_row.state = 'skipped';
    v_has_golden := v_has_golden OR v_row.kind <> 'rating';
    v_stored := NULL;
    IF p_revision < v_row.revision THEN
      v_stored := earlier_answers(p_project, v_row.id, p_revision);
    ELSIF v_row.state = 'submitted' AND p_revision = v_row.revision THEN
      v_stored := current_answers(p_project, v_row.id, golden_source_of(v_row.kind));
    END IF;
    IF v_stored IS NOT NULL THEN
      v_known := v_known + 1;
      IF v_stored[1] <> p_answers[v_row.position + 1] THEN v_different := v_different + 1; END IF;
    END IF;
    -- After Undo, the lease expired and the old answers were restored: the correction is late, but the task was always
    -- this rater's.
    IF v_row.state = 'submitted' AND v_row.revision > 0 AND v_row.revision = p_revision AND v_row.lease_expires_at IS NULL
      AND undo_refusal(p_project, p_page.id) IS NULL THEN
      v_kept := v_kept || v_row.id;
    ELSIF v_row.state = 'leased' AND v_row.revision = p_revision THEN
      IF v_row.position = ANY (coalesce(p_failed, '{}')) AND v_row.revision = 0 THEN
        v_skipped := v_skipped || v_row.id;
        CONTINUE;
      END IF;
      IF coalesce(v_row.shown_ms, 0) + p_shown_ms[v_row.position + 1] < 300 THEN RETURN jsonb_build_object('outcome', 'not-seen'); END IF;
      v_kept := v_kept || v_row.id;
    ELSIF v_row.state = 'expired' AND v_row.revision = p_revision AND coalesce(v_row.shown_ms, 0) + p_shown_ms[v_row.position + 1] >= 300 THEN
      PERFORM FROM task WHERE project_id = p_project AND id = v_row.task_id AND (is_open OR quota IS NULL AND is_launched) FOR NO KEY UPDATE;
      IF FOUND AND NOT is_candidate_already_asked(p_project, v_rater, v_row.task_id) THEN v_kept := v_kept || v_row.id; END IF;
    END IF;
  END LOOP;
  IF v_known > 0 AND v_different = 0 THEN
    RETURN jsonb_build_object('outcome', 'repeated', 'taskKind', CASE WHEN v_has_golden THEN 'golden' ELSE 'rating' END);
  END IF;
  IF p_revision <> v_revision OR v_known > 0 AND NOT EXISTS (
    SELECT FROM assignment WHERE project_id = p_project AND id = ANY (v_kept) AND state = 'submitted'
  ) THEN RETURN jsonb_build_object('outcome', 'conflict'); END IF;
  IF v_kept = '{}' AND v_skipped = '{}' THEN
    PERFORM FROM assignment WHERE project_id = p_project AND page_id = p_page.id AND state = 'skipped';
    IF FOUND AND cardinality(p_failed) = p_page.size THEN
      RETURN jsonb_build_object('outcome', 'repeated', 'taskKind', CASE WHEN v_has_golden THEN 'golden' ELSE 'rating' END);
    END IF;
    RETURN jsonb_build_object('outcome', CASE WHEN FOUND THEN 'conflict' ELSE 'lease-lost' END);
  END IF;

  SELECT max(submitted_order) INTO v_order FROM assignment WHERE project_id = p_project AND page_id = p_page.id;
  IF v_order IS NULL AND v_kept <> '{}' THEN
    UPDATE rater_cursor SET submitted_count = submitted_count + 1, day = v_today,
      submitted_on_day = CASE WHEN day = v_today THEN submitted_on_day + 1 ELSE 1 END
    WHERE project_id = p_project AND rater_id = v_rater
    RETURNING submitted_count INTO v_order;
  END IF;
  v_count := cardinality(v_kept);
  SELECT ms_since_lease((SELECT kind FROM rater WHERE project_id = p_project AND id = v_rater), min(leased_at)) INTO v_most_ms
  FROM assignment WHERE project_id = p_project AND id = ANY (v_kept);
  p_active_ms := CASE WHEN p_active_ms IS NOT NULL THEN least(p_active_ms, p_duration_ms, v_most_ms) END;
  p_duration_ms := CASE WHEN p_duration_ms IS NOT NULL THEN least(p_duration_ms, v_most_ms) END;
  p_shown_ms := ARRAY(SELECT least(ms, v_most_ms) FROM unnest(p_shown_ms) WITH ORDINALITY shown (ms, number) ORDER BY number);
  FOR v_row IN
    SELECT a.id, a.state, a.task_id, t.kind, s.position, coalesce(s.shown_ms, 0) AS shown_ms
    FROM assignment a
    JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id
    JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
    WHERE a.project_id = p_project AND a.id = ANY (v_kept || v_skipped) ORDER BY a.task_id
  LOOP
    IF v_row.id = ANY (v_skipped) THEN
      UPDATE assignment SET state = 'skipped', skip_reason = 'image-broken' WHERE project_id = p_project AND id = v_row.id;
      PERFORM requeue_task(p_project, v_row.task_id);
      CONTINUE;
    END IF;
    IF v_row.state = 'submitted' THEN
      PERFORM delete_answers(p_project, v_row.id, golden_source_of(v_row.kind));
    END IF;
    -- The first pictures get the remainder of an even division, so that the sum is that of the page.
    UPDATE assignment SET state = 'submitted', submitted_at = now(), submitted_order = v_order,
      duration_ms = CASE WHEN p_duration_ms IS NOT NULL
        THEN coalesce(duration_ms, 0) + p_duration_ms / v_count + (v_number < p_duration_ms % v_count)::int ELSE duration_ms END,
      active_ms = CASE WHEN p_active_ms IS NOT NULL
        THEN coalesce(active_ms, 0) + p_active_ms / v_count + (v_number < p_active_ms % v_count)::int ELSE active_ms END,
      image_shown_ms = greatest(1, v_row.shown_ms + p_shown_ms[v_row.position + 1]), predates_shown = false, answer_mode = v_mode,
      lease_expires_at = coalesce(lease_expires_at, now())
    WHERE project_id = p_project AND id = v_row.id;
    v_number := v_number + 1;
  END LOOP;
  IF v_skipped <> '{}' THEN PERFORM announce_tasks(p_project); END IF;
  INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
  SELECT s.project_id, s.image_id, s.candidate_id, s.rater_id, s.assignment_id, p_answers[s.position + 1]
  FROM shown_candidate s JOIN assignment a ON a.project_id = s.project_id AND a.id = s.assignment_id
  WHERE s.project_id = p_project AND s.assignment_id = ANY (v_kept)
    AND (SELECT t.kind = 'rating' FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) ORDER BY s.candidate_id;
  INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
  SELECT s.project_id, s.candidate_id, s.rater_id, 'hidden', p_answers[s.position + 1], now()
  FROM shown_candidate s JOIN assignment a ON a.project_id = s.project_id AND a.id = s.assignment_id
  WHERE s.project_id = p_project AND s.assignment_id = ANY (v_kept)
    AND (SELECT t.kind = 'golden' FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) ORDER BY s.candidate_id;
  UPDATE shown_candidate SET shown_ms = coalesce(shown_ms, 0) + p_shown_ms[position + 1], is_rest = coalesce(p_rest[position + 1], false)
  WHERE project_id = p_project AND assignment_id = ANY (v_kept);
  RETURN jsonb_build_object('outcome', 'accepted', 'taskKind', CASE WHEN v_has_golden THEN 'golden' ELSE 'rating' END);
END $$;
