-- Tells raters who had nothing left that there may be tasks again: they read the queue once more when the project's
-- generation has risen.
CREATE OR REPLACE FUNCTION announce_tasks(p_project int) RETURNS void LANGUAGE sql AS $$
  UPDATE project SET generation = generation + 1 WHERE id = p_project;
$$;
