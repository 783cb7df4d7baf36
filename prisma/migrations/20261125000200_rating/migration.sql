-- The rater's hot path: submit the answers of one task and lease the next, in one call and one transaction.
-- The lock on the rater's cursor row makes the rater's own tabs take turns. The cursor moves on with the queue, so a
-- call costs the same however many tasks there are and however many of them this rater has behind. Its functions run with
-- sequential scans and hash and merge joins off: plans are cached, and one made while the tables were empty would read
-- all of them for ever after.

-- Makes an account a rater of the project under the next free number; the project's row lock hands the numbers out one
-- at a time. Returns the number it has already when it rated here before.
CREATE FUNCTION join_as_rater(p_project int, p_user uuid) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_rater int;
BEGIN
  PERFORM FROM project WHERE id = p_project FOR NO KEY UPDATE;
  SELECT rater_id INTO v_rater FROM rater_identity WHERE project_id = p_project AND user_id = p_user;
  IF FOUND THEN RETURN v_rater; END IF;
  SELECT coalesce(max(id), 0) + 1 INTO v_rater FROM rater WHERE project_id = p_project;
  INSERT INTO rater (project_id, id, kind) VALUES (p_project, v_rater, 'human');
  INSERT INTO rater_identity (project_id, rater_id, user_id) VALUES (p_project, v_rater, p_user);
  RETURN v_rater;
END $$;

