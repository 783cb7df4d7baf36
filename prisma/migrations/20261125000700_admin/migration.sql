-- What admins watch, judge, release and score with: counters of activity, decisions about classes and pairs, releases
-- whole, and models' accuracies.

CREATE TYPE "class_pair_kind" AS ENUM ('same', 'low-contains-high', 'high-contains-low', 'apart');

CREATE TYPE "review_verdict" AS ENUM ('wrong', 'missing', 'unclear');

ALTER TABLE "model" ADD COLUMN     "is_scored_only" BOOLEAN NOT NULL DEFAULT false;

ALTER TABLE "release" ADD COLUMN     "facts" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "published_by" UUID;

ALTER TABLE "run_image" ADD COLUMN     "disagreement" REAL,
ADD COLUMN     "margin" REAL;

CREATE TABLE "release_part" (
    "project_id" INTEGER NOT NULL,
    "release_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "row_count" INTEGER NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "release_part_pkey" PRIMARY KEY ("project_id","release_id","name")
);

CREATE TABLE "release_chunk" (
    "project_id" INTEGER NOT NULL,
    "release_id" INTEGER NOT NULL,
    "part_name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,

    CONSTRAINT "release_chunk_pkey" PRIMARY KEY ("project_id","release_id","part_name","position")
);

CREATE TABLE "release_withdrawal" (
    "project_id" INTEGER NOT NULL,
    "release_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "release_withdrawal_pkey" PRIMARY KEY ("project_id","release_id")
);

CREATE TABLE "activity" (
    "project_id" INTEGER NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "task_count" INTEGER NOT NULL DEFAULT 0,
    "skip_count" INTEGER NOT NULL DEFAULT 0,
    "no_count" INTEGER NOT NULL DEFAULT 0,
    "maybe_count" INTEGER NOT NULL DEFAULT 0,
    "yes_count" INTEGER NOT NULL DEFAULT 0,
    "active_ms" BIGINT NOT NULL DEFAULT 0,
    "timed_answers" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "activity_pkey" PRIMARY KEY ("project_id","hour","rater_id")
);

CREATE TABLE "agreement_point" (
    "project_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "vote_count" INTEGER NOT NULL,
    "alpha" DOUBLE PRECISION,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,

    CONSTRAINT "agreement_point_pkey" PRIMARY KEY ("project_id","at")
);

CREATE TABLE "class_pair" (
    "project_id" INTEGER NOT NULL,
    "low_id" INTEGER NOT NULL,
    "high_id" INTEGER NOT NULL,
    "kind" "class_pair_kind" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "user_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_pair_pkey" PRIMARY KEY ("project_id","low_id","high_id")
);

CREATE TABLE "rater_message" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "rater_message_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "rater_impact" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "gained" INTEGER NOT NULL,
    "lost" INTEGER NOT NULL,
    "image_count" INTEGER NOT NULL,
    "changes" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rater_impact_pkey" PRIMARY KEY ("project_id","run_id","rater_id")
);

CREATE TABLE "adjudication" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "first_answer" SMALLINT NOT NULL,
    "answer" SMALLINT NOT NULL,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "origin" JSONB NOT NULL,
    "is_undone" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "adjudication_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "model_evaluation" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "model_id" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "model_changed_at" TIMESTAMPTZ(3) NOT NULL,
    "input_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_evaluation_pkey" PRIMARY KEY ("project_id","run_id","model_id")
);

CREATE TABLE "outside_accuracy" (
    "project_id" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "original" DOUBLE PRECISION NOT NULL,
    "reassessed" DOUBLE PRECISION NOT NULL,
    "parameters_million" DOUBLE PRECISION,

    CONSTRAINT "outside_accuracy_pkey" PRIMARY KEY ("project_id","source","name")
);

CREATE TABLE "review_campaign" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "model_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "pool_size" INTEGER NOT NULL,
    "label_scope" TEXT NOT NULL DEFAULT 'any',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "review_campaign_pkey" PRIMARY KEY ("project_id","id")
);

CREATE TABLE "review_item" (
    "project_id" INTEGER NOT NULL,
    "campaign_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,

    CONSTRAINT "review_item_pkey" PRIMARY KEY ("project_id","campaign_id","image_id")
);

CREATE TABLE "review_answer" (
    "project_id" INTEGER NOT NULL,
    "campaign_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "verdict" "review_verdict" NOT NULL,
    "category" TEXT NOT NULL,
    "severity" SMALLINT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "answered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "review_answer_pkey" PRIMARY KEY ("project_id","campaign_id","image_id","rater_id")
);

CREATE INDEX "activity_project_id_rater_id_idx" ON "activity"("project_id", "rater_id");

