-- Types, tables, constraints and indexes. What is computed or refused when rows change is in prisma/functions.

CREATE TYPE assignment_state AS ENUM ('leased', 'submitted', 'skipped', 'expired');
CREATE TYPE batch_state AS ENUM ('draft', 'open', 'closed');
CREATE TYPE class_pair_kind AS ENUM ('same', 'low-contains-high', 'high-contains-low', 'apart');
CREATE TYPE document_kind AS ENUM ('guidelines', 'consent');
CREATE TYPE experiment_factor AS ENUM ('order', 'candidates', 'examples');
CREATE TYPE experiment_state AS ENUM ('draft', 'running', 'stopped');
CREATE TYPE golden_source AS ENUM ('expert', 'qualification', 'hidden', 'adjudication', 'training');
CREATE TYPE golden_use AS ENUM ('hidden', 'training', 'test');
CREATE TYPE job_state AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');
CREATE TYPE panel_kind AS ENUM ('prolific', 'generic');
CREATE TYPE panel_outcome AS ENUM ('completed', 'failed', 'no-consent', 'nothing-left');
CREATE TYPE rater_kind AS ENUM ('human', 'simulated', 'imported', 'panel');
CREATE TYPE review_verdict AS ENUM ('wrong', 'missing', 'unclear');
CREATE TYPE role AS ENUM ('admin', 'expert', 'rater');
CREATE TYPE score_kind AS ENUM ('probability', 'logit');
CREATE TYPE task_kind AS ENUM ('rating', 'training', 'golden', 'audit', 'adjudication', 'test');

-- Where a task comes in the queue; one that has a free place again goes to the end.
CREATE SEQUENCE task_queue_position_seq;

