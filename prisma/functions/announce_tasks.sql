-- Raises the project's generation, which makes raters who found no task left read the queue once more.
CREATE OR REPLACE FUNCTION announce_tasks(p_project int) RETURNS void LANGUAGE sql AS $$
  UPDATE project SET generation = generation + 1 WHERE id = p_project;
$$;
