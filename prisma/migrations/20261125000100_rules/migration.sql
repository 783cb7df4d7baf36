-- What the database itself refuses. Errors raised here carry a code of class RA, by which the services know them:
-- RA001 a published release may not change, RA002 this table is only ever added to, RA003 a vote is never edited.

ALTER TABLE app_user ADD CONSTRAINT app_user_email_lower CHECK (email = lower(email));
ALTER TABLE project ADD CONSTRAINT project_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$');
ALTER TABLE project ADD CONSTRAINT project_raters_per_task_range CHECK (raters_per_task BETWEEN 1 AND 100);
ALTER TABLE project ADD CONSTRAINT project_lease_seconds_range CHECK (lease_seconds BETWEEN 1 AND 86400);
ALTER TABLE invite ADD CONSTRAINT invite_use_count_range CHECK (use_count BETWEEN 0 AND max_uses);
ALTER TABLE task ADD CONSTRAINT task_quota_only_on_rating CHECK ((kind = 'rating') = (quota IS NOT NULL));
ALTER TABLE task ADD CONSTRAINT task_quota_kept CHECK (assigned >= 0 AND submitted BETWEEN 0 AND assigned AND (quota IS NULL OR assigned <= quota));
ALTER TABLE assignment ADD CONSTRAINT assignment_skip_has_reason CHECK ((state = 'skipped') = (skip_reason IS NOT NULL));
ALTER TABLE vote ADD CONSTRAINT vote_answer_range CHECK (answer BETWEEN 0 AND 2);
ALTER TABLE golden_answer ADD CONSTRAINT golden_answer_range CHECK (answer BETWEEN 0 AND 2);
ALTER TABLE class ADD CONSTRAINT class_index_range CHECK (class_index >= 0);
ALTER TABLE class_parent ADD CONSTRAINT class_parent_is_another CHECK (child_id <> parent_id);

-- Only classes with an index can be candidates; inner nodes of the hierarchy are there to be read.
CREATE FUNCTION refuse_inner_class() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM new_rows n JOIN class c ON c.project_id = n.project_id AND c.id = n.class_id WHERE c.class_index IS NULL
  ) THEN
    RAISE EXCEPTION 'a candidate must be a labelable class' USING ERRCODE = 'check_violation', CONSTRAINT = 'candidate_class_is_labelable';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER candidate_class_is_labelable AFTER INSERT ON candidate
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_inner_class();

-- The queue: open tasks in order. An index on the flag, not on the counter, so that most increments stay HOT.
CREATE INDEX task_open_idx ON task (project_id, queue_position) WHERE is_open;
ALTER TABLE task SET (fillfactor = 80);
ALTER TABLE candidate SET (fillfactor = 90);
ALTER TABLE rater_cursor SET (fillfactor = 50);
CREATE INDEX assignment_live_idx ON assignment (project_id, rater_id) WHERE state = 'leased';
-- Partial, so that no look-up by task or number can be planned through it: on a table that is still empty all indexes
-- seem alike, and a cached plan over a rater's whole past would get slower with every answer.
CREATE INDEX assignment_submitted_order_idx ON assignment (project_id, rater_id, submitted_order) WHERE submitted_order IS NOT NULL;
CREATE INDEX assignment_expiry_idx ON assignment (lease_expires_at) WHERE state = 'leased';

-- A task's counters follow its assignments, whoever writes them; the check on task then refuses one rater too many. New
-- assignments are counted by statement, because they are loaded in bulk; changes come one at a time.
CREATE FUNCTION count_new_assignments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE task t SET assigned = t.assigned + d.assigned, submitted = t.submitted + d.submitted
  FROM (
    SELECT project_id, task_id, count(*) FILTER (WHERE state IN ('leased', 'submitted'))::int AS assigned,
      count(*) FILTER (WHERE state = 'submitted')::int AS submitted
    FROM new_rows GROUP BY project_id, task_id
  ) d WHERE t.project_id = d.project_id AND t.id = d.task_id;
  RETURN NULL;
END $$;
CREATE TRIGGER assignment_counted_insert AFTER INSERT ON assignment
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_new_assignments();

