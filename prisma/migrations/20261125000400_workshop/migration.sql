-- What the proposal workshop needs beside what there is: where files may be fetched from, what a licence and an example
-- image are, drafts of batches, the golden set with its experts' turns and discussions, and uploads that wait for a job.

-- Hosts that an admin allows the server to fetch images from.
ALTER TABLE project ADD COLUMN fetch_hosts text[] NOT NULL DEFAULT '{}';

ALTER TABLE image ADD COLUMN license text;

ALTER TABLE class ADD COLUMN links text[] NOT NULL DEFAULT '{}';

CREATE TABLE class_example (
  project_id integer NOT NULL,
  class_id integer NOT NULL,
  position smallint NOT NULL CHECK (position >= 0),
  file_name text NOT NULL,
  content_hash text CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  CONSTRAINT class_example_pkey PRIMARY KEY (project_id, class_id, position),
  CONSTRAINT class_example_project_id_class_id_fkey FOREIGN KEY (project_id, class_id)
    REFERENCES class (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX class_example_project_id_content_hash_idx ON class_example (project_id, content_hash);

-- When its predictions last changed, so that what was computed from them is known to be old.
ALTER TABLE model ADD COLUMN changed_at timestamptz(3) NOT NULL DEFAULT now();

-- A draft's choices. A project has one draft at most; what has been launched says why it is as it is, for good.
ALTER TABLE batch
  ADD COLUMN plan jsonb,
  ADD COLUMN changed_at timestamptz(3) NOT NULL DEFAULT now();
CREATE UNIQUE INDEX batch_one_draft_idx ON batch (project_id) WHERE state = 'draft';
CREATE FUNCTION refuse_change_of_launched_batch() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.plan IS DISTINCT FROM OLD.plan OR NEW.reason IS DISTINCT FROM OLD.reason OR NEW.state = 'draft' THEN
    RAISE EXCEPTION 'a launched batch cannot change' USING ERRCODE = 'check_violation', CONSTRAINT = 'batch_launched_is_frozen';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER batch_launched_is_frozen BEFORE UPDATE ON batch FOR EACH ROW
  WHEN (OLD.state <> 'draft') EXECUTE FUNCTION refuse_change_of_launched_batch();

CREATE TABLE golden_draw (
  project_id integer NOT NULL,
  id integer NOT NULL,
  seed integer NOT NULL,
  size integer NOT NULL CHECK (size > 0),
  is_stratified boolean NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT golden_draw_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT golden_draw_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE golden_image (
  project_id integer NOT NULL,
  image_id integer NOT NULL,
  draw_id integer NOT NULL,
  -- Place in the order in which experts see them, from 0.
  position integer NOT NULL,
  CONSTRAINT golden_image_pkey PRIMARY KEY (project_id, image_id),
  CONSTRAINT golden_image_position_key UNIQUE (project_id, position),
  CONSTRAINT golden_image_project_id_draw_id_fkey FOREIGN KEY (project_id, draw_id)
    REFERENCES golden_draw (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT golden_image_project_id_image_id_fkey FOREIGN KEY (project_id, image_id)
    REFERENCES image (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX golden_image_project_id_draw_id_idx ON golden_image (project_id, draw_id);

-- That an expert has answered about all candidates an image had; raised by one each time it is answered anew.
CREATE TABLE golden_visit (
  project_id integer NOT NULL,
  image_id integer NOT NULL,
  rater_id integer NOT NULL,
  revision smallint NOT NULL DEFAULT 0,
  submitted_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT golden_visit_pkey PRIMARY KEY (project_id, image_id, rater_id),
  CONSTRAINT golden_visit_project_id_image_id_fkey FOREIGN KEY (project_id, image_id)
    REFERENCES golden_image (project_id, image_id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT golden_visit_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX golden_visit_project_id_rater_id_idx ON golden_visit (project_id, rater_id);

-- What an expert had answered before answering anew.
CREATE TABLE golden_answer_history (
  project_id integer NOT NULL,
  candidate_id integer NOT NULL,
  rater_id integer NOT NULL,
  revision smallint NOT NULL,
  answer smallint NOT NULL CHECK (answer BETWEEN 0 AND 2),
  answered_at timestamptz(3),
  replaced_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT golden_answer_history_pkey PRIMARY KEY (project_id, candidate_id, rater_id, revision),
  CONSTRAINT golden_answer_history_project_id_candidate_id_fkey FOREIGN KEY (project_id, candidate_id)
    REFERENCES candidate (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT golden_answer_history_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX golden_answer_history_project_id_rater_id_idx ON golden_answer_history (project_id, rater_id);

-- What experts say to each other about a candidate. The newest conclusion stands; nothing said is ever edited.
CREATE TABLE golden_note (
  project_id integer NOT NULL,
  id integer NOT NULL,
  candidate_id integer NOT NULL,
  user_id uuid,
  -- The author's name as it was then.
  author text NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 4000),
  -- 0 no, 2 yes; null for a remark. 1 takes an earlier conclusion back: the question is open again.
  conclusion smallint CHECK (conclusion BETWEEN 0 AND 2),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT golden_note_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT golden_note_project_id_candidate_id_fkey FOREIGN KEY (project_id, candidate_id)
    REFERENCES candidate (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX golden_note_project_id_candidate_id_idx ON golden_note (project_id, candidate_id);
CREATE TRIGGER golden_note_never_edited BEFORE UPDATE ON golden_note
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Files that a browser has sent and that a job will read; the bytes lie under DATA_DIR.
CREATE TABLE upload (
  project_id integer NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  user_id uuid,
  file_count integer NOT NULL DEFAULT 0,
  byte_size bigint NOT NULL DEFAULT 0,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT upload_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT upload_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- What the rater's screen shows, as before, now with the photograph's licence: its credit is shown wherever it is shown.
CREATE OR REPLACE FUNCTION assignment_payload(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment; v_image image;
BEGIN
  -- A row at a time by its key: a join of these, planned on empty tables, may begin at all assignments of the project.
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT * INTO v_image FROM image
  WHERE project_id = p_project AND id = (SELECT image_id FROM task WHERE project_id = p_project AND id = v_assignment.task_id);
  RETURN jsonb_build_object(
    'assignmentId', v_assignment.id,
    'revision', v_assignment.revision,
    'leaseExpiresAt', to_char(v_assignment.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_image.content_hash, 'width', v_image.width, 'height', v_image.height,
      'credit', v_image.credit, 'creditUrl', v_image.credit_url, 'license', v_image.license),
    'candidates', (
      SELECT jsonb_agg(jsonb_build_object('name', cl.name, 'otherNames', to_jsonb(coalesce(cl.other_names, '{}')), 'gloss', cl.gloss,
        'wikipediaUrl', cl.wikipedia_url, 'path', to_jsonb(coalesce(cl.path, '{}'))) ORDER BY s.position)
      FROM shown_candidate s
      JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
      JOIN class cl ON cl.project_id = c.project_id AND cl.id = c.class_id
      WHERE s.project_id = p_project AND s.assignment_id = p_assignment
    ),
    'previousAnswers', CASE WHEN v_assignment.revision > 0 THEN (
      SELECT jsonb_agg(h.answer ORDER BY s.position)
      FROM vote_history h
      JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
      WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_assignment.revision - 1
    ) END
  );
END $$;
