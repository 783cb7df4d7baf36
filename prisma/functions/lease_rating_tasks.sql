-- Leases up to p_count rating tasks, in the order of the queue, and keeps the golden share (draw_golden_task). Only open
-- tasks are given that the rater has not had and whose candidates the rater was not asked about in another task. Reads the
-- queue from the rater's cursor on, in windows; at the end of the queue once more from the start. The first window is
-- short, since its first row is nearly always free. A call looks at about a thousand rows at most: is_looking then says
-- that the caller should ask again, as it does when other raters had rows locked.
CREATE OR REPLACE FUNCTION lease_rating_tasks(
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
        SELECT id, queue_position FROM task WHERE project_id = p_project.id AND is_open AND class_id IS NULL AND queue_position > v_position
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
      CONTINUE WHEN is_candidate_already_asked(p_project.id, p_cursor.rater_id, v_row.id);
      v_is_placed := false;
      WHILE NOT v_is_placed AND cardinality(taken) < p_count LOOP
        IF cardinality(taken) > 0 THEN
          v_seed := floor(random_from_seed(p_seed, 'lease ' || cardinality(taken)) * 2147483647);
        END IF;
        v_golden := NULL;
        IF v_golden_share > 0 THEN
          v_golden := draw_golden_task(p_project.id, p_cursor.rater_id, v_golden_share, v_seed);
        END IF;
        v_is_placed := v_golden IS NULL;
        taken := taken || lease_task(p_project.id, p_cursor.rater_id, coalesce(v_golden, v_row.id), v_lease, v_seed, true);
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
