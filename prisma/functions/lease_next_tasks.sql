-- When a rater may take a task: not while paused, while a text is unread (pause_or_unread_text), while the project is paused
-- or archived, or before training and test are done (rater_qualification_step). Otherwise keeps what the rater holds and
-- leases up to four more, until there are one task and p_ahead more (tasks_ahead). Returns {state, held, step, settings}, where held are the assignments in
-- the order in which they are shown, reopened ones first. State 'rating': there is at least one; 'looking': the rows of one
-- call were used up, and the caller should ask again; 'waiting': others hold what is left, and it may come back, or it is about to be decided whether labels get further votes;
-- 'finished': the whole queue was read and no lock had hidden a row. The other states name the reason why there is none.
-- hasReopened: the first of them is a reopened one. The settings of the planner are those of its callers.
CREATE OR REPLACE FUNCTION lease_next_tasks(p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_cursor rater_cursor;
  v_project project;
  v_rater rater;
  v_lease interval;
  v_qualification jsonb;
  v_gate text;
  v_row record;
  v_held int[] := '{}';
  v_of_step int[];
  v_has_reopened boolean := false;
  v_step jsonb := '{"state": "rating", "kind": "rating", "done": 0, "total": null, "attemptsLeft": null, "lastAttempt": null}';
  v_kind text;
  v_wanted int;
  v_found record;
  v_is_looking boolean := false;
  v_is_swept boolean := false;
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project;
  SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO rater_cursor (project_id, rater_id, order_seed, returned_order)
    VALUES (p_project, p_rater, floor(random_from_seed(p_seed, 'rater') * 2147483647)::int,
      coalesce((SELECT max(returned_order) FROM task WHERE project_id = p_project AND is_open), 0))
    ON CONFLICT DO NOTHING;
    SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  END IF;
  SELECT * INTO v_rater FROM rater WHERE project_id = p_project AND id = p_rater;
  v_lease := make_interval(secs => v_project.lease_seconds);

  FOR v_row IN
    SELECT id, coalesce(page_id, id) AS shown_as, revision, lease_expires_at
    FROM assignment WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased'
    ORDER BY revision > 0 DESC, CASE WHEN revision > 0 THEN leased_at END DESC, leased_at, id
  LOOP
    IF v_row.lease_expires_at < now() + v_lease / 2 THEN
      -- A row that a sweep has locked is as good as taken back.
      PERFORM FROM assignment WHERE project_id = p_project AND id = v_row.id AND state = 'leased' FOR NO KEY UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        v_is_swept := true;
        CONTINUE;
      END IF;
      UPDATE assignment SET lease_expires_at = now() + v_lease WHERE project_id = p_project AND id = v_row.id;
    END IF;
    -- The pictures of a page are leased, and shown, together under its number.
    IF v_row.shown_as <> ALL (v_held) THEN v_held := v_held || v_row.shown_as; END IF;
    v_has_reopened := v_has_reopened OR v_row.revision > 0;
  END LOOP;

  v_gate := pause_or_unread_text(v_rater);
  IF v_gate = 'rater-paused' THEN RETURN jsonb_build_object('state', v_gate, 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings); END IF;
  IF v_held = '{}' AND (v_project.is_paused OR v_project.archived_at IS NOT NULL) THEN
    RETURN jsonb_build_object('state', 'paused', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings);
  END IF;
  IF v_gate IS NOT NULL THEN RETURN jsonb_build_object('state', v_gate, 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings); END IF;

  v_qualification := nullif(v_project.quality -> 'qualification', 'null');
  IF v_qualification IS NOT NULL AND v_rater.kind <> 'simulated' THEN
    v_step := rater_qualification_step(v_rater, v_qualification);
    IF v_step ->> 'kind' <> 'rating' THEN
      -- Leases from before qualification was asked for are not shown; they run out.
      v_of_step := ARRAY(
        SELECT h.id FROM unnest(v_held) WITH ORDINALITY h (id, place)
        WHERE (
          SELECT a.revision > 0 OR (SELECT t.kind::text FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) = v_step ->> 'kind'
          FROM assignment a WHERE a.project_id = p_project AND a.id = h.id
        ) ORDER BY h.place
      );
      v_held := v_of_step;
    END IF;
    IF v_step ->> 'state' <> 'rating' AND NOT (v_step ->> 'state' = 'test-ready' AND v_has_reopened) THEN
      RETURN jsonb_build_object('state', v_step ->> 'state', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings);
    END IF;
  END IF;

  v_kind := v_step ->> 'kind';
  v_wanted := CASE
    WHEN v_project.is_paused OR v_project.archived_at IS NOT NULL OR v_step ->> 'state' <> 'rating' THEN 0
    WHEN v_kind = 'training' THEN 1
    WHEN v_kind = 'test' THEN least(1 + p_ahead, (v_step ->> 'total')::int - (v_step ->> 'done')::int)
    -- At most four new ones a call: what is held ahead grows while the rater works, so that no response gets long.
    ELSE least(cardinality(v_held) + 4, 1 + tasks_ahead(p_project, p_ahead))
  END - cardinality(v_held);
  IF v_wanted > 0 AND v_kind = 'rating' THEN
    v_found := lease_by_mode(v_project, v_cursor, p_seed, v_wanted);
    v_held := v_held || v_found.taken;
    v_is_looking := v_found.is_looking;
  ELSIF v_wanted > 0 THEN
    FOR v_place IN 1 .. v_wanted LOOP
      v_found := find_control_task(p_project, p_rater, v_kind::task_kind, p_seed, true);
      v_is_looking := v_found.is_contended AND v_found.task_id IS NULL;
      EXIT WHEN v_found.task_id IS NULL;
      v_held := v_held || lease_task(p_project, p_rater, v_found.task_id, v_lease,
        floor(random_from_seed(p_seed, 'lease ' || v_place) * 2147483647)::int, false);
    END LOOP;
  END IF;

  IF v_held <> '{}' THEN
    RETURN jsonb_build_object('state', 'rating', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings, 'hasReopened', v_has_reopened);
  END IF;
  -- A task of one's own that is just being taken back may come again.
  IF v_is_looking OR v_is_swept THEN RETURN jsonb_build_object('state', 'looking', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings); END IF;
  IF v_kind = 'test' THEN
    -- The attempt has run out of tasks.
    PERFORM score_qualification_test(p_project, p_rater);
    RETURN lease_next_tasks(p_project, p_rater, p_seed, p_ahead);
  END IF;

  IF EXISTS (
    SELECT FROM assignment l WHERE l.project_id = p_project AND l.state = 'leased' AND l.revision = 0 AND l.rater_id <> p_rater
      AND (SELECT t.quota IS NOT NULL FROM task t WHERE t.project_id = p_project AND t.id = l.task_id)
      AND NOT EXISTS (
        SELECT FROM assignment a WHERE a.project_id = p_project AND a.task_id = l.task_id AND a.rater_id = p_rater AND a.state <> 'expired'
      )
  ) OR is_decision_pending(p_project) THEN RETURN jsonb_build_object('state', 'waiting', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings); END IF;
  -- Somebody gave tasks back after the queue was read here.
  IF (SELECT generation FROM project WHERE id = p_project) <> v_project.generation THEN
    RETURN jsonb_build_object('state', 'looking', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings);
  END IF;
  RETURN jsonb_build_object('state', 'finished', 'held', v_held, 'step', v_step - 'state', 'settings', v_rater.settings);
END $$;