-- What the rater's screen shows. It leaves out class ids, file names, the original label and the proposing models. In
-- plpgsql because the plan of an SQL function is made anew at every call.
CREATE FUNCTION assignment_payload(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment; v_image image;
BEGIN
  -- A row at a time by its key: a join of these, planned on empty tables, may begin at all assignments of the project.
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT * INTO v_image FROM image
  WHERE project_id = p_project AND id = (SELECT image_id FROM task WHERE project_id = p_project AND id = v_assignment.task_id);
  RETURN jsonb_build_object(
    'assignmentId', v_assignment.id,
    'revision', v_assignment.revision,
    'leaseExpiresAt', to_char(v_assignment.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_image.content_hash, 'width', v_image.width, 'height', v_image.height,
      'credit', v_image.credit, 'creditUrl', v_image.credit_url),
    'candidates', (
      SELECT jsonb_agg(jsonb_build_object('name', cl.name, 'otherNames', to_jsonb(coalesce(cl.other_names, '{}')), 'gloss', cl.gloss,
        'wikipediaUrl', cl.wikipedia_url, 'path', to_jsonb(coalesce(cl.path, '{}'))) ORDER BY s.position)
      FROM shown_candidate s
      JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
      JOIN class cl ON cl.project_id = c.project_id AND cl.id = c.class_id
      WHERE s.project_id = p_project AND s.assignment_id = p_assignment
    ),
    'previousAnswers', CASE WHEN v_assignment.revision > 0 THEN (
      SELECT jsonb_agg(h.answer ORDER BY s.position)
      FROM vote_history h
      JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
      WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_assignment.revision - 1
    ) END
  );
END $$;

-- Gives the rater a place at a task whose row the caller has locked and found open. The order of the candidates is
-- drawn from the seed; whoever comes back to a task whose lease had expired sees it in the old order.
CREATE FUNCTION take_task(p_project int, p_rater int, p_task int, p_lease interval, p_seed int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_assignment int;
BEGIN
  INSERT INTO assignment (project_id, task_id, rater_id, state, leased_at, lease_expires_at, order_seed)
  VALUES (p_project, p_task, p_rater, 'leased', now(), now() + p_lease, p_seed)
  ON CONFLICT (project_id, task_id, rater_id) DO UPDATE
    SET state = 'leased', leased_at = now(), lease_expires_at = now() + p_lease
    WHERE assignment.state = 'expired'
  RETURNING id INTO v_assignment;
  INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
  SELECT p_project, v_assignment, tc.candidate_id, p_rater, t.image_id,
    row_number() OVER (ORDER BY md5(p_seed || ':' || tc.candidate_id)) - 1
  FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
  WHERE tc.project_id = p_project AND tc.task_id = p_task
  ON CONFLICT DO NOTHING;
  RETURN v_assignment;
END $$;

-- A task that has a free place again goes to the end of the queue, where every cursor meets it; raters who had nothing
-- left look again.
CREATE FUNCTION requeue_task(p_project int, p_task int) RETURNS void LANGUAGE sql AS $$
  UPDATE task SET queue_position = nextval('task_queue_position_seq') WHERE project_id = p_project AND id = p_task;
$$;
CREATE FUNCTION announce_tasks(p_project int) RETURNS void LANGUAGE sql AS $$
  UPDATE project SET generation = generation + 1 WHERE id = p_project;
$$;

-- Takes back leases that ran out. A reopened assignment that ran out gets its earlier answers back, since those had been
-- acknowledged. One sweep at a time; the projects' rows come last, so that no two of these can wait for each other.
CREATE FUNCTION expire_leases(p_limit int) RETURNS int LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v record; v_projects int[] := '{}'; v_count int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707370) THEN RETURN 0; END IF;
  FOR v IN
    SELECT project_id, id, task_id, rater_id, revision FROM assignment
    WHERE state = 'leased' AND lease_expires_at < now()
    ORDER BY lease_expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
  LOOP
    IF v.revision > 0 THEN
      -- Without an end of the lease it can be told apart: the correction may still come.
      UPDATE assignment SET state = 'submitted', lease_expires_at = NULL WHERE project_id = v.project_id AND id = v.id;
      INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
      SELECT s.project_id, s.image_id, s.candidate_id, s.rater_id, s.assignment_id, h.answer
      FROM vote_history h
      JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
      WHERE h.project_id = v.project_id AND h.assignment_id = v.id AND h.revision = v.revision - 1
      ON CONFLICT DO NOTHING;
    ELSE
      UPDATE assignment SET state = 'expired' WHERE project_id = v.project_id AND id = v.id;
      PERFORM requeue_task(v.project_id, v.task_id);
      v_projects := v_projects || v.project_id;
    END IF;
    v_count := v_count + 1;
  END LOOP;
  PERFORM announce_tasks(id) FROM project WHERE id = ANY (v_projects) ORDER BY id;
  RETURN v_count;
END $$;

-- Whether another task that the rater has, or has answered, holds one of this task's candidates.
CREATE FUNCTION is_asked_elsewhere(p_project int, p_rater int, p_task int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  -- Scalar subqueries are not turned into joins, which a plan made on empty tables would begin at the wrong end.
  RETURN EXISTS (
    SELECT FROM task_candidate mine WHERE mine.project_id = p_project AND mine.task_id = p_task AND (
      SELECT true FROM task_candidate other
      WHERE other.project_id = p_project AND other.candidate_id = mine.candidate_id AND other.task_id <> p_task AND (
        SELECT a.state IN ('leased', 'submitted') FROM assignment a
        WHERE a.project_id = p_project AND a.task_id = other.task_id AND a.rater_id = p_rater
      ) LIMIT 1
    )
  );
END $$;

-- The rater's live lease, or a new one. Returns {state, assignmentId}: 'rating' with an assignment; 'looking' when the
-- rows of one call were used up and the caller should ask again; 'waiting' when others hold what is left, so that it
-- may come back; 'finished' only after a look at the whole queue that no lock had hidden anything from.
CREATE FUNCTION lease_next(p_project int, p_rater int, p_seed int) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_cursor rater_cursor;
  v_project project;
  v_assignment int;
  v_position bigint;
  v_row record;
  v_limit int := 8;
  v_window int;
  v_seen int := 0;
  v_is_wrapped boolean;
  v_is_done boolean := false;
  v_is_contended boolean := false;
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project;
  SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO rater_cursor (project_id, rater_id) VALUES (p_project, p_rater) ON CONFLICT DO NOTHING;
    SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  END IF;

  SELECT id INTO v_assignment FROM assignment WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased'
  ORDER BY (revision > 0) DESC, leased_at DESC LIMIT 1;
  IF FOUND THEN
    -- Looked up by its key and then checked again: a sweep may have taken it back in between.
    UPDATE assignment SET lease_expires_at = now() + make_interval(secs => v_project.lease_seconds)
    WHERE project_id = p_project AND id = v_assignment AND state = 'leased';
    IF FOUND THEN RETURN jsonb_build_object('state', 'rating', 'assignmentId', v_assignment); END IF;
  END IF;
  IF v_project.is_paused OR v_project.archived_at IS NOT NULL THEN RETURN jsonb_build_object('state', 'paused'); END IF;

  IF v_cursor.exhausted_at_generation IS DISTINCT FROM v_project.generation THEN
    -- From the cursor on, a window of open tasks at a time; at the end of the queue once more from the start. The first
    -- window is short, since its first row is nearly always free.
    v_position := v_cursor.queue_position;
    v_is_wrapped := coalesce(v_cursor.wrapped_at_generation = v_project.generation, false);
    WHILE v_seen < 1000 AND NOT v_is_done LOOP
      v_window := 0;
      FOR v_row IN
        -- A scalar subquery is one index look-up a row; EXISTS would be planned as a hash of all this rater's assignments.
        SELECT w.id, w.queue_position, (
          SELECT a.state <> 'expired' FROM assignment a WHERE a.project_id = p_project AND a.task_id = w.id AND a.rater_id = p_rater
        ) IS TRUE AS is_mine
        FROM (
          SELECT id, queue_position FROM task WHERE project_id = p_project AND is_open AND queue_position > v_position
          ORDER BY queue_position LIMIT v_limit
        ) w ORDER BY w.queue_position
      LOOP
        v_window := v_window + 1;
        v_position := v_row.queue_position;
        CONTINUE WHEN v_row.is_mine;
        PERFORM FROM task WHERE project_id = p_project AND id = v_row.id AND is_open FOR NO KEY UPDATE SKIP LOCKED;
        IF FOUND THEN
          -- A candidate may stand in several tasks over time; nobody is asked about one twice.
          CONTINUE WHEN is_asked_elsewhere(p_project, p_rater, v_row.id);
          UPDATE rater_cursor SET queue_position = v_position,
            wrapped_at_generation = CASE WHEN v_is_wrapped AND NOT v_is_contended THEN v_project.generation END
          WHERE project_id = p_project AND rater_id = p_rater;
          RETURN jsonb_build_object('state', 'rating', 'assignmentId',
            take_task(p_project, p_rater, v_row.id, make_interval(secs => v_project.lease_seconds), p_seed));
        END IF;
        v_is_contended := true;
      END LOOP;
      v_seen := v_seen + v_window;
      IF v_window < v_limit THEN
        v_is_done := v_is_wrapped;
        v_is_wrapped := true;
        v_position := 0;
      END IF;
      v_limit := 200;
    END LOOP;

    -- Rows that others had locked may still be free: they are looked at again before anyone reads "nothing left".
    UPDATE rater_cursor SET queue_position = CASE WHEN v_is_contended THEN 0 ELSE v_position END,
      wrapped_at_generation = CASE WHEN v_is_wrapped AND NOT v_is_contended THEN v_project.generation END,
      exhausted_at_generation = CASE WHEN v_is_done AND NOT v_is_contended THEN v_project.generation END
    WHERE project_id = p_project AND rater_id = p_rater;
    IF v_is_contended OR NOT v_is_done THEN RETURN jsonb_build_object('state', 'looking'); END IF;
  END IF;

  IF EXISTS (
    SELECT FROM assignment l WHERE l.project_id = p_project AND l.state = 'leased' AND l.revision = 0 AND l.rater_id <> p_rater AND NOT EXISTS (
      SELECT FROM assignment a WHERE a.project_id = p_project AND a.task_id = l.task_id AND a.rater_id = p_rater AND a.state <> 'expired'
    )
  ) THEN RETURN jsonb_build_object('state', 'waiting'); END IF;
  RETURN jsonb_build_object('state', 'finished');
END $$;

-- What the seat shows: lease_next's answer with the task's payload, the rater's counts and what Backspace would reopen.
CREATE FUNCTION rater_seat(p_project int, p_rater int, p_seed int) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_lease jsonb := lease_next(p_project, p_rater, p_seed);
BEGIN
  RETURN v_lease || (
    SELECT jsonb_build_object(
      'task', CASE WHEN v_lease ? 'assignmentId' THEN assignment_payload(p_project, (v_lease ->> 'assignmentId')::int) END,
      'submittedEver', r.submitted_count,
      'submittedToday', CASE WHEN r.day = (now() AT TIME ZONE 'UTC')::date THEN r.submitted_on_day ELSE 0 END,
      -- A hint for the browser to fetch the next picture early; nothing is leased by it, and it may turn out otherwise.
      'upcomingHash', CASE WHEN v_lease ? 'assignmentId' THEN (
        SELECT i.content_hash FROM (
          SELECT project_id, image_id FROM task WHERE project_id = p_project AND is_open AND queue_position > r.queue_position
          ORDER BY queue_position LIMIT 1
        ) t JOIN image i ON i.project_id = t.project_id AND i.id = t.image_id
      ) END,
      'undoAssignmentId', (
        SELECT a.id FROM assignment a
        WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.submitted_order > r.submitted_count - 2 AND a.state = 'submitted'
        ORDER BY a.submitted_order DESC LIMIT 1
      )
    ) FROM rater_cursor r WHERE r.project_id = p_project AND r.rater_id = p_rater
  );
END $$;

-- Whether a published release holds what was submitted then.
CREATE FUNCTION is_released(p_project int, p_submitted_at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM release r JOIN aggregation_run n ON n.project_id = r.project_id AND n.id = r.run_id
    WHERE r.project_id = p_project AND r.published_at IS NOT NULL AND n.votes_until >= p_submitted_at
  );
END $$;

-- Deletes an assignment's votes; whoever calls this has them in the history.
CREATE FUNCTION take_votes_back(p_project int, p_assignment int) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM vote v USING shown_candidate s
  WHERE s.project_id = p_project AND s.assignment_id = p_assignment AND v.project_id = s.project_id AND v.image_id = s.image_id
    AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id;
END $$;

-- Takes the answers of one assignment, in the order shown, and leases the next. Idempotent per (assignment, revision).
-- Outcomes: 'accepted'; 'repeated' (the same answers had been accepted); 'conflict' (others had, or it was reopened or
-- skipped); 'wrong-count'; 'lease-lost' (the lease ran out and the task is full); 'not-found' (also for another's).
-- Only the first two lease a next task.
CREATE FUNCTION submit_and_lease(
  p_project int, p_rater int, p_assignment int, p_revision int, p_answers smallint[], p_duration_ms int, p_shown_ms int[], p_seed int
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_assignment assignment;
  v_stored smallint[];
  v_shown int;
  v_order int;
  v_is_restored boolean;
  v_today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;

  IF v_assignment.state IN ('leased', 'submitted') AND p_revision < v_assignment.revision THEN
    SELECT array_agg(h.answer ORDER BY s.position) INTO v_stored
    FROM vote_history h
    JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = p_revision;
  ELSIF v_assignment.state = 'submitted' AND p_revision = v_assignment.revision THEN
    SELECT array_agg(v.answer ORDER BY s.position) INTO v_stored
    FROM shown_candidate s
    JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment;
  END IF;
  IF v_stored = p_answers THEN
    RETURN jsonb_build_object('outcome', 'repeated') || rater_seat(p_project, p_rater, p_seed);
  END IF;
  -- Reopened, run out, and given its old answers back: the correction is late but the place was always this rater's.
  v_is_restored := v_assignment.state = 'submitted' AND v_assignment.revision > 0 AND v_assignment.revision = p_revision
    AND v_assignment.lease_expires_at IS NULL AND NOT is_released(p_project, v_assignment.submitted_at);
  IF NOT v_is_restored AND (v_assignment.state IN ('submitted', 'skipped') OR p_revision <> v_assignment.revision) THEN
    RETURN jsonb_build_object('outcome', 'conflict');
  END IF;

  SELECT count(*) INTO v_shown FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment;
  IF v_shown <> cardinality(p_answers) OR (p_shown_ms IS NOT NULL AND cardinality(p_shown_ms) <> v_shown) THEN
    RETURN jsonb_build_object('outcome', 'wrong-count', 'expected', v_shown);
  END IF;

  IF v_assignment.state = 'expired' THEN
    PERFORM FROM task WHERE project_id = p_project AND id = v_assignment.task_id AND is_open FOR NO KEY UPDATE;
    IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'lease-lost'); END IF;
  END IF;

  -- A resubmission keeps its place among the rater's submissions, so that undo counts as the rater does.
  v_order := v_assignment.submitted_order;
  IF v_order IS NULL THEN
    UPDATE rater_cursor SET submitted_count = submitted_count + 1, day = v_today,
      submitted_on_day = CASE WHEN day = v_today THEN submitted_on_day + 1 ELSE 1 END
    WHERE project_id = p_project AND rater_id = p_rater
    RETURNING submitted_count INTO v_order;
  END IF;
  IF v_is_restored THEN PERFORM take_votes_back(p_project, p_assignment); END IF;
  UPDATE assignment SET state = 'submitted', submitted_at = now(), submitted_order = v_order, duration_ms = p_duration_ms,
    lease_expires_at = coalesce(lease_expires_at, now())
  WHERE project_id = p_project AND id = p_assignment;
  INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
  SELECT project_id, image_id, candidate_id, rater_id, assignment_id, p_answers[position + 1]
  FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment ORDER BY candidate_id;
  IF p_shown_ms IS NOT NULL THEN
    UPDATE shown_candidate SET shown_ms = coalesce(shown_ms, 0) + p_shown_ms[position + 1]
    WHERE project_id = p_project AND assignment_id = p_assignment;
  END IF;
  RETURN jsonb_build_object('outcome', 'accepted') || rater_seat(p_project, p_rater, p_seed);
END $$;

-- Gives a leased assignment back with a reason. Its task goes to others, to the end of the queue. A reopened assignment
-- cannot be skipped: it has answers that were acknowledged. Outcomes: 'skipped', 'repeated', 'conflict', 'not-found'.
CREATE FUNCTION skip_and_lease(p_project int, p_rater int, p_assignment int, p_reason text, p_note text, p_seed int)
RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_assignment assignment; v_outcome text := 'skipped';
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  IF v_assignment.state = 'submitted' OR v_assignment.revision > 0 THEN RETURN jsonb_build_object('outcome', 'conflict'); END IF;
  IF v_assignment.state = 'skipped' THEN
    v_outcome := 'repeated';
  ELSE
    UPDATE assignment SET state = 'skipped', skip_reason = p_reason, skip_note = p_note WHERE project_id = p_project AND id = p_assignment;
    PERFORM requeue_task(p_project, v_assignment.task_id);
    PERFORM announce_tasks(p_project);
  END IF;
  RETURN jsonb_build_object('outcome', v_outcome) || rater_seat(p_project, p_rater, p_seed);
END $$;

-- Takes back one of the rater's last two submissions: its place stays taken, its answers move to the history, its
-- revision rises. Outcomes: 'reopened' (also when it is open already), 'too-late', 'released', 'not-found'.
CREATE FUNCTION reopen_assignment(p_project int, p_rater int, p_assignment int, p_seed int) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_assignment assignment; v_count int; v_lease int;
BEGIN
  SELECT submitted_count INTO v_count FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  IF v_assignment.state = 'leased' AND v_assignment.revision > 0 THEN
    RETURN jsonb_build_object('outcome', 'reopened') || rater_seat(p_project, p_rater, p_seed);
  END IF;
  IF v_assignment.state <> 'submitted' OR v_assignment.submitted_order IS NULL OR v_count - v_assignment.submitted_order >= 2 THEN
    RETURN jsonb_build_object('outcome', 'too-late');
  END IF;
  IF is_released(p_project, v_assignment.submitted_at) THEN RETURN jsonb_build_object('outcome', 'released'); END IF;

  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  INSERT INTO vote_history (project_id, assignment_id, revision, candidate_id, rater_id, answer, submitted_at)
  SELECT v.project_id, s.assignment_id, v_assignment.revision, v.candidate_id, v.rater_id, v.answer, v_assignment.submitted_at
  FROM shown_candidate s
  JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
  WHERE s.project_id = p_project AND s.assignment_id = p_assignment;
  PERFORM take_votes_back(p_project, p_assignment);
  UPDATE assignment SET state = 'leased', revision = revision + 1, leased_at = now(), lease_expires_at = now() + make_interval(secs => v_lease)
  WHERE project_id = p_project AND id = p_assignment;
  RETURN jsonb_build_object('outcome', 'reopened') || rater_seat(p_project, p_rater, p_seed);
END $$;
