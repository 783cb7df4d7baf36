-- Returns whether this transaction writes the counters of votes and assignments itself: a restored project has them in
-- its archive, and an import counts its votes once (lib/db/data/write-staged-votes.ts).
CREATE OR REPLACE FUNCTION are_vote_counters_given() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT is_project_being_restored() OR coalesce(current_setting('reassess.vote_counters_given', true), '') <> ''
$$;
