-- Decides whether a rater may take tasks: not while paused, while a text is unread (pause_or_unread_text), while the
-- project is paused or archived, or before training and test are done (rater_qualification_step). Otherwise keeps what
-- the rater holds and leases up to four more, until there are one task and p_ahead more (tasks_ahead). The parameters
-- are the rows that lock_rater has locked and read. held are the assignments in the order in which they are shown,
-- reopened ones first. has_reopened: the first of them is reopened. State 'rating': there is at least one; 'looking':
-- the rows of one call were used up, and the caller should ask again; 'waiting': others hold what is left and not
-- withdrawn, which may come back, or a decision about further votes is pending; 'finished': the whole queue was read and
-- no lock hid a row. The other states are reasons why there is none. Uses the planner settings of its callers.
-- lib/services/access/rating-session.ts decides afterwards whether the visit of a panel's participant has ended, and
-- then releases the tasks.
CREATE OR REPLACE FUNCTION lease_to_rater(
  p_cursor rater_cursor, p_project project, p_rater rater, p_has_pages boolean, p_seed int, p_ahead int,
  OUT state text, OUT held int[], OUT step jsonb, OUT has_reopened boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_lease interval := make_interval(secs => p_project.lease_seconds);
  v_qualification jsonb := nullif(p_project.quality -> 'qualification', 'null');
  v_step jsonb;
  v_step_state text := 'rating';
  v_gate text;
  v_row record;
  v_kind text;
  v_wanted int;
  v_found record;
  v_is_closed boolean := p_project.is_paused OR p_project.archived_at IS NOT NULL;
  v_is_looking boolean := false;
  v_is_swept boolean := false;
BEGIN
  held := '{}';
  has_reopened := false;
  step := '{"kind": "rating", "done": 0, "total": null, "attemptsLeft": null, "lastAttempt": null}';
  FOR v_row IN
    SELECT a.id, coalesce(a.page_id, a.id) AS shown_as, a.revision, a.lease_expires_at
    FROM assignment a WHERE a.project_id = p_project.id AND a.rater_id = p_rater.id AND a.state = 'leased'
    ORDER BY a.revision > 0 DESC, CASE WHEN a.revision > 0 THEN a.leased_at END DESC, a.leased_at, a.id
  LOOP
    IF p_rater.paused_at IS NULL AND v_row.lease_expires_at < now() + v_lease / 2 THEN
      -- A row locked by expire_leases counts as already taken back.
      PERFORM FROM assignment a WHERE a.project_id = p_project.id AND a.id = v_row.id AND a.state = 'leased' FOR NO KEY UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        v_is_swept := true;
        CONTINUE;
      END IF;
      UPDATE assignment SET lease_expires_at = now() + v_lease WHERE project_id = p_project.id AND id = v_row.id;
    END IF;
    -- The pictures of a page are leased and shown together, under the page's number.
    IF v_row.shown_as <> ALL (held) THEN held := held || v_row.shown_as; END IF;
    has_reopened := has_reopened OR v_row.revision > 0;
  END LOOP;

  IF v_qualification IS NOT NULL AND p_rater.kind <> 'simulated' THEN v_step := rater_qualification_step(p_rater, v_qualification); END IF;
  v_gate := pause_or_unread_text(p_rater);
  -- Nobody has to read a text after failing the test.
  IF v_gate <> 'rater-paused' AND v_step ->> 'state' = 'disqualified' THEN v_gate := NULL; END IF;
  IF v_gate IS DISTINCT FROM 'rater-paused' AND v_step ->> 'state' IS DISTINCT FROM 'disqualified' AND held = '{}' AND v_is_closed THEN
    v_gate := 'paused';
  END IF;
  state := v_gate;
  IF v_gate IS NOT NULL THEN RETURN; END IF;

  IF v_step IS NOT NULL THEN
    v_step_state := v_step ->> 'state';
    step := v_step - 'state';
    IF step ->> 'kind' <> 'rating' THEN
      -- Leases from before the project required qualification are not shown; they expire.
      held := ARRAY(
        SELECT h.id FROM unnest(held) WITH ORDINALITY h (id, ordinal)
        WHERE (
          SELECT a.revision > 0 OR (SELECT t.kind::text FROM task t WHERE t.project_id = p_project.id AND t.id = a.task_id) = step ->> 'kind'
          FROM assignment a WHERE a.project_id = p_project.id AND a.id = h.id
        ) ORDER BY h.ordinal
      );
    END IF;
    state := v_step_state;
    IF v_step_state <> 'rating' AND NOT (v_step_state = 'test-ready' AND has_reopened) THEN RETURN; END IF;
  END IF;

  v_kind := step ->> 'kind';
  v_wanted := CASE
    WHEN v_is_closed OR v_step_state <> 'rating' THEN 0
    WHEN v_kind = 'training' THEN 1
    WHEN v_kind = 'test' THEN least(1 + p_ahead, (step ->> 'total')::int - (step ->> 'done')::int)
    -- At most four new tasks per call: the number held ahead grows while the rater works, so that no response gets
    -- long.
    ELSE least(cardinality(held) + 4, 1 + tasks_ahead(p_project.id, p_ahead))
  END - cardinality(held);
  IF v_wanted > 0 AND v_kind = 'rating' THEN
    IF p_has_pages THEN v_found := lease_by_mode(p_project, p_cursor, p_seed, v_wanted);
    ELSE v_found := lease_rating_tasks(p_project, p_cursor, p_seed, v_wanted);
    END IF;
    held := held || v_found.taken;
    v_is_looking := v_found.is_looking;
  ELSIF v_wanted > 0 THEN
    FOR v_place IN 1 .. v_wanted LOOP
      v_found := find_control_task(p_project.id, p_rater.id, v_kind::task_kind, p_seed, true);
      v_is_looking := v_found.is_contended AND v_found.task_id IS NULL;
      EXIT WHEN v_found.task_id IS NULL;
      held := held || lease_task(p_project.id, p_rater.id, v_found.task_id, v_lease,
        floor(random_from_seed(p_seed, 'lease ' || v_place) * 2147483647)::int, false);
    END LOOP;
  END IF;

  state := 'rating';
  IF held <> '{}' THEN RETURN; END IF;
  -- One of the rater's own tasks that is being taken back may come again.
  state := 'looking';
  IF v_is_looking OR v_is_swept THEN RETURN; END IF;
  IF v_kind = 'test' THEN
    -- The attempt has no tasks left.
    PERFORM score_qualification_test(p_project.id, p_rater.id);
    v_found := lock_rater(p_project.id, p_rater.id, p_seed);
    v_found := lease_to_rater(v_found.cursor, v_found.project, v_found.rater, v_found.has_pages, p_seed, p_ahead);
    state := v_found.state;
    held := v_found.held;
    step := v_found.step;
    has_reopened := v_found.has_reopened;
    RETURN;
  END IF;

  state := 'waiting';
  IF EXISTS (
    SELECT FROM assignment l WHERE l.project_id = p_project.id AND l.state = 'leased' AND l.revision = 0 AND l.rater_id <> p_rater.id
      AND (SELECT t.quota IS NOT NULL AND t.is_launched FROM task t WHERE t.project_id = p_project.id AND t.id = l.task_id)
      AND NOT EXISTS (
        SELECT FROM assignment a
        WHERE a.project_id = p_project.id AND a.task_id = l.task_id AND a.rater_id = p_rater.id AND a.state <> 'expired'
      )
      -- Such as an image of the rater's own test.
      AND NOT is_candidate_already_asked(p_project.id, p_rater.id, l.task_id)
  ) OR is_decision_pending(p_project.id) THEN RETURN; END IF;
  -- If tasks were returned after the queue was read, it must be read again.
  state := CASE WHEN (SELECT task_generation(p) FROM project p WHERE p.id = p_project.id) = p_project.generation THEN 'finished' ELSE 'looking' END;
END $$;
