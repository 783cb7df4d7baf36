-- Stores the answers to one task, in the order shown, and leases the next tasks, in one call and one transaction.
-- Idempotent per (assignment, revision). Answers to rating tasks become votes; those to gold questions, training and
-- test tasks become golden answers. p_image_shown_ms is how long the picture was on the screen; without it a check of
-- the table rejects the submission. Durations of a reopened task add up. Browsers send these times and a script can
-- invent them, so none is stored that exceeds ms_since_lease.
--
-- Locks the rater's cursor first, so that a rater's calls run one after the other, and every task but the submitted one
-- with SKIP LOCKED, so that raters do not wait for each other. Sequential scans, hash joins and merge joins are off,
-- because plans are cached, and one made while tables were empty would scan whole tables ever after; rating_screen
-- explains the single plan and the fixed order of joins. Reads everything once and passes it on to screen_of_rater.
--
-- Outcomes: 'accepted'; 'repeated' (the same answers were accepted before); 'conflict' (other answers were accepted, or
-- the assignment was reopened or skipped); 'wrong-count'; 'wrong-mode' (a mode of pages, for one image); 'lease-lost'
-- (the lease expired and the task is full); 'not-found' (also for another rater's assignment). Only the first two lease
-- anything. A class-first page is submitted under its own number: see submit_grid_page. taskKind is for the server
-- only: raters must not see it.
CREATE OR REPLACE FUNCTION submit_and_lease(
  p_project int, p_rater int, p_assignment int, p_revision int, p_answers smallint[], p_duration_ms int, p_image_shown_ms int,
  p_shown_ms int[], p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}', p_active_ms int DEFAULT NULL, p_rest boolean[] DEFAULT NULL,
  p_failed int[] DEFAULT NULL, p_answer_mode text DEFAULT 'each', p_holder int DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off SET plan_cache_mode = force_generic_plan
SET join_collapse_limit = 1 AS $$
DECLARE
  v_who record := lock_rater(p_project, p_rater, p_seed);
  v_cursor rater_cursor := v_who.cursor;
  v_page grid_page;
  v_result jsonb;
  v_assignment record;
  v_kind task_kind;
  v_source golden_source;
  v_stored smallint[];
  v_order int;
  v_undo int;
  v_is_restored boolean;
  v_most_ms int;
  v_today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
  SELECT a.*, (SELECT t.kind FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) AS kind, (
    SELECT count(*) FROM shown_candidate s WHERE s.project_id = p_project AND s.assignment_id = p_assignment
  ) AS shown INTO v_assignment
  FROM assignment a WHERE a.project_id = p_project AND a.id = p_assignment AND a.rater_id = p_rater FOR UPDATE OF a;
  IF NOT FOUND THEN
    -- Pages are numbered from the same sequence, so no assignment has a page's number.
    SELECT * INTO v_page FROM grid_page WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater;
    IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
    v_result := submit_grid_page(p_project, v_page, p_revision, p_answers, p_duration_ms, p_shown_ms, p_active_ms, p_rest, p_failed, p_answer_mode);
    IF v_result ->> 'outcome' NOT IN ('accepted', 'repeated') THEN RETURN v_result; END IF;
    RETURN v_result || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  IF p_answer_mode IN ('tap-yes', 'tap-no') THEN RETURN jsonb_build_object('outcome', 'wrong-mode'); END IF;
  v_kind := v_assignment.kind;
  IF v_kind <> 'rating' THEN v_source := golden_source_of(v_kind); END IF;

  IF v_assignment.state IN ('leased', 'submitted') AND p_revision < v_assignment.revision THEN
    v_stored := earlier_answers(p_project, p_assignment, p_revision);
  ELSIF v_assignment.state = 'submitted' AND p_revision = v_assignment.revision THEN
    v_stored := current_answers(p_project, p_assignment, v_source);
  END IF;
  IF v_stored = p_answers THEN
    RETURN jsonb_build_object('outcome', 'repeated', 'taskKind', v_kind) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  -- After Undo, the lease expired and the old answers were restored: the correction is late, but the task was always
  -- this rater's.
  v_is_restored := v_assignment.state = 'submitted' AND v_assignment.revision > 0 AND v_assignment.revision = p_revision
    AND v_assignment.lease_expires_at IS NULL AND undo_refusal(p_project, p_assignment) IS NULL;
  IF NOT v_is_restored AND (v_assignment.state IN ('submitted', 'skipped') OR p_revision <> v_assignment.revision) THEN
    RETURN jsonb_build_object('outcome', 'conflict');
  END IF;

  IF v_assignment.shown <> cardinality(p_answers) OR v_assignment.shown <> cardinality(p_shown_ms) OR v_assignment.shown <> cardinality(p_rest) THEN
    RETURN jsonb_build_object('outcome', 'wrong-count', 'expected', v_assignment.shown);
  END IF;

  IF v_assignment.state = 'expired' THEN
    PERFORM FROM task WHERE project_id = p_project AND id = v_assignment.task_id AND (is_open OR quota IS NULL AND is_launched)
    FOR NO KEY UPDATE;
    IF NOT FOUND OR is_candidate_already_asked(p_project, p_rater, v_assignment.task_id) THEN
      RETURN jsonb_build_object('outcome', 'lease-lost');
    END IF;
  END IF;

  -- A resubmission keeps its order among the rater's submissions, so that Undo counts as the rater does.
  v_order := v_assignment.submitted_order;
  IF v_order IS NULL THEN
    UPDATE rater_cursor SET submitted_count = submitted_count + 1, day = v_today,
      submitted_on_day = CASE WHEN day = v_today THEN submitted_on_day + 1 ELSE 1 END,
      task_count = task_count + (v_kind IN ('rating', 'golden'))::int, golden_count = golden_count + (v_kind = 'golden')::int
    WHERE project_id = p_project AND rater_id = p_rater
    RETURNING * INTO v_cursor;
    v_order := v_cursor.submitted_count;
    v_undo := coalesce(v_assignment.page_id, p_assignment);
  END IF;
  IF v_is_restored THEN PERFORM delete_answers(p_project, p_assignment, v_source); END IF;
  v_most_ms := ms_since_lease((v_who.rater).kind, v_assignment.leased_at);
  UPDATE assignment SET state = 'submitted', submitted_at = now(), submitted_order = v_order,
    duration_ms = CASE WHEN p_duration_ms IS NOT NULL THEN coalesce(duration_ms, 0) + least(p_duration_ms, v_most_ms) ELSE duration_ms END,
    active_ms = CASE WHEN p_active_ms IS NOT NULL THEN coalesce(active_ms, 0) + least(p_active_ms, p_duration_ms, v_most_ms) ELSE active_ms END,
    image_shown_ms = CASE WHEN p_image_shown_ms IS NOT NULL THEN least(p_image_shown_ms, v_most_ms) END, predates_shown = false, answer_mode = p_answer_mode,
    lease_expires_at = coalesce(lease_expires_at, now())
  WHERE project_id = p_project AND id = p_assignment;
  -- Writes the answers while setting the times of what was shown, so that these rows are read and locked only once.
  IF v_source IS NULL THEN
    WITH shown AS (
      UPDATE shown_candidate SET
        shown_ms = CASE WHEN p_shown_ms IS NOT NULL THEN coalesce(shown_ms, 0) + least(p_shown_ms[position + 1], v_most_ms) ELSE shown_ms END,
        is_rest = coalesce(p_rest[position + 1], false)
      WHERE project_id = p_project AND assignment_id = p_assignment
      RETURNING image_id, candidate_id, position
    )
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT p_project, image_id, candidate_id, p_rater, p_assignment, p_answers[position + 1] FROM shown;
  ELSE
    WITH shown AS (
      UPDATE shown_candidate SET
        shown_ms = CASE WHEN p_shown_ms IS NOT NULL THEN coalesce(shown_ms, 0) + least(p_shown_ms[position + 1], v_most_ms) ELSE shown_ms END,
        is_rest = coalesce(p_rest[position + 1], false)
      WHERE project_id = p_project AND assignment_id = p_assignment
      RETURNING candidate_id, position
    )
    INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
    SELECT p_project, candidate_id, p_rater, v_source, p_answers[position + 1], now() FROM shown;
  END IF;
  IF v_kind = 'test' THEN PERFORM score_qualification_test(p_project, p_rater); END IF;
  IF v_kind = 'test' OR v_undo IS NULL THEN
    RETURN jsonb_build_object('outcome', 'accepted', 'taskKind', v_kind) || rating_screen(p_project, p_rater, p_seed, p_ahead, p_have, p_holder);
  END IF;
  RETURN screen_of_rater(v_cursor, v_who.project, v_who.rater, v_who.has_pages, p_seed, p_ahead, p_have, p_holder, v_undo, 'accepted', v_kind);
END $$;