CREATE TABLE app_user (
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    email text NOT NULL,
    name text NOT NULL,
    password_hash text,
    token_version integer NOT NULL DEFAULT 0,
    is_owner boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT app_user_email_lower CHECK (email = lower(email)),
    CONSTRAINT app_user_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX app_user_email_key ON app_user (email);

CREATE TABLE setup_token (
    token_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT setup_token_pkey PRIMARY KEY (token_hash)
);

CREATE TABLE project (
    id serial NOT NULL,
    slug text NOT NULL,
    name text NOT NULL,
    description text NOT NULL DEFAULT '',
    raters_per_task integer NOT NULL DEFAULT 5,
    lease_seconds integer NOT NULL DEFAULT 900,
    has_simulated boolean NOT NULL DEFAULT false,
    is_paused boolean NOT NULL DEFAULT false,
    generation integer NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    archived_at timestamptz(3),
    fetch_hosts text[] NOT NULL DEFAULT '{}',
    quality jsonb NOT NULL DEFAULT '{}',
    CONSTRAINT project_lease_seconds_range CHECK (lease_seconds BETWEEN 1 AND 86400),
    CONSTRAINT project_raters_per_task_range CHECK (raters_per_task BETWEEN 1 AND 100),
    CONSTRAINT project_slug_shape CHECK (slug ~ '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$'),
    CONSTRAINT project_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX project_slug_key ON project (slug);

CREATE TABLE membership (
    project_id integer NOT NULL,
    user_id uuid NOT NULL,
    role role NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT membership_pkey PRIMARY KEY (project_id, user_id)
);
CREATE INDEX membership_user_id_idx ON membership (user_id);

CREATE TABLE invite (
    project_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    token_hash text NOT NULL,
    role role NOT NULL,
    note text NOT NULL DEFAULT '',
    max_uses integer NOT NULL,
    use_count integer NOT NULL DEFAULT 0,
    expires_at timestamptz(3) NOT NULL,
    revoked_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT invite_use_count_range CHECK ((use_count >= 0) AND (use_count <= max_uses)),
    CONSTRAINT invite_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX invite_token_hash_key ON invite (token_hash);

CREATE TABLE rater (
    project_id integer NOT NULL,
    id integer NOT NULL,
    kind rater_kind NOT NULL,
    is_expert boolean NOT NULL DEFAULT false,
    external_id text,
    simulation jsonb,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    settings jsonb NOT NULL DEFAULT '{}',
    paused_at timestamptz(3),
    qualified_at timestamptz(3),
    disqualified_at timestamptz(3),
    is_left_out boolean NOT NULL DEFAULT false,
    CONSTRAINT rater_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX rater_external_id_key ON rater (project_id, is_expert, external_id);

CREATE TABLE rater_identity (
    project_id integer NOT NULL,
    rater_id integer NOT NULL,
    user_id uuid,
    platform text,
    platform_key text,
    email text,
    CONSTRAINT rater_identity_pkey PRIMARY KEY (project_id, rater_id)
);
CREATE UNIQUE INDEX rater_identity_platform_key ON rater_identity (project_id, platform, platform_key);
CREATE INDEX rater_identity_user_id_idx ON rater_identity (user_id);
CREATE UNIQUE INDEX rater_identity_user_key ON rater_identity (project_id, user_id);

CREATE TABLE rater_cursor (
    project_id integer NOT NULL,
    rater_id integer NOT NULL,
    queue_position bigint NOT NULL DEFAULT 0,
    exhausted_at_generation integer,
    wrapped_at_generation integer,
    submitted_count integer NOT NULL DEFAULT 0,
    day date NOT NULL DEFAULT CURRENT_DATE,
    submitted_on_day integer NOT NULL DEFAULT 0,
    CONSTRAINT rater_cursor_pkey PRIMARY KEY (project_id, rater_id)
) WITH (fillfactor = 50);

CREATE TABLE class (
    project_id integer NOT NULL,
    id integer NOT NULL,
    class_index integer,
    external_id text,
    name text NOT NULL,
    other_names text[],
    gloss text,
    wikipedia_url text,
    path text[],
    links text[] NOT NULL DEFAULT '{}',
    note text,
    CONSTRAINT class_index_range CHECK (class_index >= 0),
    CONSTRAINT class_note_check CHECK (length(note) BETWEEN 1 AND 2000),
    CONSTRAINT class_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX class_external_id_key ON class (project_id, external_id);
CREATE UNIQUE INDEX class_index_key ON class (project_id, class_index);

CREATE TABLE class_parent (
    project_id integer NOT NULL,
    child_id integer NOT NULL,
    parent_id integer NOT NULL,
    CONSTRAINT class_parent_is_another CHECK (child_id <> parent_id),
    CONSTRAINT class_parent_pkey PRIMARY KEY (project_id, child_id, parent_id)
);
CREATE INDEX class_parent_project_id_parent_id_idx ON class_parent (project_id, parent_id);

CREATE TABLE image (
    project_id integer NOT NULL,
    id integer NOT NULL,
    "position" integer NOT NULL,
    file_name text NOT NULL,
    original_class_id integer,
    content_hash text,
    byte_size integer,
    width integer,
    height integer,
    credit text,
    credit_url text,
    license text,
    CONSTRAINT image_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX image_file_name_key ON image (project_id, file_name);
CREATE UNIQUE INDEX image_position_key ON image (project_id, "position");
CREATE INDEX image_project_id_content_hash_idx ON image (project_id, content_hash);

CREATE TABLE model (
    project_id integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    score_kind score_kind,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    changed_at timestamptz(3) NOT NULL DEFAULT now(),
    is_scored_only boolean NOT NULL DEFAULT false,
    CONSTRAINT model_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX model_name_key ON model (project_id, name);

CREATE TABLE prediction (
    project_id integer NOT NULL,
    model_id integer NOT NULL,
    image_id integer NOT NULL,
    rank smallint NOT NULL,
    class_id integer NOT NULL,
    score real,
    CONSTRAINT prediction_rank_range CHECK (rank >= 0),
    CONSTRAINT prediction_score_is_finite CHECK ((score > '-Infinity'::real) AND (score < 'Infinity'::real)),
    CONSTRAINT prediction_pkey PRIMARY KEY (project_id, model_id, image_id, rank)
);
-- Deleting an image, and looking at one, reads its predictions; replacing a model reads what it proposed.
CREATE INDEX prediction_image_idx ON prediction (project_id, image_id);

CREATE TABLE candidate (
    project_id integer NOT NULL,
    id integer NOT NULL,
    image_id integer NOT NULL,
    class_id integer NOT NULL,
    "position" integer NOT NULL,
    is_original boolean NOT NULL,
    vote_count integer NOT NULL DEFAULT 0,
    CONSTRAINT candidate_pkey PRIMARY KEY (project_id, id)
) WITH (fillfactor = 90);
CREATE UNIQUE INDEX candidate_id_image_key ON candidate (project_id, id, image_id);
CREATE UNIQUE INDEX candidate_image_class_key ON candidate (project_id, image_id, class_id);
CREATE UNIQUE INDEX candidate_position_key ON candidate (project_id, "position");

CREATE TABLE candidate_model (
    project_id integer NOT NULL,
    candidate_id integer NOT NULL,
    model_id integer NOT NULL,
    CONSTRAINT candidate_model_pkey PRIMARY KEY (project_id, candidate_id, model_id)
);
CREATE INDEX candidate_model_model_idx ON candidate_model (project_id, model_id);

CREATE TABLE batch (
    project_id integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    state batch_state NOT NULL,
    reason jsonb,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    launched_at timestamptz(3),
    plan jsonb,
    changed_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT batch_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX batch_one_draft_idx ON batch (project_id) WHERE (state = 'draft');

CREATE TABLE task (
    project_id integer NOT NULL,
    id integer NOT NULL,
    batch_id integer NOT NULL,
    image_id integer NOT NULL,
    kind task_kind NOT NULL,
    queue_position bigint NOT NULL DEFAULT nextval('task_queue_position_seq'),
    quota integer,
    assigned integer NOT NULL DEFAULT 0,
    submitted integer NOT NULL DEFAULT 0,
    is_launched boolean NOT NULL DEFAULT false,
    is_open boolean NOT NULL GENERATED ALWAYS AS ((is_launched AND (kind = 'rating') AND (assigned < quota))) STORED,
    CONSTRAINT task_quota_kept CHECK ((assigned >= 0) AND ((submitted >= 0) AND (submitted <= assigned)) AND ((quota IS NULL) OR (assigned <= quota))),
    CONSTRAINT task_quota_only_on_rating CHECK ((kind = 'rating') = (quota IS NOT NULL)),
    CONSTRAINT task_pkey PRIMARY KEY (project_id, id)
) WITH (fillfactor = 80);
ALTER SEQUENCE task_queue_position_seq OWNED BY task.queue_position;
-- Tasks of golden, training and test: few, and found by their kind.
CREATE INDEX task_check_idx ON task (project_id, kind, queue_position) WHERE (quota IS NULL);
-- The queue: open tasks in order. An index on the flag, not on the counter, so that most increments stay HOT.
CREATE INDEX task_open_idx ON task (project_id, queue_position) WHERE is_open;
CREATE INDEX task_project_id_batch_id_idx ON task (project_id, batch_id);
CREATE INDEX task_project_id_image_id_idx ON task (project_id, image_id);

CREATE TABLE task_candidate (
    project_id integer NOT NULL,
    task_id integer NOT NULL,
    "position" smallint NOT NULL,
    candidate_id integer NOT NULL,
    holds boolean,
    CONSTRAINT task_candidate_pkey PRIMARY KEY (project_id, task_id, "position")
);
CREATE UNIQUE INDEX task_candidate_key ON task_candidate (project_id, task_id, candidate_id);
CREATE INDEX task_candidate_project_id_candidate_id_idx ON task_candidate (project_id, candidate_id);

CREATE TABLE assignment (
    project_id integer NOT NULL,
    id serial NOT NULL,
    task_id integer NOT NULL,
    rater_id integer NOT NULL,
    state assignment_state NOT NULL,
    revision smallint NOT NULL DEFAULT 0,
    leased_at timestamptz(3),
    lease_expires_at timestamptz(3),
    submitted_at timestamptz(3),
    submitted_order integer,
    skip_reason text,
    skip_note text,
    order_seed integer,
    duration_ms integer,
    active_ms integer,
    conditions jsonb,
    replaced_at timestamptz(3),
    CONSTRAINT assignment_active_ms_check CHECK (active_ms >= 0),
    CONSTRAINT assignment_skip_has_reason CHECK ((state = 'skipped') = (skip_reason IS NOT NULL)),
    CONSTRAINT assignment_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX assignment_expiry_idx ON assignment (lease_expires_at) WHERE (state = 'leased');
CREATE UNIQUE INDEX assignment_id_rater_key ON assignment (project_id, id, rater_id);
-- A rater's imported turns, which have no order. Partial for the reason given at assignment_submitted_order_idx, which has
-- the others: nothing on the rater's hot path can be planned through it, and none of its writes touch it.
CREATE INDEX assignment_imported_idx ON assignment (project_id, rater_id) WHERE ((submitted_order IS NULL) AND (state = 'submitted'));
CREATE INDEX assignment_live_idx ON assignment (project_id, rater_id) WHERE (state = 'leased');
-- Why raters skip, counted without reading assignments that were answered.
CREATE INDEX assignment_skipped_idx ON assignment (project_id, skip_reason, task_id) WHERE (state = 'skipped');
-- Partial, so that no look-up by task or number can be planned through it: on a table that is still empty all indexes
-- seem alike, and a cached plan over a rater's whole past would get slower with every answer.
CREATE INDEX assignment_submitted_order_idx ON assignment (project_id, rater_id, submitted_order) WHERE (submitted_order IS NOT NULL);
CREATE UNIQUE INDEX assignment_task_rater_key ON assignment (project_id, task_id, rater_id);

CREATE TABLE shown_candidate (
    project_id integer NOT NULL,
    assignment_id integer NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    image_id integer NOT NULL,
    "position" smallint,
    shown_ms integer,
    is_rest boolean NOT NULL DEFAULT false,
    CONSTRAINT shown_candidate_pkey PRIMARY KEY (project_id, assignment_id, candidate_id, rater_id, image_id)
);

CREATE TABLE vote (
    project_id integer NOT NULL,
    image_id integer NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    assignment_id integer NOT NULL,
    answer smallint NOT NULL,
    CONSTRAINT vote_answer_range CHECK (answer BETWEEN 0 AND 2),
    CONSTRAINT vote_pkey PRIMARY KEY (project_id, image_id, candidate_id, rater_id)
) PARTITION BY HASH (image_id);
CREATE TABLE vote_p0 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE vote_p1 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE vote_p2 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE vote_p3 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE vote_p4 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE vote_p5 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE vote_p6 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE vote_p7 PARTITION OF vote FOR VALUES WITH (MODULUS 8, REMAINDER 7);

CREATE TABLE vote_history (
    project_id integer NOT NULL,
    assignment_id integer NOT NULL,
    revision smallint NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    answer smallint NOT NULL,
    submitted_at timestamptz(3) NOT NULL,
    reopened_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT vote_history_pkey PRIMARY KEY (project_id, assignment_id, revision, candidate_id)
);

CREATE TABLE golden_answer (
    project_id integer NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    source golden_source NOT NULL,
    answer smallint NOT NULL,
    answered_at timestamptz(3),
    CONSTRAINT golden_answer_range CHECK (answer BETWEEN 0 AND 2),
    CONSTRAINT golden_answer_pkey PRIMARY KEY (project_id, candidate_id, rater_id, source)
);
CREATE INDEX golden_answer_project_id_rater_id_idx ON golden_answer (project_id, rater_id);

CREATE TABLE aggregation_run (
    project_id integer NOT NULL,
    id integer NOT NULL,
    method text NOT NULL,
    parameters jsonb NOT NULL,
    seed integer,
    code_version text NOT NULL,
    input_hash text NOT NULL,
    votes_until timestamptz(3) NOT NULL,
    vote_count integer NOT NULL,
    rater_parameters jsonb NOT NULL,
    prior double precision,
    threshold double precision NOT NULL,
    log_likelihood double precision,
    iterations integer NOT NULL,
    has_converged boolean NOT NULL,
    stop_reason text NOT NULL,
    label_count integer NOT NULL,
    changed_image_count integer NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    history jsonb,
    evaluation jsonb,
    compute_ms integer,
    CONSTRAINT aggregation_run_compute_ms_range CHECK (compute_ms >= 0),
    CONSTRAINT aggregation_run_history_is_list CHECK (jsonb_typeof(history) = 'array'),
    CONSTRAINT aggregation_run_pkey PRIMARY KEY (project_id, id)
);

CREATE TABLE score (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    candidate_id integer NOT NULL,
    score double precision NOT NULL,
    posterior double precision[],
    low double precision,
    high double precision,
    CONSTRAINT score_pkey PRIMARY KEY (project_id, run_id, candidate_id)
);
CREATE INDEX score_score_idx ON score (project_id, run_id, score, candidate_id);

CREATE TABLE run_image (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    image_id integer NOT NULL,
    "position" integer NOT NULL,
    label_count smallint NOT NULL,
    is_changed boolean NOT NULL,
    is_rated boolean NOT NULL,
    disagreement real,
    margin real,
    CONSTRAINT run_image_pkey PRIMARY KEY (project_id, run_id, image_id)
);
CREATE INDEX run_image_changed_idx ON run_image (project_id, run_id, is_changed, "position");
CREATE INDEX run_image_disagreement_idx ON run_image (project_id, run_id, disagreement, "position");
CREATE INDEX run_image_label_count_idx ON run_image (project_id, run_id, label_count, "position");
CREATE INDEX run_image_margin_idx ON run_image (project_id, run_id, margin, "position");
CREATE INDEX run_image_position_idx ON run_image (project_id, run_id, "position");

CREATE TABLE run_label (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    class_id integer NOT NULL,
    image_id integer NOT NULL,
    CONSTRAINT run_label_pkey PRIMARY KEY (project_id, run_id, class_id, image_id)
);
CREATE INDEX run_label_image_idx ON run_label (project_id, run_id, image_id);

CREATE TABLE release (
    project_id integer NOT NULL,
    id integer NOT NULL,
    version text NOT NULL,
    run_id integer NOT NULL,
    notes text NOT NULL DEFAULT '',
    checksum text,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    published_at timestamptz(3),
    facts jsonb NOT NULL DEFAULT '{}',
    published_by uuid,
    CONSTRAINT release_pkey PRIMARY KEY (project_id, id)
);
CREATE UNIQUE INDEX release_version_key ON release (project_id, version);

CREATE TABLE audit_event (
    id bigserial NOT NULL,
    project_id integer,
    user_id uuid,
    action text NOT NULL,
    details jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT audit_event_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_event_project_id_id_idx ON audit_event (project_id, id);

CREATE TABLE job (
    project_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind text NOT NULL,
    payload jsonb NOT NULL,
    state job_state NOT NULL DEFAULT 'queued',
    step text NOT NULL DEFAULT '',
    done bigint NOT NULL DEFAULT 0,
    total bigint,
    attempts integer NOT NULL DEFAULT 0,
    result jsonb,
    error text,
    cancel_requested_at timestamptz(3),
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    started_at timestamptz(3),
    finished_at timestamptz(3),
    detail jsonb,
    CONSTRAINT job_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX job_project_id_created_at_idx ON job (project_id, created_at);

-- Agreement among the raters of a project, computed once over all votes submitted until then. Numbers rise, so the newest
-- is the last by the key.
CREATE TABLE agreement_report (
    project_id integer NOT NULL,
    id integer NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    votes_until timestamptz(3) NOT NULL,
    input_hash text NOT NULL,
    code_version text NOT NULL,
    seed integer NOT NULL,
    replicates integer NOT NULL,
    report jsonb NOT NULL,
    CONSTRAINT agreement_report_replicates_range CHECK (replicates >= 0),
    CONSTRAINT agreement_report_pkey PRIMARY KEY (project_id, id)
);

CREATE TABLE class_example (
    project_id integer NOT NULL,
    class_id integer NOT NULL,
    "position" smallint NOT NULL,
    file_name text NOT NULL,
    content_hash text,
    CONSTRAINT class_example_content_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    CONSTRAINT class_example_position_check CHECK ("position" >= 0),
    CONSTRAINT class_example_pkey PRIMARY KEY (project_id, class_id, "position")
);
CREATE INDEX class_example_project_id_content_hash_idx ON class_example (project_id, content_hash);

CREATE TABLE golden_draw (
    project_id integer NOT NULL,
    id integer NOT NULL,
    seed integer NOT NULL,
    size integer NOT NULL,
    is_stratified boolean NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT golden_draw_size_check CHECK (size > 0),
    CONSTRAINT golden_draw_pkey PRIMARY KEY (project_id, id)
);

CREATE TABLE golden_image (
    project_id integer NOT NULL,
    image_id integer NOT NULL,
    draw_id integer NOT NULL,
    "position" integer NOT NULL,
    use golden_use NOT NULL DEFAULT 'hidden',
    CONSTRAINT golden_image_pkey PRIMARY KEY (project_id, image_id),
    CONSTRAINT golden_image_position_key UNIQUE (project_id, "position")
);
CREATE INDEX golden_image_project_id_draw_id_idx ON golden_image (project_id, draw_id);

-- That an expert has answered about all candidates an image had; raised by one each time it is answered anew.
CREATE TABLE golden_visit (
    project_id integer NOT NULL,
    image_id integer NOT NULL,
    rater_id integer NOT NULL,
    revision smallint NOT NULL DEFAULT 0,
    submitted_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT golden_visit_pkey PRIMARY KEY (project_id, image_id, rater_id)
);
CREATE INDEX golden_visit_project_id_rater_id_idx ON golden_visit (project_id, rater_id);

-- What an expert had answered before answering anew.
CREATE TABLE golden_answer_history (
    project_id integer NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    revision smallint NOT NULL,
    answer smallint NOT NULL,
    answered_at timestamptz(3),
    replaced_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT golden_answer_history_answer_check CHECK (answer BETWEEN 0 AND 2),
    CONSTRAINT golden_answer_history_pkey PRIMARY KEY (project_id, candidate_id, rater_id, revision)
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
    text text NOT NULL,
    conclusion smallint,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT golden_note_conclusion_check CHECK (conclusion BETWEEN 0 AND 2),
    CONSTRAINT golden_note_text_check CHECK (length(text) BETWEEN 1 AND 4000),
    CONSTRAINT golden_note_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX golden_note_project_id_candidate_id_idx ON golden_note (project_id, candidate_id);

-- Files that a browser has sent and that a job will read; the bytes lie under DATA_DIR.
CREATE TABLE upload (
    project_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    user_id uuid,
    file_count integer NOT NULL DEFAULT 0,
    byte_size bigint NOT NULL DEFAULT 0,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT upload_pkey PRIMARY KEY (project_id, id)
);

CREATE TABLE document_version (
    project_id integer NOT NULL,
    kind document_kind NOT NULL,
    version integer NOT NULL,
    -- Markdown. Empty: from here on there is no such text.
    text text NOT NULL,
    -- Null: the command line on the machine itself.
    user_id uuid,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT document_version_text_check CHECK (length(text) <= 20000),
    CONSTRAINT document_version_version_check CHECK (version > 0),
    CONSTRAINT document_version_pkey PRIMARY KEY (project_id, kind, version)
);

CREATE TABLE document_reading (
    project_id integer NOT NULL,
    rater_id integer NOT NULL,
    kind document_kind NOT NULL,
    version integer NOT NULL,
    read_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT document_reading_pkey PRIMARY KEY (project_id, rater_id, kind, version)
);

-- Why a label of a training image holds or not, as raters in training read it.
CREATE TABLE golden_explanation (
    project_id integer NOT NULL,
    candidate_id integer NOT NULL,
    text text NOT NULL,
    CONSTRAINT golden_explanation_text_check CHECK (length(text) BETWEEN 1 AND 2000),
    CONSTRAINT golden_explanation_pkey PRIMARY KEY (project_id, candidate_id)
);

CREATE TABLE qualification_attempt (
    project_id integer NOT NULL,
    rater_id integer NOT NULL,
    attempt smallint NOT NULL,
    started_at timestamptz(3) NOT NULL DEFAULT now(),
    finished_at timestamptz(3),
    answer_count integer NOT NULL DEFAULT 0,
    right_count real NOT NULL DEFAULT 0,
    has_passed boolean,
    CONSTRAINT qualification_attempt_attempt_check CHECK (attempt > 0),
    CONSTRAINT qualification_attempt_pkey PRIMARY KEY (project_id, rater_id, attempt)
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
    CONSTRAINT quality_alert_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX quality_alert_project_id_rater_id_idx ON quality_alert (project_id, rater_id);

CREATE TABLE experiment (
    project_id integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    factor experiment_factor NOT NULL,
    -- The conditions, each as likely as the others: order ["random", "likely-first"], candidates [8, 4], examples [true, false].
    conditions jsonb NOT NULL,
    state experiment_state NOT NULL DEFAULT 'draft',
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    started_at timestamptz(3),
    stopped_at timestamptz(3),
    CONSTRAINT experiment_pkey PRIMARY KEY (project_id, id)
);
-- The effects of two experiments on one factor at once could not be separated.
CREATE UNIQUE INDEX experiment_one_running_idx ON experiment (project_id, factor) WHERE (state = 'running');

-- What a rater says of an image apart from the answers.
CREATE TABLE image_flag (
    project_id integer NOT NULL,
    image_id integer NOT NULL,
    rater_id integer NOT NULL,
    kinds text[] NOT NULL DEFAULT '{}',
    comment text,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    settled_at timestamptz(3),
    settled_by uuid,
    CONSTRAINT image_flag_comment_check CHECK (length(comment) BETWEEN 1 AND 2000),
    CONSTRAINT image_flag_kinds_check CHECK (kinds <@ ARRAY['broken', 'offensive', 'not-safe', 'several-images']),
    CONSTRAINT image_flag_pkey PRIMARY KEY (project_id, image_id, rater_id)
);
CREATE INDEX image_flag_project_id_rater_id_idx ON image_flag (project_id, rater_id);

CREATE TABLE panel (
    project_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    kind panel_kind NOT NULL,
    name text NOT NULL,
    -- Completion codes and addresses by outcome, tasks a visit, whether a signature is asked for.
    settings jsonb NOT NULL,
    is_open boolean NOT NULL DEFAULT true,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT panel_pkey PRIMARY KEY (project_id, id)
);

CREATE TABLE panel_visit (
    project_id integer NOT NULL,
    id uuid NOT NULL DEFAULT gen_random_uuid(),
    panel_id uuid NOT NULL,
    rater_id integer NOT NULL,
    study_key text,
    visit_key text,
    submitted_before integer NOT NULL DEFAULT 0,
    outcome panel_outcome,
    started_at timestamptz(3) NOT NULL DEFAULT now(),
    finished_at timestamptz(3),
    CONSTRAINT panel_visit_pkey PRIMARY KEY (project_id, id),
    CONSTRAINT panel_visit_key UNIQUE (project_id, panel_id, visit_key)
);
CREATE INDEX panel_visit_project_id_rater_id_idx ON panel_visit (project_id, rater_id);

CREATE TABLE account_identity (
    provider text NOT NULL,
    subject text NOT NULL,
    user_id uuid NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT now(),
    CONSTRAINT account_identity_pkey PRIMARY KEY (provider, subject)
);
CREATE INDEX account_identity_user_id_idx ON account_identity (user_id);

CREATE TABLE release_part (
    project_id integer NOT NULL,
    release_id integer NOT NULL,
    name text NOT NULL,
    row_count integer NOT NULL,
    byte_size bigint NOT NULL,
    sha256 text NOT NULL,
    CONSTRAINT release_part_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    CONSTRAINT release_part_pkey PRIMARY KEY (project_id, release_id, name)
);

CREATE TABLE release_chunk (
    project_id integer NOT NULL,
    release_id integer NOT NULL,
    part_name text NOT NULL,
    "position" integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT release_chunk_pkey PRIMARY KEY (project_id, release_id, part_name, "position")
);

CREATE TABLE release_withdrawal (
    project_id integer NOT NULL,
    release_id integer NOT NULL,
    reason text NOT NULL,
    user_id uuid,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT release_withdrawal_reason_said CHECK ((length(btrim(reason)) >= 1) AND (length(btrim(reason)) <= 2000)),
    CONSTRAINT release_withdrawal_pkey PRIMARY KEY (project_id, release_id)
);

CREATE TABLE activity (
    project_id integer NOT NULL,
    hour timestamptz(3) NOT NULL,
    rater_id integer NOT NULL,
    task_count integer NOT NULL DEFAULT 0,
    skip_count integer NOT NULL DEFAULT 0,
    no_count integer NOT NULL DEFAULT 0,
    maybe_count integer NOT NULL DEFAULT 0,
    yes_count integer NOT NULL DEFAULT 0,
    active_ms bigint NOT NULL DEFAULT 0,
    timed_answers integer NOT NULL DEFAULT 0,
    CONSTRAINT activity_pkey PRIMARY KEY (project_id, hour, rater_id)
) WITH (fillfactor = 50);
CREATE INDEX activity_project_id_rater_id_idx ON activity (project_id, rater_id);

CREATE TABLE agreement_point (
    project_id integer NOT NULL,
    at timestamptz(3) NOT NULL,
    vote_count integer NOT NULL,
    alpha double precision,
    low double precision,
    high double precision,
    CONSTRAINT agreement_point_pkey PRIMARY KEY (project_id, at)
);

CREATE TABLE class_pair (
    project_id integer NOT NULL,
    low_id integer NOT NULL,
    high_id integer NOT NULL,
    kind class_pair_kind NOT NULL,
    note text NOT NULL DEFAULT '',
    user_id uuid,
    changed_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT class_pair_note_length CHECK (length(note) <= 2000),
    CONSTRAINT class_pair_order CHECK (low_id < high_id),
    CONSTRAINT class_pair_pkey PRIMARY KEY (project_id, low_id, high_id)
);
CREATE INDEX class_pair_project_id_high_id_idx ON class_pair (project_id, high_id);

CREATE TABLE rater_message (
    project_id integer NOT NULL,
    id integer NOT NULL,
    rater_id integer NOT NULL,
    text text NOT NULL,
    user_id uuid,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    read_at timestamptz(3),
    CONSTRAINT rater_message_text_length CHECK (length(text) BETWEEN 1 AND 2000),
    CONSTRAINT rater_message_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX rater_message_project_id_rater_id_idx ON rater_message (project_id, rater_id);

CREATE TABLE rater_impact (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    rater_id integer NOT NULL,
    gained integer NOT NULL,
    lost integer NOT NULL,
    image_count integer NOT NULL,
    changes jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT rater_impact_pkey PRIMARY KEY (project_id, run_id, rater_id)
);
CREATE INDEX rater_impact_project_id_rater_id_idx ON rater_impact (project_id, rater_id);

CREATE TABLE adjudication (
    project_id integer NOT NULL,
    id integer NOT NULL,
    candidate_id integer NOT NULL,
    rater_id integer NOT NULL,
    first_answer smallint NOT NULL,
    answer smallint NOT NULL,
    reason text NOT NULL,
    note text NOT NULL DEFAULT '',
    origin jsonb NOT NULL,
    is_undone boolean NOT NULL DEFAULT false,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT adjudication_answer_range CHECK ((answer BETWEEN 0 AND 2) AND (first_answer BETWEEN 0 AND 2)),
    CONSTRAINT adjudication_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX adjudication_project_id_candidate_id_idx ON adjudication (project_id, candidate_id);
CREATE INDEX adjudication_project_id_rater_id_idx ON adjudication (project_id, rater_id);

CREATE TABLE model_evaluation (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    model_id integer NOT NULL,
    figures jsonb NOT NULL,
    model_changed_at timestamptz(3) NOT NULL,
    input_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT model_evaluation_pkey PRIMARY KEY (project_id, run_id, model_id)
);
CREATE INDEX model_evaluation_project_id_model_id_idx ON model_evaluation (project_id, model_id);

CREATE TABLE outside_accuracy (
    project_id integer NOT NULL,
    source text NOT NULL,
    name text NOT NULL,
    "position" integer NOT NULL,
    original double precision NOT NULL,
    reassessed double precision NOT NULL,
    parameters_million double precision,
    CONSTRAINT outside_accuracy_range CHECK ((original BETWEEN 0 AND 1) AND (reassessed BETWEEN 0 AND 1)),
    CONSTRAINT outside_accuracy_pkey PRIMARY KEY (project_id, source, name)
);

CREATE TABLE review_campaign (
    project_id integer NOT NULL,
    id integer NOT NULL,
    name text NOT NULL,
    model_id integer NOT NULL,
    run_id integer NOT NULL,
    seed integer NOT NULL,
    pool_size integer NOT NULL,
    label_scope text NOT NULL DEFAULT 'any',
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    closed_at timestamptz(3),
    CONSTRAINT review_campaign_pkey PRIMARY KEY (project_id, id)
);
CREATE INDEX review_campaign_project_id_model_id_idx ON review_campaign (project_id, model_id);
CREATE INDEX review_campaign_project_id_run_id_idx ON review_campaign (project_id, run_id);

CREATE TABLE review_item (
    project_id integer NOT NULL,
    campaign_id integer NOT NULL,
    image_id integer NOT NULL,
    "position" integer NOT NULL,
    class_id integer NOT NULL,
    CONSTRAINT review_item_pkey PRIMARY KEY (project_id, campaign_id, image_id)
);
CREATE UNIQUE INDEX review_item_position_key ON review_item (project_id, campaign_id, "position");
CREATE INDEX review_item_project_id_image_id_idx ON review_item (project_id, image_id);

CREATE TABLE review_answer (
    project_id integer NOT NULL,
    campaign_id integer NOT NULL,
    image_id integer NOT NULL,
    rater_id integer NOT NULL,
    verdict review_verdict NOT NULL,
    category text NOT NULL,
    severity smallint NOT NULL,
    note text NOT NULL DEFAULT '',
    answered_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT review_answer_severity_range CHECK (severity BETWEEN 1 AND 3),
    CONSTRAINT review_answer_pkey PRIMARY KEY (project_id, campaign_id, image_id, rater_id)
);
CREATE INDEX review_answer_project_id_rater_id_idx ON review_answer (project_id, rater_id);

CREATE TABLE class_count (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    input_hash text NOT NULL,
    counted_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT class_count_pkey PRIMARY KEY (project_id, run_id)
);

CREATE TABLE class_figure (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    class_id integer NOT NULL,
    original_count integer NOT NULL,
    rated_count integer NOT NULL,
    labelled_count integer NOT NULL,
    confirmed_count integer NOT NULL,
    changed_count integer NOT NULL,
    kept_count integer NOT NULL,
    candidate_count integer NOT NULL,
    no_count integer NOT NULL,
    maybe_count integer NOT NULL,
    yes_count integer NOT NULL,
    first_count integer NOT NULL,
    right_count integer NOT NULL,
    CONSTRAINT class_figure_pkey PRIMARY KEY (project_id, run_id, class_id)
);

CREATE TABLE class_confusion (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    low_id integer NOT NULL,
    high_id integer NOT NULL,
    asked_count integer NOT NULL,
    divided_count integer NOT NULL,
    original_count integer NOT NULL,
    low_lost_count integer NOT NULL,
    high_lost_count integer NOT NULL,
    seen_count integer NOT NULL,
    low_named_count integer NOT NULL,
    high_named_count integer NOT NULL,
    either_count integer NOT NULL,
    together_count integer NOT NULL,
    confused_count integer NOT NULL,
    CONSTRAINT class_confusion_order CHECK (low_id < high_id),
    CONSTRAINT class_confusion_pkey PRIMARY KEY (project_id, run_id, low_id, high_id)
);
CREATE INDEX class_confusion_project_id_run_id_confused_count_idx ON class_confusion (project_id, run_id, confused_count);
CREATE INDEX class_confusion_project_id_run_id_high_id_idx ON class_confusion (project_id, run_id, high_id);

CREATE TABLE run_evaluation (
    project_id integer NOT NULL,
    run_id integer NOT NULL,
    figures jsonb NOT NULL,
    input_hash text NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT run_evaluation_pkey PRIMARY KEY (project_id, run_id)
);

-- References, once all tables are there.
ALTER TABLE membership ADD CONSTRAINT membership_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE membership ADD CONSTRAINT membership_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE invite ADD CONSTRAINT invite_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater ADD CONSTRAINT rater_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_identity ADD CONSTRAINT rater_identity_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_identity ADD CONSTRAINT rater_identity_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_cursor ADD CONSTRAINT rater_cursor_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class ADD CONSTRAINT class_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_parent ADD CONSTRAINT class_parent_project_id_child_id_fkey
    FOREIGN KEY (project_id, child_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_parent ADD CONSTRAINT class_parent_project_id_parent_id_fkey
    FOREIGN KEY (project_id, parent_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE image ADD CONSTRAINT image_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE image ADD CONSTRAINT image_project_id_original_class_id_fkey
    FOREIGN KEY (project_id, original_class_id) REFERENCES class(project_id, id);
ALTER TABLE model ADD CONSTRAINT model_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE prediction ADD CONSTRAINT prediction_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id);
ALTER TABLE prediction ADD CONSTRAINT prediction_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE prediction ADD CONSTRAINT prediction_project_id_model_id_fkey
    FOREIGN KEY (project_id, model_id) REFERENCES model(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE candidate ADD CONSTRAINT candidate_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id);
ALTER TABLE candidate ADD CONSTRAINT candidate_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE candidate_model ADD CONSTRAINT candidate_model_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE candidate_model ADD CONSTRAINT candidate_model_project_id_model_id_fkey
    FOREIGN KEY (project_id, model_id) REFERENCES model(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE batch ADD CONSTRAINT batch_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_project_id_batch_id_fkey
    FOREIGN KEY (project_id, batch_id) REFERENCES batch(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE task ADD CONSTRAINT task_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE task_candidate ADD CONSTRAINT task_candidate_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE task_candidate ADD CONSTRAINT task_candidate_project_id_task_id_fkey
    FOREIGN KEY (project_id, task_id) REFERENCES task(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE assignment ADD CONSTRAINT assignment_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE assignment ADD CONSTRAINT assignment_project_id_task_id_fkey
    FOREIGN KEY (project_id, task_id) REFERENCES task(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE shown_candidate ADD CONSTRAINT shown_candidate_project_id_assignment_id_rater_id_fkey
    FOREIGN KEY (project_id, assignment_id, rater_id) REFERENCES assignment(project_id, id, rater_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE shown_candidate ADD CONSTRAINT shown_candidate_project_id_candidate_id_image_id_fkey
    FOREIGN KEY (project_id, candidate_id, image_id) REFERENCES candidate(project_id, id, image_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE vote ADD CONSTRAINT vote_project_id_assignment_id_candidate_id_rater_id_image__fkey
    FOREIGN KEY (project_id, assignment_id, candidate_id, rater_id, image_id) REFERENCES shown_candidate(project_id, assignment_id, candidate_id, rater_id, image_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_answer ADD CONSTRAINT golden_answer_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_answer ADD CONSTRAINT golden_answer_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE aggregation_run ADD CONSTRAINT aggregation_run_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE score ADD CONSTRAINT score_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE score ADD CONSTRAINT score_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE run_image ADD CONSTRAINT run_image_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE run_image ADD CONSTRAINT run_image_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE run_label ADD CONSTRAINT run_label_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id);
ALTER TABLE run_label ADD CONSTRAINT run_label_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE run_label ADD CONSTRAINT run_label_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE release ADD CONSTRAINT release_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE release ADD CONSTRAINT release_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE RESTRICT;
ALTER TABLE job ADD CONSTRAINT job_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE agreement_report ADD CONSTRAINT agreement_report_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_example ADD CONSTRAINT class_example_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_draw ADD CONSTRAINT golden_draw_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_image ADD CONSTRAINT golden_image_project_id_draw_id_fkey
    FOREIGN KEY (project_id, draw_id) REFERENCES golden_draw(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_image ADD CONSTRAINT golden_image_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_visit ADD CONSTRAINT golden_visit_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES golden_image(project_id, image_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_visit ADD CONSTRAINT golden_visit_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_answer_history ADD CONSTRAINT golden_answer_history_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_answer_history ADD CONSTRAINT golden_answer_history_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_note ADD CONSTRAINT golden_note_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE upload ADD CONSTRAINT upload_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE document_version ADD CONSTRAINT document_version_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE document_reading ADD CONSTRAINT document_reading_project_id_kind_version_fkey
    FOREIGN KEY (project_id, kind, version) REFERENCES document_version(project_id, kind, version) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE document_reading ADD CONSTRAINT document_reading_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE golden_explanation ADD CONSTRAINT golden_explanation_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE qualification_attempt ADD CONSTRAINT qualification_attempt_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE quality_alert ADD CONSTRAINT quality_alert_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE experiment ADD CONSTRAINT experiment_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE image_flag ADD CONSTRAINT image_flag_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE image_flag ADD CONSTRAINT image_flag_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE panel ADD CONSTRAINT panel_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE panel_visit ADD CONSTRAINT panel_visit_project_id_panel_id_fkey
    FOREIGN KEY (project_id, panel_id) REFERENCES panel(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE panel_visit ADD CONSTRAINT panel_visit_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE account_identity ADD CONSTRAINT account_identity_user_id_fkey
    FOREIGN KEY (user_id) REFERENCES app_user(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE release_part ADD CONSTRAINT release_part_project_id_release_id_fkey
    FOREIGN KEY (project_id, release_id) REFERENCES release(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE release_chunk ADD CONSTRAINT release_chunk_project_id_release_id_part_name_fkey
    FOREIGN KEY (project_id, release_id, part_name) REFERENCES release_part(project_id, release_id, name) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE release_withdrawal ADD CONSTRAINT release_withdrawal_project_id_release_id_fkey
    FOREIGN KEY (project_id, release_id) REFERENCES release(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE activity ADD CONSTRAINT activity_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE activity ADD CONSTRAINT activity_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE agreement_point ADD CONSTRAINT agreement_point_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_pair ADD CONSTRAINT class_pair_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_pair ADD CONSTRAINT class_pair_project_id_high_id_fkey
    FOREIGN KEY (project_id, high_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_pair ADD CONSTRAINT class_pair_project_id_low_id_fkey
    FOREIGN KEY (project_id, low_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_message ADD CONSTRAINT rater_message_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_impact ADD CONSTRAINT rater_impact_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE rater_impact ADD CONSTRAINT rater_impact_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE adjudication ADD CONSTRAINT adjudication_project_id_candidate_id_fkey
    FOREIGN KEY (project_id, candidate_id) REFERENCES candidate(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE adjudication ADD CONSTRAINT adjudication_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE model_evaluation ADD CONSTRAINT model_evaluation_project_id_model_id_fkey
    FOREIGN KEY (project_id, model_id) REFERENCES model(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE model_evaluation ADD CONSTRAINT model_evaluation_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE outside_accuracy ADD CONSTRAINT outside_accuracy_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_campaign ADD CONSTRAINT review_campaign_project_id_fkey
    FOREIGN KEY (project_id) REFERENCES project(id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_campaign ADD CONSTRAINT review_campaign_project_id_model_id_fkey
    FOREIGN KEY (project_id, model_id) REFERENCES model(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_campaign ADD CONSTRAINT review_campaign_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_item ADD CONSTRAINT review_item_project_id_campaign_id_fkey
    FOREIGN KEY (project_id, campaign_id) REFERENCES review_campaign(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_item ADD CONSTRAINT review_item_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id);
ALTER TABLE review_item ADD CONSTRAINT review_item_project_id_image_id_fkey
    FOREIGN KEY (project_id, image_id) REFERENCES image(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_answer ADD CONSTRAINT review_answer_project_id_campaign_id_image_id_fkey
    FOREIGN KEY (project_id, campaign_id, image_id) REFERENCES review_item(project_id, campaign_id, image_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE review_answer ADD CONSTRAINT review_answer_project_id_rater_id_fkey
    FOREIGN KEY (project_id, rater_id) REFERENCES rater(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_count ADD CONSTRAINT class_count_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_figure ADD CONSTRAINT class_figure_project_id_class_id_fkey
    FOREIGN KEY (project_id, class_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_figure ADD CONSTRAINT class_figure_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES class_count(project_id, run_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_confusion ADD CONSTRAINT class_confusion_project_id_high_id_fkey
    FOREIGN KEY (project_id, high_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_confusion ADD CONSTRAINT class_confusion_project_id_low_id_fkey
    FOREIGN KEY (project_id, low_id) REFERENCES class(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE class_confusion ADD CONSTRAINT class_confusion_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES class_count(project_id, run_id) ON UPDATE CASCADE ON DELETE CASCADE;
ALTER TABLE run_evaluation ADD CONSTRAINT run_evaluation_project_id_run_id_fkey
    FOREIGN KEY (project_id, run_id) REFERENCES aggregation_run(project_id, id) ON UPDATE CASCADE ON DELETE CASCADE;
