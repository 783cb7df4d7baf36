-- Leases up to p_count rating tasks in the rater's own order of the queue (queue_window), and maintains the golden
-- share (keep_golden_share). Gives only open tasks that the rater has not had, and about whose candidates the rater was
-- not asked in another task. First come returned tasks that the rater has already passed (returned_tasks). Then it
-- reads the queue in windows from the rater's cursor to the end, and once more from the start. For a single task, it
-- first tries the rest of the group at the cursor, which nearly always has one. The first window is short, because its
-- first row is nearly always free. A call reads about a thousand rows at most; is_looking then tells the caller to ask
-- again, as it does if other raters had locked rows.
CREATE OR REPLACE FUNCTION lease_rating_tasks(
  p_project project, p_cursor rater_cursor, p_seed int, p_count int, OUT taken int[], OUT is_looking boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_lease interval := make_interval(secs => p_project.lease_seconds);
  v_golden_share float := coalesce((p_project.quality ->> 'goldenShare')::float, 0);
  v_cursor rater_cursor := p_cursor;
  v_row record;
  v_given record;
  v_golden record;
  v_task int;
  v_seed int := p_seed;
  v_limit int := 8;
  v_window int;
  v_seen int := 0;
  v_passed_image int;
  v_is_wrapped boolean := coalesce(p_cursor.wrapped_at_generation = p_project.generation, false);
  v_is_done boolean := false;
  v_is_contended boolean := false;
  v_is_walking boolean := false;
  v_is_near boolean := p_count = 1;
  v_has_experiments boolean;
  v_returned bigint;
BEGIN
  taken := '{}';
  is_looking := false;
  IF p_cursor.exhausted_at_generation IS NOT DISTINCT FROM p_project.generation THEN RETURN; END IF;
  SELECT max(t.returned_order), (SELECT true FROM experiment e WHERE e.project_id = p_project.id AND e.state = 'running' LIMIT 1)
  INTO v_returned, v_has_experiments FROM task t
  WHERE t.project_id = p_project.id AND t.is_open AND t.class_id IS NULL AND t.returned_order > p_cursor.returned_order;
  v_is_walking := v_returned IS NULL;
  IF v_golden_share > 0 THEN v_given := count_given_tasks(p_cursor); END IF;
  <<walk>>
  WHILE v_seen < 1000 AND NOT v_is_done LOOP
    v_window := 0;
    FOR v_row IN
      SELECT * FROM returned_tasks(v_cursor, v_returned) WHERE NOT v_is_walking
      UNION ALL SELECT * FROM queue_window(v_cursor, v_limit) WHERE v_is_walking AND NOT v_is_near
      UNION ALL (
        SELECT n.id, n.image_id, v_cursor.queue_position, n.key, (
          SELECT a.state <> 'expired' FROM assignment a
          WHERE a.project_id = p_project.id AND a.task_id = n.id AND a.rater_id = p_cursor.rater_id
        ) IS TRUE
        FROM (
          SELECT t.id, t.image_id, queue_key(v_cursor.order_seed, t.queue_group, t.image_id) AS key FROM task t
          WHERE t.project_id = p_project.id AND t.is_open AND t.class_id IS NULL AND t.queue_position = v_cursor.queue_position
            AND t.queue_group = (
              SELECT l.queue_group FROM task l
              WHERE l.project_id = p_project.id AND l.id = v_cursor.queue_task_id AND l.queue_position = v_cursor.queue_position
            )
          OFFSET 0
        ) n
        WHERE v_is_walking AND v_is_near AND (n.key, n.id) > (v_cursor.queue_key, v_cursor.queue_task_id)
        ORDER BY n.key, n.id LIMIT 8
      )
    LOOP
      v_window := v_window + 1;
      IF NOT v_row.is_mine AND v_row.image_id IS DISTINCT FROM v_passed_image THEN
        PERFORM FROM task WHERE project_id = p_project.id AND id = v_row.task_id AND is_open FOR NO KEY UPDATE SKIP LOCKED;
        IF NOT FOUND THEN
          -- One rater gets all tasks of a picture: if another rater has the first, they have the others too.
          v_passed_image := v_row.image_id;
          v_is_contended := true;
        -- A candidate may be in several tasks over time, but nobody is asked about it twice.
        ELSIF NOT is_candidate_already_asked(p_project.id, p_cursor.rater_id, v_row.task_id) THEN
          LOOP
            v_task := v_row.task_id;
            IF v_golden_share > 0 THEN
              v_golden := keep_golden_share(v_cursor, v_golden_share, v_given.tasks, v_given.golden, v_row.image_id);
              v_task := coalesce(v_golden.task_id, v_row.task_id);
              v_given.tasks := v_given.tasks + 1;
              v_given.golden := v_given.golden + (v_golden.task_id IS NOT NULL)::int;
              IF v_golden.task_id IS NOT NULL THEN v_cursor.golden_out_after := NULL; END IF;
              IF v_golden.is_missed THEN
                v_cursor.golden_missed := v_cursor.golden_missed + 1;
                v_cursor.golden_out_after := coalesce(v_cursor.golden_out_after, v_given.tasks - 1);
              END IF;
            END IF;
            IF cardinality(taken) > 0 THEN
              v_seed := floor(random_from_seed(p_seed, 'lease ' || cardinality(taken)) * 2147483647);
            END IF;
            taken := taken || lease_task(p_project.id, p_cursor.rater_id, v_task, v_lease, v_seed, v_has_experiments);
            v_cursor.last_task_id := v_task;
            EXIT WHEN v_task = v_row.task_id OR cardinality(taken) = p_count;
          END LOOP;
          -- The last task given is a gold question, so the task that it precedes is tried again.
          EXIT walk WHEN v_task <> v_row.task_id;
        END IF;
      END IF;
      IF v_is_walking THEN
        v_cursor.queue_position := v_row.queue_position;
        v_cursor.queue_key := v_row.queue_key;
        v_cursor.queue_task_id := v_row.task_id;
      END IF;
      EXIT walk WHEN cardinality(taken) = p_count;
    END LOOP;
    v_seen := v_seen + v_window;
    IF NOT v_is_walking THEN
      v_is_walking := true;
      v_cursor.returned_order := v_returned;
    ELSIF v_is_near THEN
      v_is_near := false;
    ELSE
      IF v_window < v_limit THEN
        v_is_done := v_is_wrapped;
        v_is_wrapped := true;
        v_cursor.queue_position := 0;
      END IF;
      v_limit := 200;
    END IF;
  END LOOP;

  -- Rows locked by others may still become free, so they are tried again before anyone is told that nothing is left.
  IF cardinality(taken) < p_count THEN
    is_looking := v_is_contended OR NOT v_is_done;
    IF v_is_contended THEN v_cursor.queue_position := 0; END IF;
  END IF;
  UPDATE rater_cursor SET queue_position = v_cursor.queue_position, queue_key = v_cursor.queue_key,
    queue_task_id = v_cursor.queue_task_id, returned_order = v_cursor.returned_order, last_task_id = v_cursor.last_task_id,
    golden_missed = v_cursor.golden_missed, golden_out_after = v_cursor.golden_out_after,
    wrapped_at_generation = CASE WHEN v_is_wrapped AND NOT v_is_contended THEN p_project.generation END,
    exhausted_at_generation = CASE WHEN v_is_done AND NOT v_is_contended AND cardinality(taken) < p_count THEN p_project.generation END
  WHERE project_id = p_project.id AND rater_id = p_cursor.rater_id;
END $$;
