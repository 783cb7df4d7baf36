-- Up to p_count open tasks of a class that this rater can be given, their rows locked; is_contended says that others had rows
-- locked. Reads the class from a position that follows from the seed on, in windows, and shuffles each, so that every rater
-- gets other pictures together and a class of any size costs the same. At most a thousand rows are looked at: is_cut then
-- says that the class may have more.
CREATE OR REPLACE FUNCTION pick_grid_tasks(
  p_project int, p_rater int, p_class int, p_without int[], p_count int, p_seed int, OUT taken int[], OUT is_cut boolean, OUT is_contended boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_first bigint; v_last bigint; v_from bigint; v_position bigint;
  v_row record;
  v_window int;
  v_seen int := 0;
  v_is_wrapped boolean := false;
BEGIN
  taken := '{}';
  is_cut := false;
  is_contended := false;
  SELECT queue_position INTO v_first FROM task WHERE project_id = p_project AND is_open AND class_id = p_class ORDER BY queue_position LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT queue_position INTO v_last FROM task WHERE project_id = p_project AND is_open AND class_id = p_class ORDER BY queue_position DESC LIMIT 1;
  v_from := v_first + floor(random_from_seed(p_seed, 'start ' || p_class) * (v_last - v_first + 1))::bigint;
  v_position := v_from - 1;
  LOOP
    v_window := 0;
    FOR v_row IN
      SELECT w.id, w.queue_position, (
        SELECT a.state <> 'expired' FROM assignment a
        WHERE a.project_id = p_project AND a.task_id = w.id AND a.rater_id = p_rater
      ) IS TRUE AS is_mine
      FROM (
        SELECT id, queue_position FROM task
        WHERE project_id = p_project AND is_open AND class_id = p_class AND queue_position > v_position
          AND (NOT v_is_wrapped OR queue_position < v_from)
        ORDER BY queue_position LIMIT 100
      ) w ORDER BY md5(p_seed || ':' || w.id)
    LOOP
      v_window := v_window + 1;
      v_last := greatest(v_last, v_row.queue_position);
      CONTINUE WHEN v_row.is_mine OR cardinality(taken) = p_count OR v_row.id = ANY (p_without);
      IF take_grid_task(p_project, p_rater, v_row.id) THEN
        taken := taken || v_row.id;
      ELSIF NOT is_candidate_already_asked(p_project, p_rater, v_row.id) THEN
        is_contended := true;
      END IF;
    END LOOP;
    v_seen := v_seen + v_window;
    EXIT WHEN cardinality(taken) = p_count;
    IF v_window < 100 THEN
      EXIT WHEN v_is_wrapped;
      v_is_wrapped := true;
      v_position := v_first - 1;
    ELSE
      SELECT max(w.queue_position) INTO v_position FROM (
        SELECT queue_position FROM task
        WHERE project_id = p_project AND is_open AND class_id = p_class AND queue_position > v_position
          AND (NOT v_is_wrapped OR queue_position < v_from)
        ORDER BY queue_position LIMIT 100
      ) w;
    END IF;
    IF v_seen >= 1000 THEN
      is_cut := true;
      EXIT;
    END IF;
  END LOOP;
END $$;
