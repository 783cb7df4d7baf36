-- What the rater's seat keeps beside what there is: texts that raters read or agree to, how closely a task was looked
-- at, flags on images, qualification and alerts, experiments, and where raters come from.

-- Guidelines and consent: every wording there was, and which of them a rater has read or agreed to.
CREATE TYPE document_kind AS ENUM ('guidelines', 'consent');
CREATE TABLE document_version (
  project_id integer NOT NULL,
  kind document_kind NOT NULL,
  version integer NOT NULL CHECK (version > 0),
  -- Markdown. Empty: from here on there is no such text.
  text text NOT NULL CHECK (length(text) <= 20000),
  -- Null: the command line on the machine itself.
  user_id uuid,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT document_version_pkey PRIMARY KEY (project_id, kind, version),
  CONSTRAINT document_version_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE
);
-- The guidelines there were become the first wording.
INSERT INTO document_version (project_id, kind, version, text)
  SELECT id, 'guidelines', 1, left(btrim(guidelines, E' \t\r\n'), 20000) FROM project WHERE guidelines ~ '\S';
ALTER TABLE project DROP COLUMN guidelines;
CREATE TRIGGER document_version_never_edited BEFORE UPDATE ON document_version
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE document_reading (
  project_id integer NOT NULL,
  rater_id integer NOT NULL,
  kind document_kind NOT NULL,
  version integer NOT NULL,
  read_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT document_reading_pkey PRIMARY KEY (project_id, rater_id, kind, version),
  CONSTRAINT document_reading_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT document_reading_project_id_kind_version_fkey FOREIGN KEY (project_id, kind, version)
    REFERENCES document_version (project_id, kind, version) ON UPDATE CASCADE ON DELETE CASCADE
);

-- What raters are told about one class beside its gloss.
ALTER TABLE class ADD COLUMN note text CHECK (length(note) BETWEEN 1 AND 2000);

-- The rater's own choices (keys, language), and whether they may go on and count.
ALTER TABLE rater
  ADD COLUMN settings jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN paused_at timestamptz(3),
  ADD COLUMN qualified_at timestamptz(3),
  ADD COLUMN disqualified_at timestamptz(3),
  ADD COLUMN is_left_out boolean NOT NULL DEFAULT false;

-- How raters are qualified, how often a golden task is hidden in the stream, and the rules that watch them.
ALTER TABLE project ADD COLUMN quality jsonb NOT NULL DEFAULT '{}';

-- A test is answered on tasks of a kind of its own; hidden ones in the stream are of the kind golden.
ALTER TYPE task_kind ADD VALUE 'test';
ALTER TYPE golden_source ADD VALUE 'training';
-- In tasks of golden, training and test: whether the label holds, as the experts said when it was last looked up.
ALTER TABLE task_candidate ADD COLUMN holds boolean;

CREATE TYPE golden_use AS ENUM ('hidden', 'training', 'test');
ALTER TABLE golden_image ADD COLUMN use golden_use NOT NULL DEFAULT 'hidden';
-- Why a label of a training image holds or not, as raters in training read it.
CREATE TABLE golden_explanation (
  project_id integer NOT NULL,
  candidate_id integer NOT NULL,
  text text NOT NULL CHECK (length(text) BETWEEN 1 AND 2000),
  CONSTRAINT golden_explanation_pkey PRIMARY KEY (project_id, candidate_id),
  CONSTRAINT golden_explanation_project_id_candidate_id_fkey FOREIGN KEY (project_id, candidate_id)
    REFERENCES candidate (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);

CREATE TABLE qualification_attempt (
  project_id integer NOT NULL,
  rater_id integer NOT NULL,
  attempt smallint NOT NULL CHECK (attempt > 0),
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3),
  -- Answers on candidates whose truth is known, and how many of them were right; a maybe counts half.
  answer_count integer NOT NULL DEFAULT 0,
  right_count real NOT NULL DEFAULT 0,
  has_passed boolean,
  CONSTRAINT qualification_attempt_pkey PRIMARY KEY (project_id, rater_id, attempt),
  CONSTRAINT qualification_attempt_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);

