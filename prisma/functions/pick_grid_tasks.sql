-- Picks and locks up to p_count open tasks of a class that this rater can be given; is_contended says whether others
-- had locked rows. Starts at a number that follows from the seed and shuffles each window, so that every rater gets a
-- different combination of pictures, and a class of any size costs the same. Reads at most a thousand rows; is_partial
-- then says that the class may have more.
CREATE OR REPLACE FUNCTION pick_grid_tasks(
  p_project int, p_rater int, p_class int, p_without int[], p_count int, p_seed int, OUT taken int[], OUT is_partial boolean, OUT is_contended boolean
) LANGUAGE plpgsql AS $$
DECLARE
  v_first int; v_last int; v_from int; v_id int; v_end int;
  v_row record;
  v_window int;
  v_seen int := 0;
  v_is_wrapped boolean := false;
BEGIN
  taken := '{}';
  is_partial := false;
  is_contended := false;
  SELECT id INTO v_first FROM task WHERE project_id = p_project AND is_open AND class_id = p_class ORDER BY id LIMIT 1;
  IF NOT FOUND THEN RETURN; END IF;
  SELECT id INTO v_last FROM task WHERE project_id = p_project AND is_open AND class_id = p_class ORDER BY id DESC LIMIT 1;
  v_from := v_first + floor(random_from_seed(p_seed, 'start ' || p_class) * (v_last - v_first + 1))::int;
  v_id := v_from - 1;
  LOOP
    v_window := 0;
    v_end := v_id;
    FOR v_row IN
      SELECT w.id, (
        SELECT a.state <> 'expired' FROM assignment a
        WHERE a.project_id = p_project AND a.task_id = w.id AND a.rater_id = p_rater
      ) IS TRUE AS is_mine
      FROM (
        SELECT id FROM task
        WHERE project_id = p_project AND is_open AND class_id = p_class AND id > v_id AND (NOT v_is_wrapped OR id < v_from)
        ORDER BY id LIMIT 100
      ) w ORDER BY md5(p_seed || ':' || w.id)
    LOOP
      v_window := v_window + 1;
      v_end := greatest(v_end, v_row.id);
      CONTINUE WHEN v_row.is_mine OR cardinality(taken) = p_count OR v_row.id = ANY (p_without);
      CONTINUE WHEN is_candidate_already_asked(p_project, p_rater, v_row.id);
      -- The earlier check stays valid, because a rater's calls run one after the other. Tasks taken by others are
      -- checked again here.
      PERFORM FROM task WHERE project_id = p_project AND id = v_row.id AND is_open FOR NO KEY UPDATE SKIP LOCKED;
      IF FOUND THEN
        taken := taken || v_row.id;
      ELSE
        is_contended := true;
      END IF;
    END LOOP;
    v_seen := v_seen + v_window;
    v_id := v_end;
    EXIT WHEN cardinality(taken) = p_count;
    IF v_window < 100 THEN
      EXIT WHEN v_is_wrapped;
      v_is_wrapped := true;
      v_id := v_first - 1;
    ELSIF v_seen >= 1000 THEN
      is_partial := true;
      EXIT;
    END IF;
  END LOOP;
END $$;
