-- The rater's hot path, now with tasks leased ahead, a way to the first task (texts to read, training, test), golden
-- tasks hidden in the stream, and conditions of experiments. What the first version says of locks and plans still holds:
-- the rater's cursor row is locked first, every look-up is by a key, and every task but the submitted one is locked with
-- SKIP LOCKED, so that no two raters can wait for each other.

DROP FUNCTION submit_and_lease(int, int, int, int, smallint[], int, int[], int);
DROP FUNCTION skip_and_lease(int, int, int, text, text, int);
DROP FUNCTION reopen_assignment(int, int, int, int);
DROP FUNCTION rater_seat(int, int, int);
DROP FUNCTION lease_next(int, int, int);
DROP FUNCTION take_task(int, int, int, interval, int);
DROP FUNCTION take_votes_back(int, int);

-- Tasks of golden, training and test: few, and found by their kind.
CREATE INDEX task_check_idx ON task (project_id, kind, queue_position) WHERE quota IS NULL;

-- A number from 0 up to 1 that follows from the seed and from what it is drawn for.
CREATE FUNCTION seeded_draw(p_seed int, p_what text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ('x' || substr(md5(p_seed || ':' || p_what), 1, 8))::bit(32)::bigint / 4294967296.0;
END $$;

-- Where the answers to a task of this kind are kept: null among the votes, else among the golden answers of this source.
CREATE FUNCTION golden_source_of(p_kind task_kind) RETURNS golden_source LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE p_kind::text WHEN 'golden' THEN 'hidden' WHEN 'test' THEN 'qualification' WHEN 'training' THEN 'training' END;
END $$;

CREATE OR REPLACE FUNCTION assignment_payload(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment; v_image image; v_display jsonb := '{"perScreen": 64, "hasExamples": true}';
BEGIN
  -- A row at a time by its key: a join of these, planned on empty tables, may begin at all assignments of the project.
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT * INTO v_image FROM image
  WHERE project_id = p_project AND id = (SELECT image_id FROM task WHERE project_id = p_project AND id = v_assignment.task_id);
  IF v_assignment.conditions IS NOT NULL THEN
    SELECT v_display || coalesce(jsonb_object_agg(
      CASE e.factor WHEN 'candidates' THEN 'perScreen' ELSE 'hasExamples' END, v_assignment.conditions -> e.id::text
    ), '{}') INTO v_display
    FROM experiment e WHERE e.project_id = p_project AND e.factor <> 'order' AND v_assignment.conditions ? e.id::text;
  END IF;
  RETURN jsonb_build_object(
    'assignmentId', v_assignment.id,
    'revision', v_assignment.revision,
    'leaseExpiresAt', to_char(v_assignment.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_image.content_hash, 'width', v_image.width, 'height', v_image.height,
      'credit', v_image.credit, 'creditUrl', v_image.credit_url, 'license', v_image.license),
    'candidates', (
      SELECT jsonb_agg(jsonb_build_object('name', cl.name, 'otherNames', to_jsonb(coalesce(cl.other_names, '{}')), 'gloss', cl.gloss,
        'wikipediaUrl', cl.wikipedia_url, 'path', to_jsonb(coalesce(cl.path, '{}')), 'note', cl.note) ORDER BY s.position)
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
    ) END,
    'display', v_display
  );
END $$;

-- Gives the rater a place at a task whose row the caller has locked and found free. The order of the candidates and the
-- arm of every running experiment follow from the seed; whoever comes back to a task whose lease had expired sees it in
-- the old order and under the old conditions. Training and test are no place to try things out.
CREATE FUNCTION take_task(p_project int, p_rater int, p_task int, p_lease interval, p_seed int, p_has_conditions boolean)
RETURNS int LANGUAGE plpgsql AS $$
DECLARE v_assignment int; v_experiment record; v_arm jsonb; v_conditions jsonb; v_order text;
BEGIN
  IF p_has_conditions THEN
    FOR v_experiment IN
      SELECT id, factor, arms FROM experiment WHERE project_id = p_project AND state = 'running' ORDER BY id
    LOOP
      v_arm := v_experiment.arms ->
        floor(seeded_draw(p_seed, 'experiment ' || v_experiment.id) * jsonb_array_length(v_experiment.arms))::int;
      v_conditions := coalesce(v_conditions, '{}') || jsonb_build_object(v_experiment.id::text, v_arm);
      IF v_experiment.factor = 'order' THEN v_order := v_arm #>> '{}'; END IF;
    END LOOP;
  END IF;
  -- By the clock, not by the start of the transaction: the rater's calls take turns, so later means later here.
  INSERT INTO assignment (project_id, task_id, rater_id, state, leased_at, lease_expires_at, order_seed, conditions)
  VALUES (p_project, p_task, p_rater, 'leased', clock_timestamp(), now() + p_lease, p_seed, v_conditions)
  ON CONFLICT (project_id, task_id, rater_id) DO UPDATE
    SET state = 'leased', leased_at = clock_timestamp(), lease_expires_at = now() + p_lease
    WHERE assignment.state = 'expired'
  RETURNING id INTO v_assignment;
  IF coalesce(v_order, 'random') = 'random' THEN
    INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
    SELECT p_project, v_assignment, tc.candidate_id, p_rater, t.image_id,
      row_number() OVER (ORDER BY md5(p_seed || ':' || tc.candidate_id)) - 1
    FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
    WHERE tc.project_id = p_project AND tc.task_id = p_task
    ON CONFLICT DO NOTHING;
    RETURN v_assignment;
  END IF;
  INSERT INTO shown_candidate (project_id, assignment_id, candidate_id, rater_id, image_id, position)
  SELECT p_project, v_assignment, tc.candidate_id, p_rater, t.image_id, row_number() OVER (ORDER BY
    CASE v_order WHEN 'likely-first' THEN (
      SELECT -count(*) FROM candidate_model m WHERE m.project_id = p_project AND m.candidate_id = tc.candidate_id
    ) END,
    CASE v_order WHEN 'by-name' THEN (
      SELECT lower(cl.name) FROM class cl WHERE cl.project_id = p_project AND cl.id = (
        SELECT c.class_id FROM candidate c WHERE c.project_id = p_project AND c.id = tc.candidate_id
      )
    ) END,
    md5(p_seed || ':' || tc.candidate_id)) - 1
  FROM task_candidate tc JOIN task t ON t.project_id = tc.project_id AND t.id = tc.task_id
  WHERE tc.project_id = p_project AND tc.task_id = p_task
  ON CONFLICT DO NOTHING;
  RETURN v_assignment;
END $$;

-- The answers that an assignment has now, in the order shown; null when there are none.
CREATE FUNCTION stored_answers(p_project int, p_assignment int, p_source golden_source) RETURNS smallint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_source IS NULL THEN
    RETURN (
      SELECT array_agg(v.answer ORDER BY s.position)
      FROM shown_candidate s
      JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
      WHERE s.project_id = p_project AND s.assignment_id = p_assignment
    );
  END IF;
  RETURN (
    SELECT array_agg(g.answer ORDER BY s.position)
    FROM shown_candidate s
    JOIN golden_answer g ON g.project_id = s.project_id AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id AND g.source = p_source
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment
  );
END $$;

-- The answers that an assignment had at an earlier revision, in the order shown.
CREATE FUNCTION past_answers(p_project int, p_assignment int, p_revision int) RETURNS smallint[] LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT array_agg(h.answer ORDER BY s.position)
    FROM vote_history h
    JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = p_revision
  );
END $$;

-- Deletes an assignment's answers; whoever calls this has them in the history.
CREATE FUNCTION take_answers_back(p_project int, p_assignment int, p_source golden_source) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF p_source IS NULL THEN
    DELETE FROM vote v USING shown_candidate s
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment AND v.project_id = s.project_id AND v.image_id = s.image_id
      AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id;
  ELSE
    DELETE FROM golden_answer g USING shown_candidate s
    WHERE s.project_id = p_project AND s.assignment_id = p_assignment AND g.project_id = s.project_id
      AND g.candidate_id = s.candidate_id AND g.rater_id = s.rater_id AND g.source = p_source;
  END IF;
END $$;

-- A task that has a free place again goes to the end of the queue, where every cursor meets it. Tasks of golden, training
-- and test stand in no queue.
CREATE OR REPLACE FUNCTION requeue_task(p_project int, p_task int) RETURNS void LANGUAGE sql AS $$
  UPDATE task SET queue_position = nextval('task_queue_position_seq')
  WHERE project_id = p_project AND id = p_task AND quota IS NOT NULL;
$$;

-- Whether another task that the rater has, or has answered, holds one of this task's candidates.
CREATE OR REPLACE FUNCTION is_asked_elsewhere(p_project int, p_rater int, p_task int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
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

-- Whether a check task tells nothing of this rater: who answered one of its candidates as an expert knows the truth; and
-- a golden task whose candidates are still asked in an open task would take this rater from that task.
CREATE FUNCTION is_check_spoilt(p_project int, p_rater int, p_task int, p_kind task_kind) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN EXISTS (
    SELECT FROM task_candidate mine WHERE mine.project_id = p_project AND mine.task_id = p_task AND (
      (
        SELECT true FROM golden_answer g
        WHERE g.project_id = p_project AND g.candidate_id = mine.candidate_id AND g.rater_id = p_rater LIMIT 1
      ) OR p_kind = 'golden' AND (
        SELECT true FROM task_candidate other
        WHERE other.project_id = p_project AND other.candidate_id = mine.candidate_id AND other.task_id <> p_task AND (
          SELECT t.is_open FROM task t WHERE t.project_id = p_project AND t.id = other.task_id
        ) LIMIT 1
      )
    )
  ) OR is_asked_elsewhere(p_project, p_rater, p_task);
END $$;

-- The task of a kind without quota that this rater may be given: training in the order it was made, the others in an
-- order that follows from the seed. A golden task that the rater ever had is not given again; one of the others is, when
-- its lease ran out. With p_is_taken its row is locked; rows that others have locked are passed over, which is_contended
-- then says.
CREATE FUNCTION find_check_task(
  p_project int, p_rater int, p_kind task_kind, p_seed int, p_is_taken boolean, OUT task_id int, OUT is_contended boolean
) LANGUAGE plpgsql AS $$
DECLARE v_task int;
BEGIN
  is_contended := false;
  FOR v_task IN
    SELECT t.id FROM task t
    WHERE t.project_id = p_project AND t.kind = p_kind AND t.quota IS NULL AND t.is_launched AND (
      SELECT p_kind = 'golden' OR a.state <> 'expired' FROM assignment a
      WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    ) IS NOT TRUE
    ORDER BY CASE WHEN p_kind <> 'training' THEN md5(p_seed || ':' || t.id) END, t.queue_position
    -- Where nearly all golden tasks are spoilt for a rater, looking on would be felt.
    LIMIT CASE WHEN p_kind = 'golden' THEN 50 END
  LOOP
    CONTINUE WHEN is_check_spoilt(p_project, p_rater, v_task, p_kind);
    IF p_is_taken THEN
      PERFORM FROM task WHERE project_id = p_project AND id = v_task FOR NO KEY UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        is_contended := true;
        CONTINUE;
      END IF;
    END IF;
    task_id := v_task;
    RETURN;
  END LOOP;
END $$;

-- How many tasks of a kind without quota this rater has done (skipped ones too), holds, and has not begun. With p_since,
-- what was leased before counts as neither.
CREATE FUNCTION count_checks(
  p_project int, p_rater int, p_kind task_kind, p_since timestamptz, OUT done int, OUT held int, OUT untouched int
) LANGUAGE plpgsql STABLE AS $$
BEGIN
  SELECT count(*) FILTER (WHERE state IN ('submitted', 'skipped')), count(*) FILTER (WHERE state = 'leased'),
    count(*) FILTER (WHERE state IS NULL)
  INTO done, held, untouched
  FROM (
    SELECT (
      SELECT CASE WHEN a.state = 'expired' THEN NULL WHEN a.leased_at < p_since THEN 'before' ELSE a.state::text END
      FROM assignment a WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    ) AS state
    FROM task t WHERE t.project_id = p_project AND t.kind = p_kind AND t.quota IS NULL AND t.is_launched
    OFFSET 0
  ) mine;
END $$;

-- Counts the running attempt at the test anew and ends it when its tasks are done or none is left. A maybe counts half,
-- and so does every label of a task that was skipped: skipping gains nothing.
CREATE FUNCTION settle_attempt(p_project int, p_rater int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_qualification jsonb;
  v_attempt qualification_attempt;
  v_count record;
  v_task int;
  v_sum record;
  v_answers int := 0;
  v_right real := 0;
  v_is_left boolean;
  v_has_passed boolean;
BEGIN
  SELECT * INTO v_attempt FROM qualification_attempt
  WHERE project_id = p_project AND rater_id = p_rater AND finished_at IS NULL ORDER BY attempt DESC LIMIT 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT nullif(quality -> 'qualification', 'null') INTO v_qualification FROM project WHERE id = p_project;
  FOR v_task IN
    SELECT t.id FROM task t WHERE t.project_id = p_project AND t.kind = 'test' AND t.quota IS NULL AND (
      SELECT a.state IN ('submitted', 'skipped') AND a.leased_at >= v_attempt.started_at FROM assignment a
      WHERE a.project_id = p_project AND a.task_id = t.id AND a.rater_id = p_rater
    )
  LOOP
    SELECT count(*) AS answers, coalesce(sum(CASE WHEN answer IS NULL OR answer = 1 THEN 0.5 WHEN (answer = 2) = holds THEN 1 ELSE 0 END), 0) AS correct
    INTO v_sum
    FROM (
      SELECT tc.holds, (
        SELECT g.answer FROM golden_answer g
        WHERE g.project_id = p_project AND g.candidate_id = tc.candidate_id AND g.rater_id = p_rater AND g.source = 'qualification'
      ) AS answer
      FROM task_candidate tc WHERE tc.project_id = p_project AND tc.task_id = v_task AND tc.holds IS NOT NULL
    ) answered;
    v_answers := v_answers + v_sum.answers;
    v_right := v_right + v_sum.correct;
  END LOOP;
  UPDATE qualification_attempt SET answer_count = v_answers, right_count = v_right
  WHERE project_id = p_project AND rater_id = p_rater AND attempt = v_attempt.attempt;
  IF v_qualification IS NULL THEN RETURN; END IF;

  v_count := count_checks(p_project, p_rater, 'test', v_attempt.started_at);
  IF v_count.held > 0 THEN RETURN; END IF;
  v_is_left := (find_check_task(p_project, p_rater, 'test', 0, false)).task_id IS NOT NULL;
  IF v_count.done < (v_qualification ->> 'testTasks')::int AND v_is_left THEN RETURN; END IF;
  -- An attempt without a single answer says nothing: it is as if there were no test.
  v_has_passed := v_right >= (v_qualification ->> 'passMark')::real * v_answers;
  UPDATE qualification_attempt SET finished_at = now(), has_passed = v_has_passed
  WHERE project_id = p_project AND rater_id = p_rater AND attempt = v_attempt.attempt;
  IF v_has_passed THEN
    UPDATE rater SET qualified_at = now() WHERE project_id = p_project AND id = p_rater;
  ELSIF v_attempt.attempt >= coalesce((v_qualification ->> 'attempts')::int, 2) OR NOT v_is_left THEN
    UPDATE rater SET disqualified_at = now() WHERE project_id = p_project AND id = p_rater;
  END IF;
END $$;

-- What bars the rater's way before any task: 'rater-paused', 'consent', 'guidelines', or nothing. Simulated raters read
-- nothing.
CREATE FUNCTION rater_gate(p_rater rater) RETURNS text LANGUAGE plpgsql STABLE AS $$
BEGIN
  IF p_rater.paused_at IS NOT NULL THEN RETURN 'rater-paused'; END IF;
  IF p_rater.kind = 'simulated' THEN RETURN NULL; END IF;
  -- The length in bytes is known without unpacking the text.
  RETURN (
    SELECT newest.kind FROM (
      SELECT DISTINCT ON (kind) kind, version, octet_length(text) > 0 AS is_in_force FROM document_version
      WHERE project_id = p_rater.project_id ORDER BY kind, version DESC
    ) newest
    WHERE newest.is_in_force AND (
      SELECT true FROM document_reading r
      WHERE r.project_id = p_rater.project_id AND r.rater_id = p_rater.id AND r.kind = newest.kind AND r.version = newest.version
    ) IS NULL
    ORDER BY newest.kind = 'guidelines' LIMIT 1
  );
END $$;

-- Where the rater is on the way to rating, {state, kind, done, total, attemptsLeft, lastAttempt}: 'rating' with the kind
-- of tasks to be given, 'test-ready' or 'disqualified'. A stage without tasks for this rater is passed over.
CREATE FUNCTION rater_stage(p_rater rater, p_qualification jsonb) RETURNS jsonb LANGUAGE plpgsql AS $$
DECLARE
  v_project int := p_rater.project_id;
  v_training int := (p_qualification ->> 'trainingTasks')::int;
  v_test int := (p_qualification ->> 'testTasks')::int;
  v_last qualification_attempt;
  v_running qualification_attempt;
  v_count record;
  v_stage jsonb;
BEGIN
  SELECT * INTO v_last FROM qualification_attempt
  WHERE project_id = v_project AND rater_id = p_rater.id AND finished_at IS NOT NULL ORDER BY attempt DESC LIMIT 1;
  SELECT * INTO v_running FROM qualification_attempt
  WHERE project_id = v_project AND rater_id = p_rater.id AND finished_at IS NULL ORDER BY attempt DESC LIMIT 1;
  v_stage := jsonb_build_object('state', 'rating', 'kind', 'rating', 'done', 0, 'total', NULL,
    'attemptsLeft', CASE WHEN v_test > 0 THEN
      greatest(coalesce((p_qualification ->> 'attempts')::int, 2) - coalesce(v_running.attempt, v_last.attempt, 0), 0) END,
    'lastAttempt', CASE WHEN v_last.attempt IS NOT NULL THEN jsonb_build_object(
      'rightShare', v_last.right_count / greatest(v_last.answer_count, 1),
      'passMark', (p_qualification ->> 'passMark')::float, 'hasPassed', v_last.has_passed) END);
  IF p_rater.disqualified_at IS NOT NULL THEN RETURN v_stage || '{"state": "disqualified", "kind": "test"}'; END IF;
  IF p_rater.qualified_at IS NOT NULL THEN RETURN v_stage; END IF;

  IF v_training > 0 AND v_last.attempt IS NULL AND v_running.attempt IS NULL THEN
    v_count := count_checks(v_project, p_rater.id, 'training', NULL);
    IF v_count.done < v_training
      AND (v_count.held > 0 OR (find_check_task(v_project, p_rater.id, 'training', 0, false)).task_id IS NOT NULL) THEN
      RETURN v_stage || jsonb_build_object('kind', 'training', 'done', v_count.done,
        'total', least(v_training, v_count.done + v_count.held + v_count.untouched));
    END IF;
  END IF;
  IF v_test > 0 THEN
    v_count := count_checks(v_project, p_rater.id, 'test', v_running.started_at);
    IF v_running.attempt IS NOT NULL THEN
      RETURN v_stage || jsonb_build_object('kind', 'test', 'done', v_count.done,
        'total', least(v_test, v_count.done + v_count.held + v_count.untouched));
    END IF;
    IF (v_stage ->> 'attemptsLeft')::int > 0 AND (find_check_task(v_project, p_rater.id, 'test', 0, false)).task_id IS NOT NULL THEN
      RETURN v_stage || jsonb_build_object('state', 'test-ready', 'kind', 'test', 'total', least(v_test, v_count.untouched));
    END IF;
    -- Test tasks are not repeated: who has used them all up cannot be tested again.
    IF v_last.attempt IS NOT NULL OR v_count.done > 0 THEN RETURN v_stage || '{"state": "disqualified", "kind": "test", "attemptsLeft": 0}'; END IF;
  END IF;
  RETURN v_stage;
END $$;

-- Ends a lease. A reopened assignment gets its earlier answers back, since those had been acknowledged; without an end of
-- the lease it can be told apart: the correction may still come. Returns whether a place in the queue is free again, of
-- which the caller tells the others with announce_tasks at its end.
CREATE FUNCTION end_lease(p_project int, p_assignment int) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE v_assignment assignment; v_source golden_source; v_is_queued boolean; v_revision int;
BEGIN
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT golden_source_of(kind), quota IS NOT NULL INTO v_source, v_is_queued FROM task
  WHERE project_id = p_project AND id = v_assignment.task_id;
  IF v_assignment.revision = 0 THEN
    UPDATE assignment SET state = 'expired' WHERE project_id = p_project AND id = p_assignment;
    PERFORM requeue_task(p_project, v_assignment.task_id);
    RETURN v_is_queued;
  END IF;
  v_revision := v_assignment.revision - 1;
  UPDATE assignment SET state = 'submitted', lease_expires_at = NULL WHERE project_id = p_project AND id = p_assignment;
  IF v_source IS NULL THEN
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT s.project_id, s.image_id, s.candidate_id, s.rater_id, s.assignment_id, h.answer
    FROM vote_history h
    JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_revision
    ON CONFLICT DO NOTHING;
  ELSE
    INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
    SELECT h.project_id, h.candidate_id, h.rater_id, v_source, h.answer, h.submitted_at
    FROM vote_history h
    WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_revision
    ON CONFLICT DO NOTHING;
    IF v_source = 'qualification' THEN PERFORM settle_attempt(p_project, v_assignment.rater_id); END IF;
  END IF;
  RETURN false;
END $$;

-- Takes back leases that ran out. One sweep at a time; tasks in the order of their numbers and the projects' rows last,
-- so that a sweep and raters who give leases back seldom meet crosswise.
CREATE OR REPLACE FUNCTION expire_leases(p_limit int) RETURNS int LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v record; v_projects int[] := '{}'; v_count int := 0;
BEGIN
  IF NOT pg_try_advisory_xact_lock(72707370) THEN RETURN 0; END IF;
  FOR v IN
    SELECT * FROM (
      SELECT project_id, id, task_id FROM assignment
      WHERE state = 'leased' AND lease_expires_at < now()
      ORDER BY lease_expires_at LIMIT p_limit FOR UPDATE SKIP LOCKED
    ) ended ORDER BY project_id, task_id
  LOOP
    IF end_lease(v.project_id, v.id) THEN v_projects := v_projects || v.project_id; END IF;
    v_count := v_count + 1;
  END LOOP;
  PERFORM announce_tasks(id) FROM project WHERE id = ANY (v_projects) ORDER BY id;
  RETURN v_count;
END $$;

-- Leases up to p_count tasks from the queue. From the cursor on, a window of open tasks at a time; at the end of the queue
-- once more from the start. The first window is short, since its first row is nearly always free. Where a task is free, a
-- golden one may be leased in its stead, at the project's share; the free one then comes next. is_over: the whole queue
-- was looked at and no lock had hidden anything; is_looking: the rows of one call were used up, or some were locked.
CREATE FUNCTION lease_from_queue(
  p_project project, p_cursor rater_cursor, p_seed int, p_count int, OUT taken int[], OUT is_looking boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_lease interval := make_interval(secs => p_project.lease_seconds);
  v_golden_share float := coalesce((p_project.quality ->> 'goldenShare')::float, 0);
  v_position bigint := p_cursor.queue_position;
  v_row record;
  v_golden int;
  v_seed int := p_seed;
  v_is_placed boolean;
  v_limit int := 8;
  v_window int;
  v_seen int := 0;
  v_is_wrapped boolean := coalesce(p_cursor.wrapped_at_generation = p_project.generation, false);
  v_is_done boolean := false;
  v_is_contended boolean := false;
BEGIN
  taken := '{}';
  is_looking := false;
  IF p_cursor.exhausted_at_generation IS NOT DISTINCT FROM p_project.generation THEN RETURN; END IF;
  <<walk>>
  WHILE v_seen < 1000 AND NOT v_is_done LOOP
    v_window := 0;
    FOR v_row IN
      -- A scalar subquery is one index look-up a row; EXISTS would be planned as a hash of all this rater's assignments.
      SELECT w.id, w.queue_position, (
        SELECT a.state <> 'expired' FROM assignment a
        WHERE a.project_id = p_project.id AND a.task_id = w.id AND a.rater_id = p_cursor.rater_id
      ) IS TRUE AS is_mine
      FROM (
        SELECT id, queue_position FROM task WHERE project_id = p_project.id AND is_open AND queue_position > v_position
        ORDER BY queue_position LIMIT v_limit
      ) w ORDER BY w.queue_position
    LOOP
      v_window := v_window + 1;
      v_position := v_row.queue_position;
      CONTINUE WHEN v_row.is_mine;
      PERFORM FROM task WHERE project_id = p_project.id AND id = v_row.id AND is_open FOR NO KEY UPDATE SKIP LOCKED;
      IF NOT FOUND THEN
        v_is_contended := true;
        CONTINUE;
      END IF;
      -- A candidate may stand in several tasks over time; nobody is asked about one twice.
      CONTINUE WHEN is_asked_elsewhere(p_project.id, p_cursor.rater_id, v_row.id);
      v_is_placed := false;
      WHILE NOT v_is_placed AND cardinality(taken) < p_count LOOP
        IF cardinality(taken) > 0 THEN
          v_seed := floor(seeded_draw(p_seed, 'lease ' || cardinality(taken)) * 2147483647);
        END IF;
        v_golden := NULL;
        IF v_golden_share > 0 AND seeded_draw(v_seed, 'golden') < v_golden_share THEN
          v_golden := (find_check_task(p_project.id, p_cursor.rater_id, 'golden', v_seed, true)).task_id;
        END IF;
        v_is_placed := v_golden IS NULL;
        taken := taken || take_task(p_project.id, p_cursor.rater_id, coalesce(v_golden, v_row.id), v_lease, v_seed, true);
      END LOOP;
      IF NOT v_is_placed THEN v_position := v_row.queue_position - 1; END IF;
      EXIT walk WHEN cardinality(taken) = p_count;
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
  IF cardinality(taken) < p_count THEN
    is_looking := v_is_contended OR NOT v_is_done;
    IF v_is_contended THEN v_position := 0; END IF;
  END IF;
  UPDATE rater_cursor SET queue_position = v_position,
    wrapped_at_generation = CASE WHEN v_is_wrapped AND NOT v_is_contended THEN p_project.generation END,
    exhausted_at_generation = CASE WHEN v_is_done AND NOT v_is_contended AND cardinality(taken) < p_count THEN p_project.generation END
  WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id;
END $$;

-- What the rater holds, topped up to one task and p_ahead more. Returns {state, held, stage, settings}: held are the assignments in
-- the order they come, reopened ones first. 'rating' with at least one of them; 'looking' when the rows of one call were
-- used up and the caller should ask again; 'waiting' when others hold what is left, so that it may come back; 'finished'
-- only after a look at the whole queue that no lock had hidden anything from. The other states say what is in the way.
CREATE FUNCTION lease_next(p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_cursor rater_cursor;
  v_project project;
  v_rater rater;
  v_lease interval;
  v_qualification jsonb;
  v_gate text;
  v_row record;
  v_held int[] := '{}';
  v_of_stage int[];
  v_has_reopened boolean := false;
  v_stage jsonb := '{"state": "rating", "kind": "rating", "done": 0, "total": null, "attemptsLeft": null, "lastAttempt": null}';
  v_kind text;
  v_wanted int;
  v_found record;
  v_is_looking boolean := false;
BEGIN
  SELECT * INTO v_project FROM project WHERE id = p_project;
  SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO rater_cursor (project_id, rater_id) VALUES (p_project, p_rater) ON CONFLICT DO NOTHING;
    SELECT * INTO v_cursor FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  END IF;
  SELECT * INTO v_rater FROM rater WHERE project_id = p_project AND id = p_rater;
  v_lease := make_interval(secs => v_project.lease_seconds);

  FOR v_row IN
    SELECT id, revision, lease_expires_at FROM assignment WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased'
    ORDER BY revision > 0 DESC, CASE WHEN revision > 0 THEN leased_at END DESC, leased_at, id
  LOOP
    IF v_row.lease_expires_at < now() + v_lease / 2 THEN
      -- A row that a sweep has locked is as good as taken back.
      PERFORM FROM assignment WHERE project_id = p_project AND id = v_row.id AND state = 'leased' FOR NO KEY UPDATE SKIP LOCKED;
      CONTINUE WHEN NOT FOUND;
      UPDATE assignment SET lease_expires_at = now() + v_lease WHERE project_id = p_project AND id = v_row.id;
    END IF;
    v_held := v_held || v_row.id;
    v_has_reopened := v_has_reopened OR v_row.revision > 0;
  END LOOP;

  v_gate := rater_gate(v_rater);
  IF v_gate = 'rater-paused' THEN RETURN jsonb_build_object('state', v_gate, 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings); END IF;
  IF v_held = '{}' AND (v_project.is_paused OR v_project.archived_at IS NOT NULL) THEN
    RETURN jsonb_build_object('state', 'paused', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings);
  END IF;
  IF v_gate IS NOT NULL THEN RETURN jsonb_build_object('state', v_gate, 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings); END IF;

  v_qualification := nullif(v_project.quality -> 'qualification', 'null');
  IF v_qualification IS NOT NULL AND v_rater.kind <> 'simulated' THEN
    v_stage := rater_stage(v_rater, v_qualification);
    IF v_stage ->> 'kind' <> 'rating' THEN
      -- Leases from before qualification was asked for are not shown; they run out.
      v_of_stage := ARRAY(
        SELECT h.id FROM unnest(v_held) WITH ORDINALITY h (id, place)
        WHERE (
          SELECT a.revision > 0 OR (SELECT t.kind::text FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) = v_stage ->> 'kind'
          FROM assignment a WHERE a.project_id = p_project AND a.id = h.id
        ) ORDER BY h.place
      );
      v_held := v_of_stage;
    END IF;
    IF v_stage ->> 'state' <> 'rating' AND NOT (v_stage ->> 'state' = 'test-ready' AND v_has_reopened) THEN
      RETURN jsonb_build_object('state', v_stage ->> 'state', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings);
    END IF;
  END IF;

  v_kind := v_stage ->> 'kind';
  v_wanted := CASE
    WHEN v_project.is_paused OR v_project.archived_at IS NOT NULL OR v_stage ->> 'state' <> 'rating' THEN 0
    WHEN v_kind = 'training' THEN 1
    WHEN v_kind = 'test' THEN least(1 + p_ahead, (v_stage ->> 'total')::int - (v_stage ->> 'done')::int)
    ELSE 1 + p_ahead
  END - cardinality(v_held);
  IF v_wanted > 0 AND v_kind = 'rating' THEN
    v_found := lease_from_queue(v_project, v_cursor, p_seed, v_wanted);
    v_held := v_held || v_found.taken;
    v_is_looking := v_found.is_looking;
  ELSIF v_wanted > 0 THEN
    FOR v_place IN 1 .. v_wanted LOOP
      v_found := find_check_task(p_project, p_rater, v_kind::task_kind, p_seed, true);
      v_is_looking := v_found.is_contended AND v_found.task_id IS NULL;
      EXIT WHEN v_found.task_id IS NULL;
      v_held := v_held || take_task(p_project, p_rater, v_found.task_id, v_lease,
        floor(seeded_draw(p_seed, 'lease ' || v_place) * 2147483647)::int, false);
    END LOOP;
  END IF;

  IF v_held <> '{}' THEN RETURN jsonb_build_object('state', 'rating', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings); END IF;
  IF v_is_looking THEN RETURN jsonb_build_object('state', 'looking', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings); END IF;
  IF v_kind = 'test' THEN
    -- The attempt has run out of tasks.
    PERFORM settle_attempt(p_project, p_rater);
    RETURN lease_next(p_project, p_rater, p_seed, p_ahead);
  END IF;

  IF EXISTS (
    SELECT FROM assignment l WHERE l.project_id = p_project AND l.state = 'leased' AND l.revision = 0 AND l.rater_id <> p_rater
      AND (SELECT t.quota IS NOT NULL FROM task t WHERE t.project_id = p_project AND t.id = l.task_id)
      AND NOT EXISTS (
        SELECT FROM assignment a WHERE a.project_id = p_project AND a.task_id = l.task_id AND a.rater_id = p_rater AND a.state <> 'expired'
      )
  ) THEN RETURN jsonb_build_object('state', 'waiting', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings); END IF;
  RETURN jsonb_build_object('state', 'finished', 'held', v_held, 'stage', v_stage - 'state', 'settings', v_rater.settings);
END $$;

-- Whether a submission can still be taken back: not a test's whose attempt is over.
CREATE FUNCTION is_reopenable(p_project int, p_assignment int) RETURNS boolean LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment;
BEGIN
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  IF (SELECT kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id) <> 'test' THEN RETURN true; END IF;
  RETURN EXISTS (
    SELECT FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = v_assignment.rater_id AND finished_at IS NULL AND started_at <= v_assignment.leased_at
  );
END $$;

-- What the seat shows: lease_next's answer with the payload of the first task held, those of the others that the browser
-- does not have yet, the rater's counts and what Backspace would reopen.
CREATE FUNCTION rater_seat(p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_lease jsonb := lease_next(p_project, p_rater, p_seed, p_ahead);
  v_held jsonb := v_lease -> 'held';
  v_counts record;
  v_id int;
  v_task jsonb;
  v_ahead jsonb := '[]';
BEGIN
  SELECT r.submitted_count, CASE WHEN r.day = (now() AT TIME ZONE 'UTC')::date THEN r.submitted_on_day ELSE 0 END AS today, (
      SELECT a.id FROM assignment a
      WHERE a.project_id = p_project AND a.rater_id = p_rater AND a.submitted_order > r.submitted_count - 2 AND a.state = 'submitted'
      ORDER BY a.submitted_order DESC LIMIT 1
    ) AS undo_id
  INTO v_counts FROM rater_cursor r WHERE r.project_id = p_project AND r.rater_id = p_rater;
  IF v_lease ->> 'state' = 'rating' THEN
    FOR v_place IN 1 .. jsonb_array_length(v_held) - 1 LOOP
      v_id := (v_held ->> v_place)::int;
      IF v_id <> ALL (p_have) THEN v_ahead := v_ahead || assignment_payload(p_project, v_id); END IF;
    END LOOP;
    v_task := assignment_payload(p_project, (v_held ->> 0)::int);
  END IF;
  -- Only where there is a test can it be too late.
  IF v_lease ->> 'state' = 'rater-paused'
    OR v_lease -> 'stage' ->> 'attemptsLeft' IS NOT NULL AND NOT is_reopenable(p_project, v_counts.undo_id) THEN
    v_counts.undo_id := NULL;
  END IF;
  IF v_lease -> 'stage' ->> 'kind' = 'rating' THEN
    v_lease := jsonb_set(v_lease, '{stage,done}', to_jsonb(v_counts.submitted_count));
  END IF;
  RETURN v_lease || jsonb_build_object(
    'task', v_task,
    'ahead', v_ahead,
    'submittedEver', v_counts.submitted_count,
    'submittedToday', v_counts.today,
    'undoAssignmentId', v_counts.undo_id
  );
END $$;

-- Takes the answers of one assignment, in the order shown, and leases what comes next. Idempotent per (assignment,
-- revision). Answers to rating tasks become votes, those to golden, training and test tasks golden answers. Outcomes:
-- 'accepted'; 'repeated' (the same answers had been accepted); 'conflict' (others had, or it was reopened or skipped);
-- 'wrong-count'; 'lease-lost' (the lease ran out and the task is full); 'not-found' (also for another's). Only the first
-- two lease anything, and say the kind of the task, which is for the server alone.
CREATE FUNCTION submit_and_lease(
  p_project int, p_rater int, p_assignment int, p_revision int, p_answers smallint[], p_duration_ms int, p_shown_ms int[], p_seed int,
  p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}', p_active_ms int DEFAULT NULL, p_rest boolean[] DEFAULT NULL
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE
  v_assignment record;
  v_kind task_kind;
  v_source golden_source;
  v_stored smallint[];
  v_shown int;
  v_order int;
  v_is_restored boolean;
  v_today date := (now() AT TIME ZONE 'UTC')::date;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT a.*, (SELECT t.kind FROM task t WHERE t.project_id = p_project AND t.id = a.task_id) AS kind INTO v_assignment
  FROM assignment a WHERE a.project_id = p_project AND a.id = p_assignment AND a.rater_id = p_rater FOR UPDATE OF a;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  v_kind := v_assignment.kind;
  IF v_kind <> 'rating' THEN v_source := golden_source_of(v_kind); END IF;

  IF v_assignment.state IN ('leased', 'submitted') AND p_revision < v_assignment.revision THEN
    v_stored := past_answers(p_project, p_assignment, p_revision);
  ELSIF v_assignment.state = 'submitted' AND p_revision = v_assignment.revision THEN
    v_stored := stored_answers(p_project, p_assignment, v_source);
  END IF;
  IF v_stored = p_answers THEN
    RETURN jsonb_build_object('outcome', 'repeated', 'taskKind', v_kind) || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
  END IF;
  -- Reopened, run out, and given its old answers back: the correction is late but the place was always this rater's.
  v_is_restored := v_assignment.state = 'submitted' AND v_assignment.revision > 0 AND v_assignment.revision = p_revision
    AND v_assignment.lease_expires_at IS NULL AND NOT is_released(p_project, v_assignment.submitted_at)
    AND is_reopenable(p_project, p_assignment);
  IF NOT v_is_restored AND (v_assignment.state IN ('submitted', 'skipped') OR p_revision <> v_assignment.revision) THEN
    RETURN jsonb_build_object('outcome', 'conflict');
  END IF;

  SELECT count(*) INTO v_shown FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment;
  IF v_shown <> cardinality(p_answers) OR v_shown <> cardinality(p_shown_ms) OR v_shown <> cardinality(p_rest) THEN
    RETURN jsonb_build_object('outcome', 'wrong-count', 'expected', v_shown);
  END IF;

  IF v_assignment.state = 'expired' THEN
    PERFORM FROM task WHERE project_id = p_project AND id = v_assignment.task_id AND (is_open OR quota IS NULL AND is_launched)
    FOR NO KEY UPDATE;
    IF NOT FOUND OR is_asked_elsewhere(p_project, p_rater, v_assignment.task_id) THEN
      RETURN jsonb_build_object('outcome', 'lease-lost');
    END IF;
  END IF;

  -- A resubmission keeps its place among the rater's submissions, so that undo counts as the rater does.
  v_order := v_assignment.submitted_order;
  IF v_order IS NULL THEN
    UPDATE rater_cursor SET submitted_count = submitted_count + 1, day = v_today,
      submitted_on_day = CASE WHEN day = v_today THEN submitted_on_day + 1 ELSE 1 END
    WHERE project_id = p_project AND rater_id = p_rater
    RETURNING submitted_count INTO v_order;
  END IF;
  IF v_is_restored THEN PERFORM take_answers_back(p_project, p_assignment, v_source); END IF;
  UPDATE assignment SET state = 'submitted', submitted_at = now(), submitted_order = v_order, duration_ms = p_duration_ms,
    active_ms = CASE WHEN p_active_ms IS NOT NULL THEN coalesce(active_ms, 0) + p_active_ms ELSE active_ms END,
    lease_expires_at = coalesce(lease_expires_at, now())
  WHERE project_id = p_project AND id = p_assignment;
  IF v_source IS NULL THEN
    INSERT INTO vote (project_id, image_id, candidate_id, rater_id, assignment_id, answer)
    SELECT project_id, image_id, candidate_id, rater_id, assignment_id, p_answers[position + 1]
    FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment ORDER BY candidate_id;
  ELSE
    INSERT INTO golden_answer (project_id, candidate_id, rater_id, source, answer, answered_at)
    SELECT project_id, candidate_id, rater_id, v_source, p_answers[position + 1], now()
    FROM shown_candidate WHERE project_id = p_project AND assignment_id = p_assignment ORDER BY candidate_id;
  END IF;
  IF p_shown_ms IS NOT NULL OR p_rest IS NOT NULL OR p_revision > 0 THEN
    UPDATE shown_candidate SET
      shown_ms = CASE WHEN p_shown_ms IS NOT NULL THEN coalesce(shown_ms, 0) + p_shown_ms[position + 1] ELSE shown_ms END,
      is_rest = coalesce(p_rest[position + 1], false)
    WHERE project_id = p_project AND assignment_id = p_assignment;
  END IF;
  IF v_kind = 'test' THEN PERFORM settle_attempt(p_project, p_rater); END IF;
  RETURN jsonb_build_object('outcome', 'accepted', 'taskKind', v_kind) || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
END $$;

-- Gives a leased assignment back with a reason. Its task goes to others, to the end of the queue. A reopened assignment
-- cannot be skipped: it has answers that were acknowledged. Outcomes: 'skipped', 'repeated', 'conflict', 'not-found'.
CREATE FUNCTION skip_and_lease(
  p_project int, p_rater int, p_assignment int, p_reason text, p_note text, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}'
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_assignment assignment; v_kind task_kind; v_outcome text := 'skipped';
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  IF v_assignment.state = 'submitted' OR v_assignment.revision > 0 THEN RETURN jsonb_build_object('outcome', 'conflict'); END IF;
  IF v_assignment.state = 'skipped' THEN
    v_outcome := 'repeated';
  ELSE
    UPDATE assignment SET state = 'skipped', skip_reason = p_reason, skip_note = p_note WHERE project_id = p_project AND id = p_assignment;
    SELECT kind INTO v_kind FROM task WHERE project_id = p_project AND id = v_assignment.task_id;
    IF v_kind = 'rating' THEN
      PERFORM requeue_task(p_project, v_assignment.task_id);
      PERFORM announce_tasks(p_project);
    ELSIF v_kind = 'test' THEN
      PERFORM settle_attempt(p_project, p_rater);
    END IF;
  END IF;
  RETURN jsonb_build_object('outcome', v_outcome) || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
END $$;

-- Takes back one of the rater's last two submissions: its place stays taken, its answers move to the history, its
-- revision rises. Outcomes: 'reopened' (also when it is open already), 'too-late', 'released', 'rater-paused', 'not-found'.
CREATE FUNCTION reopen_assignment(
  p_project int, p_rater int, p_assignment int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}'
) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_assignment assignment; v_source golden_source; v_count int; v_lease int;
BEGIN
  SELECT submitted_count INTO v_count FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment AND rater_id = p_rater FOR UPDATE;
  IF NOT FOUND THEN RETURN jsonb_build_object('outcome', 'not-found'); END IF;
  PERFORM FROM rater WHERE project_id = p_project AND id = p_rater AND paused_at IS NOT NULL;
  IF FOUND THEN RETURN jsonb_build_object('outcome', 'rater-paused'); END IF;
  IF v_assignment.state = 'leased' AND v_assignment.revision > 0 THEN
    RETURN jsonb_build_object('outcome', 'reopened') || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
  END IF;
  IF v_assignment.state <> 'submitted' OR v_assignment.submitted_order IS NULL OR v_count - v_assignment.submitted_order >= 2
    OR NOT is_reopenable(p_project, p_assignment) THEN
    RETURN jsonb_build_object('outcome', 'too-late');
  END IF;
  IF is_released(p_project, v_assignment.submitted_at) THEN RETURN jsonb_build_object('outcome', 'released'); END IF;

  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  SELECT golden_source_of(kind) INTO v_source FROM task WHERE project_id = p_project AND id = v_assignment.task_id;
  INSERT INTO vote_history (project_id, assignment_id, revision, candidate_id, rater_id, answer, submitted_at)
  SELECT p_project, p_assignment, v_assignment.revision, s.candidate_id, p_rater, stored.answer, v_assignment.submitted_at
  FROM unnest(stored_answers(p_project, p_assignment, v_source)) WITH ORDINALITY stored (answer, place)
  JOIN shown_candidate s ON s.project_id = p_project AND s.assignment_id = p_assignment AND s.position = stored.place - 1;
  PERFORM take_answers_back(p_project, p_assignment, v_source);
  UPDATE assignment SET state = 'leased', revision = revision + 1, leased_at = clock_timestamp(),
    lease_expires_at = now() + make_interval(secs => v_lease)
  WHERE project_id = p_project AND id = p_assignment;
  IF v_source = 'qualification' THEN PERFORM settle_attempt(p_project, p_rater); END IF;
  RETURN jsonb_build_object('outcome', 'reopened') || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
END $$;

-- Those of the named assignments that the rater holds, with the end of their leases.
CREATE FUNCTION held_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(jsonb_build_object('assignmentId', id,
      'leaseExpiresAt', to_char(lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY id), '[]')
    FROM assignment
    WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased' AND id = ANY (p_assignments)
  );
END $$;

-- Sets the leases of those of the named assignments that the rater still holds to their full time.
CREATE FUNCTION renew_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_lease int; v_id int;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  SELECT lease_seconds INTO v_lease FROM project WHERE id = p_project;
  FOREACH v_id IN ARRAY p_assignments LOOP
    UPDATE assignment SET lease_expires_at = now() + make_interval(secs => v_lease)
    WHERE project_id = p_project AND id = v_id AND rater_id = p_rater AND state = 'leased';
  END LOOP;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;

-- Gives the named assignments back, those that the rater still holds: a task that was not answered yet goes to others, a
-- reopened one gets its answers back.
CREATE FUNCTION release_leases(p_project int, p_rater int, p_assignments int[]) RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_id int; v_is_free boolean := false;
BEGIN
  PERFORM FROM rater_cursor WHERE project_id = p_project AND rater_id = p_rater FOR UPDATE;
  FOR v_id IN
    SELECT id FROM (
      SELECT id, task_id FROM assignment
      WHERE project_id = p_project AND rater_id = p_rater AND state = 'leased' AND id = ANY (p_assignments) FOR UPDATE SKIP LOCKED
    ) given ORDER BY task_id
  LOOP
    v_is_free := end_lease(p_project, v_id) OR v_is_free;
  END LOOP;
  IF v_is_free THEN PERFORM announce_tasks(p_project); END IF;
  RETURN held_leases(p_project, p_rater, p_assignments);
END $$;

-- Begins an attempt at the test. Outcomes: 'started', 'running' (one had been begun), 'not-ready'.
CREATE FUNCTION start_test(p_project int, p_rater int, p_seed int, p_ahead int DEFAULT 0, p_have int[] DEFAULT '{}')
RETURNS jsonb LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v_seat jsonb; v_outcome text := 'not-ready';
BEGIN
  -- Asks for the seat first: it locks the rater's cursor, and knows every reason why there can be no test now.
  v_seat := lease_next(p_project, p_rater, p_seed, 0);
  IF v_seat ->> 'state' = 'test-ready' THEN
    INSERT INTO qualification_attempt (project_id, rater_id, attempt)
    SELECT p_project, p_rater, coalesce(max(attempt), 0) + 1 FROM qualification_attempt
    WHERE project_id = p_project AND rater_id = p_rater;
    v_outcome := 'started';
  ELSIF v_seat -> 'stage' ->> 'kind' = 'test' AND v_seat ->> 'state' = 'rating' THEN
    v_outcome := 'running';
  END IF;
  IF v_outcome = 'not-ready' THEN RETURN jsonb_build_object('outcome', v_outcome); END IF;
  RETURN jsonb_build_object('outcome', v_outcome) || rater_seat(p_project, p_rater, p_seed, p_ahead, p_have);
END $$;

-- Closes batches whose rating tasks all have every answer they want; how many. Not on the way of an answer: a batch of
-- many tasks is looked through until the first that is not finished.
CREATE FUNCTION close_finished_batches() RETURNS int LANGUAGE plpgsql
SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
DECLARE v record; v_count int := 0;
BEGIN
  FOR v IN SELECT project_id, id FROM batch WHERE state = 'open' LOOP
    CONTINUE WHEN EXISTS (
      SELECT FROM task WHERE project_id = v.project_id AND batch_id = v.id AND (kind <> 'rating' OR NOT is_launched OR submitted < quota)
    ) OR NOT EXISTS (SELECT FROM task WHERE project_id = v.project_id AND batch_id = v.id);
    UPDATE batch SET state = 'closed' WHERE project_id = v.project_id AND id = v.id AND state = 'open';
    v_count := v_count + 1;
  END LOOP;
  RETURN v_count;
END $$;

-- A task that wants one rater more opens its batch again. Its places are given out either way: they hang on the task alone.
CREATE FUNCTION reopen_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE batch SET state = 'open' WHERE project_id = NEW.project_id AND id = NEW.batch_id AND state = 'closed';
  RETURN NULL;
END $$;
CREATE TRIGGER task_quota_raised AFTER UPDATE OF quota ON task
  FOR EACH ROW WHEN (NEW.quota > OLD.quota AND NEW.is_open) EXECUTE FUNCTION reopen_batch();