CREATE INDEX "class_pair_project_id_high_id_idx" ON "class_pair"("project_id", "high_id");

CREATE INDEX "rater_message_project_id_rater_id_idx" ON "rater_message"("project_id", "rater_id");

CREATE INDEX "rater_impact_project_id_rater_id_idx" ON "rater_impact"("project_id", "rater_id");

CREATE INDEX "adjudication_project_id_candidate_id_idx" ON "adjudication"("project_id", "candidate_id");

CREATE INDEX "adjudication_project_id_rater_id_idx" ON "adjudication"("project_id", "rater_id");

CREATE INDEX "model_evaluation_project_id_model_id_idx" ON "model_evaluation"("project_id", "model_id");

CREATE INDEX "review_campaign_project_id_model_id_idx" ON "review_campaign"("project_id", "model_id");

CREATE INDEX "review_campaign_project_id_run_id_idx" ON "review_campaign"("project_id", "run_id");

CREATE INDEX "review_item_project_id_image_id_idx" ON "review_item"("project_id", "image_id");

CREATE UNIQUE INDEX "review_item_position_key" ON "review_item"("project_id", "campaign_id", "position");

CREATE INDEX "review_answer_project_id_rater_id_idx" ON "review_answer"("project_id", "rater_id");

CREATE INDEX "run_image_disagreement_idx" ON "run_image"("project_id", "run_id", "disagreement", "position");

CREATE INDEX "run_image_margin_idx" ON "run_image"("project_id", "run_id", "margin", "position");

CREATE INDEX "score_score_idx" ON "score"("project_id", "run_id", "score", "candidate_id");

