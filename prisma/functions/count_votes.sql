-- Keeps a candidate's vote_count equal to its number of votes, except while its project is deleted. Updates candidates
-- in the order of their numbers, so that two raters whose tasks share candidates wait for each other instead of
-- deadlocking.
CREATE OR REPLACE FUNCTION count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF are_vote_counters_given() THEN RETURN NULL; END IF;
  IF TG_OP = 'INSERT' THEN
    UPDATE candidate c SET vote_count = c.vote_count + d.votes
    FROM (SELECT project_id, candidate_id, count(*)::int AS votes FROM new_rows
      GROUP BY project_id, candidate_id ORDER BY project_id, candidate_id) d
    WHERE c.project_id = d.project_id AND c.id = d.candidate_id;
  ELSE
    UPDATE candidate c SET vote_count = c.vote_count - d.votes
    FROM (SELECT project_id, candidate_id, count(*)::int AS votes FROM old_rows
      WHERE NOT is_project_being_deleted(project_id)
      GROUP BY project_id, candidate_id ORDER BY project_id, candidate_id) d
    WHERE c.project_id = d.project_id AND c.id = d.candidate_id;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER vote_counted_insert AFTER INSERT ON vote
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_votes();
CREATE OR REPLACE TRIGGER vote_counted_delete AFTER DELETE ON vote
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_votes();
