-- Raises the project's generation, which makes raters who found no task left read the queue once more. Its row is not
-- the project's, which imports and other long changes lock: raters who skip or return a task would wait for them.
CREATE OR REPLACE FUNCTION announce_tasks(p_project int) RETURNS void LANGUAGE sql AS $$
  INSERT INTO task_announcement AS known (project_id) VALUES (p_project)
  ON CONFLICT (project_id) DO UPDATE SET count = known.count + 1;
$$;