CREATE FUNCTION count_changed_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_assigned int := -(OLD.state IN ('leased', 'submitted'))::int;
  v_submitted int := -(OLD.state = 'submitted')::int;
BEGIN
  IF TG_OP = 'UPDATE' THEN
    v_assigned := v_assigned + (NEW.state IN ('leased', 'submitted'))::int;
    v_submitted := v_submitted + (NEW.state = 'submitted')::int;
  END IF;
  UPDATE task SET assigned = assigned + v_assigned, submitted = submitted + v_submitted
  WHERE project_id = OLD.project_id AND id = OLD.task_id;
  RETURN NULL;
END $$;
CREATE TRIGGER assignment_counted_update AFTER UPDATE ON assignment
  FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION count_changed_assignment();
CREATE TRIGGER assignment_counted_delete AFTER DELETE ON assignment
  FOR EACH ROW EXECUTE FUNCTION count_changed_assignment();

CREATE FUNCTION refuse_moved_assignment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an assignment keeps its task and its rater' USING ERRCODE = 'RA002';
END $$;
CREATE TRIGGER assignment_stays BEFORE UPDATE OF project_id, id, task_id, rater_id ON assignment
  FOR EACH ROW WHEN (OLD.task_id <> NEW.task_id OR OLD.rater_id <> NEW.rater_id OR OLD.id <> NEW.id OR OLD.project_id <> NEW.project_id)
  EXECUTE FUNCTION refuse_moved_assignment();

-- A candidate's vote counter follows its votes.
CREATE FUNCTION count_votes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    UPDATE candidate c SET vote_count = c.vote_count + d.votes
    FROM (SELECT project_id, candidate_id, count(*)::int AS votes FROM new_rows GROUP BY project_id, candidate_id) d
    WHERE c.project_id = d.project_id AND c.id = d.candidate_id;
  ELSE
    UPDATE candidate c SET vote_count = c.vote_count - d.votes
    FROM (SELECT project_id, candidate_id, count(*)::int AS votes FROM old_rows GROUP BY project_id, candidate_id) d
    WHERE c.project_id = d.project_id AND c.id = d.candidate_id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER vote_counted_insert AFTER INSERT ON vote
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION count_votes();
CREATE TRIGGER vote_counted_delete AFTER DELETE ON vote
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION count_votes();

CREATE FUNCTION refuse_edited_vote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a vote is taken back into vote_history and given anew, never edited' USING ERRCODE = 'RA003';
END $$;
CREATE TRIGGER vote_is_never_edited BEFORE UPDATE ON vote FOR EACH ROW EXECUTE FUNCTION refuse_edited_vote();

-- For tables whose rows are written once.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is only ever added to', TG_TABLE_NAME USING ERRCODE = 'RA002';
END $$;

-- A published release and everything its labels were read from stand still.
CREATE FUNCTION refuse_release_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'release % is published and cannot change', OLD.version USING ERRCODE = 'RA001';
END $$;
CREATE TRIGGER release_stands BEFORE UPDATE OR DELETE ON release
  FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_release_change();

CREATE FUNCTION refuse_released_run_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM (SELECT DISTINCT project_id, run_id FROM changed_rows) c
    JOIN release r ON r.project_id = c.project_id AND r.run_id = c.run_id WHERE r.published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the run of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN NULL;
END $$;
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['score', 'run_image', 'run_label'] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_released_run_change()', name || '_stands_insert', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', name || '_never_edited', name);
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_released_run_change()', name || '_stands_delete', name);
  END LOOP;
END $$;
CREATE FUNCTION refuse_released_run_row_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM release r WHERE r.project_id = OLD.project_id AND r.run_id = OLD.id AND r.published_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the run of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER aggregation_run_stands BEFORE UPDATE OR DELETE ON aggregation_run
  FOR EACH ROW EXECUTE FUNCTION refuse_released_run_row_change();

-- The audit trail and the answers taken back are only ever added to.
CREATE TRIGGER audit_event_stands BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_event_not_truncated BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER vote_history_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_history FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_not_truncated BEFORE TRUNCATE ON release FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