ALTER TABLE "release_part" ADD CONSTRAINT "release_part_project_id_release_id_fkey" FOREIGN KEY ("project_id", "release_id") REFERENCES "release"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "release_chunk" ADD CONSTRAINT "release_chunk_project_id_release_id_part_name_fkey" FOREIGN KEY ("project_id", "release_id", "part_name") REFERENCES "release_part"("project_id", "release_id", "name") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "release_withdrawal" ADD CONSTRAINT "release_withdrawal_project_id_release_id_fkey" FOREIGN KEY ("project_id", "release_id") REFERENCES "release"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "activity" ADD CONSTRAINT "activity_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "activity" ADD CONSTRAINT "activity_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "agreement_point" ADD CONSTRAINT "agreement_point_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_pair" ADD CONSTRAINT "class_pair_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_pair" ADD CONSTRAINT "class_pair_project_id_low_id_fkey" FOREIGN KEY ("project_id", "low_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_pair" ADD CONSTRAINT "class_pair_project_id_high_id_fkey" FOREIGN KEY ("project_id", "high_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "rater_message" ADD CONSTRAINT "rater_message_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "rater_impact" ADD CONSTRAINT "rater_impact_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "rater_impact" ADD CONSTRAINT "rater_impact_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "adjudication" ADD CONSTRAINT "adjudication_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "model_evaluation" ADD CONSTRAINT "model_evaluation_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "model_evaluation" ADD CONSTRAINT "model_evaluation_project_id_model_id_fkey" FOREIGN KEY ("project_id", "model_id") REFERENCES "model"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "outside_accuracy" ADD CONSTRAINT "outside_accuracy_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_campaign" ADD CONSTRAINT "review_campaign_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_campaign" ADD CONSTRAINT "review_campaign_project_id_model_id_fkey" FOREIGN KEY ("project_id", "model_id") REFERENCES "model"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_campaign" ADD CONSTRAINT "review_campaign_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_item" ADD CONSTRAINT "review_item_project_id_campaign_id_fkey" FOREIGN KEY ("project_id", "campaign_id") REFERENCES "review_campaign"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_item" ADD CONSTRAINT "review_item_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_item" ADD CONSTRAINT "review_item_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "review_answer" ADD CONSTRAINT "review_answer_project_id_campaign_id_image_id_fkey" FOREIGN KEY ("project_id", "campaign_id", "image_id") REFERENCES "review_item"("project_id", "campaign_id", "image_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "review_answer" ADD CONSTRAINT "review_answer_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE release_part ADD CONSTRAINT release_part_sha256_shape CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE release_withdrawal ADD CONSTRAINT release_withdrawal_reason_said CHECK (length(btrim(reason)) BETWEEN 1 AND 2000);
ALTER TABLE class_pair ADD CONSTRAINT class_pair_order CHECK (low_id < high_id);
ALTER TABLE class_pair ADD CONSTRAINT class_pair_note_length CHECK (length(note) <= 2000);
ALTER TABLE rater_message ADD CONSTRAINT rater_message_text_length CHECK (length(text) BETWEEN 1 AND 2000);
ALTER TABLE adjudication ADD CONSTRAINT adjudication_answer_range CHECK (answer BETWEEN 0 AND 2 AND first_answer BETWEEN 0 AND 2);
ALTER TABLE outside_accuracy ADD CONSTRAINT outside_accuracy_range CHECK (original BETWEEN 0 AND 1 AND reassessed BETWEEN 0 AND 1);
ALTER TABLE review_answer ADD CONSTRAINT review_answer_severity_range CHECK (severity BETWEEN 1 AND 3);

-- Counters that change with every submission stay on their page.
ALTER TABLE activity SET (fillfactor = 50);

-- The parts of a published release stand as it does.
CREATE FUNCTION refuse_released_part_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_row record := CASE TG_OP WHEN 'INSERT' THEN NEW ELSE OLD END;
BEGIN
  IF EXISTS (
    SELECT FROM release r WHERE r.project_id = v_row.project_id AND r.id = v_row.release_id AND r.published_at IS NOT NULL
  ) THEN
    RAISE EXCEPTION 'the parts of a published release cannot change' USING ERRCODE = 'RA001';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER release_part_stands BEFORE INSERT OR UPDATE OR DELETE ON release_part
  FOR EACH ROW EXECUTE FUNCTION refuse_released_part_change();
CREATE TRIGGER release_chunk_stands BEFORE INSERT OR UPDATE OR DELETE ON release_chunk
  FOR EACH ROW EXECUTE FUNCTION refuse_released_part_change();
CREATE TRIGGER release_part_not_truncated BEFORE TRUNCATE ON release_part FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_chunk_not_truncated BEFORE TRUNCATE ON release_chunk FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER release_withdrawal_stands BEFORE UPDATE OR DELETE OR TRUNCATE ON release_withdrawal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What raters do, by the hour. All answers of a submission are written and taken back as one statement, with the
-- assignment's times as they were when it was submitted: so one statement on votes counts both the answers and the tasks,
-- and an undo is taken from the hour it had been counted in. Votes without a time of submission (imported ones) have no
-- hour. Named to run after vote_counted_*, so that who holds a row of activity waits for no candidate.
CREATE FUNCTION count_activity() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_sign int := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END; v_all record; v_at timestamptz; v_active int;
BEGIN
  SELECT count(*) AS answers, min(project_id) AS project_id, min(rater_id) AS rater_id, min(assignment_id) AS first,
    max(assignment_id) AS last, min(project_id) = max(project_id) AS is_of_one_project,
    count(*) FILTER (WHERE answer = 0) AS no, count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes
  INTO v_all FROM changed_votes;
  -- Nearly always it is one submission, in an hour that has others: three look-ups by key cost a third of the statement below.
  IF v_all.is_of_one_project AND v_all.first = v_all.last THEN
    SELECT submitted_at, active_ms INTO v_at, v_active FROM assignment WHERE project_id = v_all.project_id AND id = v_all.first;
    IF v_at IS NULL THEN RETURN NULL; END IF;
    UPDATE activity SET task_count = task_count + v_sign, no_count = no_count + v_sign * v_all.no,
      maybe_count = maybe_count + v_sign * v_all.maybe, yes_count = yes_count + v_sign * v_all.yes,
      active_ms = active_ms + v_sign * coalesce(v_active, 0),
      timed_answers = timed_answers + v_sign * CASE WHEN v_active IS NULL THEN 0 ELSE v_all.answers END
    WHERE project_id = v_all.project_id AND hour = date_trunc('hour', v_at, 'UTC') AND rater_id = v_all.rater_id;
    IF FOUND THEN RETURN NULL; END IF;
  -- An import is a million votes, none of which has a time.
  ELSIF v_all.is_of_one_project AND NOT EXISTS (
    SELECT FROM assignment
    WHERE project_id = v_all.project_id AND id BETWEEN v_all.first AND v_all.last AND submitted_at IS NOT NULL
  ) THEN
    RETURN NULL;
  END IF;
  -- An assignment at a time by its key: a join, planned on empty tables, might read all of them for ever after.
  INSERT INTO activity AS kept (project_id, hour, rater_id, task_count, no_count, maybe_count, yes_count, active_ms, timed_answers)
  SELECT s.project_id, s.hour, s.rater_id, v_sign * count(*), v_sign * sum(s.no), v_sign * sum(s.maybe), v_sign * sum(s.yes),
    v_sign * coalesce(sum(s.active_ms), 0), v_sign * coalesce(sum(s.answers) FILTER (WHERE s.active_ms IS NOT NULL), 0)
  FROM (
    SELECT v.project_id, v.rater_id, v.no, v.maybe, v.yes, v.answers, a.active_ms,
      date_trunc('hour', a.submitted_at, 'UTC') AS hour
    FROM (
      SELECT project_id, assignment_id, rater_id, count(*) FILTER (WHERE answer = 0) AS no,
        count(*) FILTER (WHERE answer = 1) AS maybe, count(*) FILTER (WHERE answer = 2) AS yes, count(*) AS answers
      FROM changed_votes GROUP BY project_id, assignment_id, rater_id
    ) v, LATERAL (
      SELECT submitted_at, active_ms FROM assignment
      WHERE project_id = v.project_id AND id = v.assignment_id AND submitted_at IS NOT NULL OFFSET 0
    ) a
  ) s
  -- What a project's deletion has emptied stays empty.
  WHERE v_sign = 1 OR (
    SELECT true FROM activity o WHERE o.project_id = s.project_id AND o.hour = s.hour AND o.rater_id = s.rater_id
  )
  GROUP BY s.project_id, s.hour, s.rater_id ORDER BY s.project_id, s.hour, s.rater_id
  ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET task_count = kept.task_count + EXCLUDED.task_count,
    no_count = kept.no_count + EXCLUDED.no_count, maybe_count = kept.maybe_count + EXCLUDED.maybe_count,
    yes_count = kept.yes_count + EXCLUDED.yes_count, active_ms = kept.active_ms + EXCLUDED.active_ms,
    timed_answers = kept.timed_answers + EXCLUDED.timed_answers;
  RETURN NULL;
END $$;
CREATE TRIGGER vote_tallied_insert AFTER INSERT ON vote
  REFERENCING NEW TABLE AS changed_votes FOR EACH STATEMENT EXECUTE FUNCTION count_activity();
CREATE TRIGGER vote_tallied_delete AFTER DELETE ON vote
  REFERENCING OLD TABLE AS changed_votes FOR EACH STATEMENT EXECUTE FUNCTION count_activity();

-- A skip stands in the hour in which it happened; nothing takes it back.
CREATE FUNCTION count_skip() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT kind FROM task WHERE project_id = NEW.project_id AND id = NEW.task_id) = 'rating' THEN
    INSERT INTO activity AS kept (project_id, hour, rater_id, skip_count)
    VALUES (NEW.project_id, date_trunc('hour', now(), 'UTC'), NEW.rater_id, 1)
    ON CONFLICT (project_id, hour, rater_id) DO UPDATE SET skip_count = kept.skip_count + 1;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER assignment_skip_counted AFTER UPDATE OF state ON assignment
  FOR EACH ROW WHEN (NEW.state = 'skipped' AND OLD.state <> 'skipped') EXECUTE FUNCTION count_skip();

-- Why raters skip, counted without reading assignments that were answered.
CREATE INDEX assignment_skipped_idx ON assignment (project_id, skip_reason, task_id) WHERE state = 'skipped';

-- What was done before there were counters. When a task was skipped had not been kept: the hour it was leased stands for it.
INSERT INTO activity (project_id, hour, rater_id, task_count, skip_count, no_count, maybe_count, yes_count, active_ms, timed_answers)
SELECT project_id, hour, rater_id, sum(tasks), sum(skips), sum(no), sum(maybe), sum(yes), sum(active_ms), sum(timed)
FROM (
  SELECT a.project_id, date_trunc('hour', a.submitted_at, 'UTC') AS hour, a.rater_id, 1 AS tasks, 0 AS skips,
    count(*) FILTER (WHERE v.answer = 0) AS no, count(*) FILTER (WHERE v.answer = 1) AS maybe,
    count(*) FILTER (WHERE v.answer = 2) AS yes, coalesce(a.active_ms, 0)::bigint AS active_ms,
    count(*) FILTER (WHERE a.active_ms IS NOT NULL) AS timed
  FROM assignment a
  JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
  JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id
    AND v.rater_id = s.rater_id AND v.assignment_id = a.id
  WHERE a.state = 'submitted' AND a.submitted_at IS NOT NULL
  GROUP BY a.project_id, a.id
  UNION ALL
  SELECT a.project_id, date_trunc('hour', a.leased_at, 'UTC'), a.rater_id, 0, 1, 0, 0, 0, 0, 0
  FROM assignment a JOIN task t ON t.project_id = a.project_id AND t.id = a.task_id AND t.kind = 'rating'
  WHERE a.state = 'skipped' AND a.leased_at IS NOT NULL
) past GROUP BY project_id, hour, rater_id;