-- That a rule spoke about a rater, with the rule and the figures as they were then.
CREATE TABLE quality_alert (
  project_id integer NOT NULL,
  id integer NOT NULL,
  rater_id integer NOT NULL,
  rule jsonb NOT NULL,
  figures jsonb NOT NULL,
  has_paused boolean NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  settled_at timestamptz(3),
  settled_by uuid,
  CONSTRAINT quality_alert_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT quality_alert_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX quality_alert_project_id_rater_id_idx ON quality_alert (project_id, rater_id);

-- What is tried on raters at random, one condition an assignment.
CREATE TYPE experiment_factor AS ENUM ('order', 'candidates', 'examples');
CREATE TYPE experiment_state AS ENUM ('draft', 'running', 'stopped');
CREATE TABLE experiment (
  project_id integer NOT NULL,
  id integer NOT NULL,
  name text NOT NULL,
  factor experiment_factor NOT NULL,
  -- The conditions, each as likely as the others: order ["random", "likely-first"], candidates [8, 4], examples [true, false].
  arms jsonb NOT NULL,
  state experiment_state NOT NULL DEFAULT 'draft',
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3),
  stopped_at timestamptz(3),
  CONSTRAINT experiment_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT experiment_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE
);
-- Two experiments on one factor at once could not be told apart.
CREATE UNIQUE INDEX experiment_one_running_idx ON experiment (project_id, factor) WHERE state = 'running';

ALTER TABLE assignment
  -- How long the page was visible and the rater active, in milliseconds; duration_ms is by the clock on the wall.
  ADD COLUMN active_ms integer CHECK (active_ms >= 0),
  -- The condition of each experiment that ran, by its number.
  ADD COLUMN conditions jsonb,
  -- When another place was opened in its stead, its rater being left out.
  ADD COLUMN replaced_at timestamptz(3);

-- Answered by "the rest are no", which is not the same as having read each.
ALTER TABLE shown_candidate ADD COLUMN is_rest boolean NOT NULL DEFAULT false;

-- What a rater says of an image apart from the answers.
CREATE TABLE image_flag (
  project_id integer NOT NULL,
  image_id integer NOT NULL,
  rater_id integer NOT NULL,
  kinds text[] NOT NULL DEFAULT '{}' CHECK (kinds <@ ARRAY['broken', 'offensive', 'not-safe', 'several-images']),
  comment text CHECK (length(comment) BETWEEN 1 AND 2000),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  settled_at timestamptz(3),
  settled_by uuid,
  CONSTRAINT image_flag_pkey PRIMARY KEY (project_id, image_id, rater_id),
  CONSTRAINT image_flag_project_id_image_id_fkey FOREIGN KEY (project_id, image_id)
    REFERENCES image (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT image_flag_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX image_flag_project_id_rater_id_idx ON image_flag (project_id, rater_id);

-- Where raters come from without an account: a crowd platform or panel, and each of its people's visits.
CREATE TYPE panel_kind AS ENUM ('prolific', 'generic');
CREATE TYPE panel_outcome AS ENUM ('completed', 'failed', 'no-consent', 'nothing-left');
CREATE TABLE panel (
  project_id integer NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  kind panel_kind NOT NULL,
  name text NOT NULL,
  -- Completion codes and addresses by outcome, tasks a visit, whether a signature is asked for.
  settings jsonb NOT NULL,
  is_open boolean NOT NULL DEFAULT true,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT panel_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT panel_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE TABLE panel_visit (
  project_id integer NOT NULL,
  id uuid NOT NULL DEFAULT gen_random_uuid(),
  panel_id uuid NOT NULL,
  rater_id integer NOT NULL,
  -- The platform's numbers of the study and of this visit; null once the person's identity is erased.
  study_key text,
  visit_key text,
  -- The rater's submissions before this visit.
  submitted_before integer NOT NULL DEFAULT 0,
  outcome panel_outcome,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  finished_at timestamptz(3),
  CONSTRAINT panel_visit_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT panel_visit_key UNIQUE (project_id, panel_id, visit_key),
  CONSTRAINT panel_visit_project_id_panel_id_fkey FOREIGN KEY (project_id, panel_id)
    REFERENCES panel (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE,
  CONSTRAINT panel_visit_project_id_rater_id_fkey FOREIGN KEY (project_id, rater_id)
    REFERENCES rater (project_id, id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX panel_visit_project_id_rater_id_idx ON panel_visit (project_id, rater_id);

-- Sign-in by a provider outside (OpenID Connect): an account may have no password.
ALTER TABLE app_user ALTER COLUMN password_hash DROP NOT NULL;
CREATE TABLE account_identity (
  provider text NOT NULL,
  subject text NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT account_identity_pkey PRIMARY KEY (provider, subject),
  CONSTRAINT account_identity_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user (id) ON UPDATE CASCADE ON DELETE CASCADE
);
CREATE INDEX account_identity_user_id_idx ON account_identity (user_id);
