-- Number of times that tasks of a project were announced or its settings allowed raters to get more. Raters who found no
-- task left need not read the queue again until it changes.
CREATE OR REPLACE FUNCTION task_generation(p_project project) RETURNS int LANGUAGE sql STABLE AS $$
  SELECT p_project.generation + coalesce((SELECT count FROM task_announcement WHERE project_id = p_project.id), 0);
$$;
