-- CreateEnum
CREATE TYPE "role" AS ENUM ('admin', 'expert', 'rater');

-- CreateEnum
CREATE TYPE "rater_kind" AS ENUM ('human', 'simulated', 'imported', 'panel');

-- CreateEnum
CREATE TYPE "score_kind" AS ENUM ('probability', 'logit');

-- CreateEnum
CREATE TYPE "batch_state" AS ENUM ('draft', 'open', 'closed');

-- CreateEnum
CREATE TYPE "task_kind" AS ENUM ('rating', 'training', 'golden', 'audit', 'adjudication');

-- CreateEnum
CREATE TYPE "assignment_state" AS ENUM ('leased', 'submitted', 'skipped', 'expired');

-- CreateEnum
CREATE TYPE "golden_source" AS ENUM ('expert', 'qualification', 'hidden', 'adjudication');

-- CreateEnum
CREATE TYPE "job_state" AS ENUM ('queued', 'running', 'succeeded', 'failed', 'cancelled');

-- CreateTable
CREATE TABLE "app_user" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "token_version" INTEGER NOT NULL DEFAULT 0,
    "is_owner" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "app_user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "setup_token" (
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "setup_token_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "project" (
    "id" SERIAL NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "guidelines" TEXT,
    "raters_per_task" INTEGER NOT NULL DEFAULT 5,
    "lease_seconds" INTEGER NOT NULL DEFAULT 900,
    "has_simulated" BOOLEAN NOT NULL DEFAULT false,
    "is_paused" BOOLEAN NOT NULL DEFAULT false,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "project_id" INTEGER NOT NULL,
    "user_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("project_id","user_id")
);

-- CreateTable
CREATE TABLE "invite" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token_hash" TEXT NOT NULL,
    "role" "role" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "max_uses" INTEGER NOT NULL,
    "use_count" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "invite_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "rater" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "kind" "rater_kind" NOT NULL,
    "is_expert" BOOLEAN NOT NULL DEFAULT false,
    "external_id" TEXT,
    "simulation" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rater_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "rater_identity" (
    "project_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "user_id" UUID,
    "platform" TEXT,
    "platform_key" TEXT,
    "email" TEXT,

    CONSTRAINT "rater_identity_pkey" PRIMARY KEY ("project_id","rater_id")
);

-- CreateTable
CREATE TABLE "rater_cursor" (
    "project_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "queue_position" BIGINT NOT NULL DEFAULT 0,
    "exhausted_at_generation" INTEGER,
    "wrapped_at_generation" INTEGER,
    "submitted_count" INTEGER NOT NULL DEFAULT 0,
    "day" DATE NOT NULL DEFAULT CURRENT_DATE,
    "submitted_on_day" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rater_cursor_pkey" PRIMARY KEY ("project_id","rater_id")
);

-- CreateTable
CREATE TABLE "class" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "class_index" INTEGER,
    "external_id" TEXT,
    "name" TEXT NOT NULL,
    "other_names" TEXT[],
    "gloss" TEXT,
    "wikipedia_url" TEXT,
    "path" TEXT[],

    CONSTRAINT "class_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "class_parent" (
    "project_id" INTEGER NOT NULL,
    "child_id" INTEGER NOT NULL,
    "parent_id" INTEGER NOT NULL,

    CONSTRAINT "class_parent_pkey" PRIMARY KEY ("project_id","child_id","parent_id")
);

-- CreateTable
CREATE TABLE "image" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "file_name" TEXT NOT NULL,
    "original_class_id" INTEGER,
    "content_hash" TEXT,
    "byte_size" INTEGER,
    "width" INTEGER,
    "height" INTEGER,
    "credit" TEXT,
    "credit_url" TEXT,

    CONSTRAINT "image_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "model" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "score_kind" "score_kind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "model_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "prediction" (
    "project_id" INTEGER NOT NULL,
    "model_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "rank" SMALLINT NOT NULL,
    "class_id" INTEGER NOT NULL,
    "score" REAL NOT NULL,

    CONSTRAINT "prediction_pkey" PRIMARY KEY ("project_id","model_id","image_id","rank")
);

-- CreateTable
CREATE TABLE "candidate" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "is_original" BOOLEAN NOT NULL,
    "vote_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "candidate_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "candidate_model" (
    "project_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "model_id" INTEGER NOT NULL,

    CONSTRAINT "candidate_model_pkey" PRIMARY KEY ("project_id","candidate_id","model_id")
);

-- CreateTable
CREATE TABLE "batch" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "state" "batch_state" NOT NULL,
    "reason" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "launched_at" TIMESTAMPTZ(3),

    CONSTRAINT "batch_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "task" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "kind" "task_kind" NOT NULL,
    "queue_position" BIGSERIAL NOT NULL,
    "quota" INTEGER,
    "assigned" INTEGER NOT NULL DEFAULT 0,
    "submitted" INTEGER NOT NULL DEFAULT 0,
    "is_launched" BOOLEAN NOT NULL DEFAULT false,
    "is_open" BOOLEAN NOT NULL GENERATED ALWAYS AS ("is_launched" AND "kind" = 'rating' AND "assigned" < "quota") STORED,

    CONSTRAINT "task_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "task_candidate" (
    "project_id" INTEGER NOT NULL,
    "task_id" INTEGER NOT NULL,
    "position" SMALLINT NOT NULL,
    "candidate_id" INTEGER NOT NULL,

    CONSTRAINT "task_candidate_pkey" PRIMARY KEY ("project_id","task_id","position")
);

-- CreateTable
CREATE TABLE "assignment" (
    "project_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "state" "assignment_state" NOT NULL,
    "revision" SMALLINT NOT NULL DEFAULT 0,
    "leased_at" TIMESTAMPTZ(3),
    "lease_expires_at" TIMESTAMPTZ(3),
    "submitted_at" TIMESTAMPTZ(3),
    "submitted_order" INTEGER,
    "skip_reason" TEXT,
    "skip_note" TEXT,
    "order_seed" INTEGER,
    "duration_ms" INTEGER,

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "shown_candidate" (
    "project_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "position" SMALLINT,
    "shown_ms" INTEGER,

    CONSTRAINT "shown_candidate_pkey" PRIMARY KEY ("project_id","assignment_id","candidate_id","rater_id","image_id")
);

-- CreateTable
CREATE TABLE "vote" (
    "project_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "answer" SMALLINT NOT NULL,

    CONSTRAINT "vote_pkey" PRIMARY KEY ("project_id","image_id","candidate_id","rater_id")
) PARTITION BY HASH ("image_id");
CREATE TABLE "vote_p0" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 0);
CREATE TABLE "vote_p1" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 1);
CREATE TABLE "vote_p2" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 2);
CREATE TABLE "vote_p3" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 3);
CREATE TABLE "vote_p4" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 4);
CREATE TABLE "vote_p5" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 5);
CREATE TABLE "vote_p6" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 6);
CREATE TABLE "vote_p7" PARTITION OF "vote" FOR VALUES WITH (MODULUS 8, REMAINDER 7);

-- CreateTable
CREATE TABLE "vote_history" (
    "project_id" INTEGER NOT NULL,
    "assignment_id" INTEGER NOT NULL,
    "revision" SMALLINT NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "answer" SMALLINT NOT NULL,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "reopened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "vote_history_pkey" PRIMARY KEY ("project_id","assignment_id","revision","candidate_id")
);

-- CreateTable
CREATE TABLE "golden_answer" (
    "project_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "source" "golden_source" NOT NULL,
    "answer" SMALLINT NOT NULL,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "golden_answer_pkey" PRIMARY KEY ("project_id","candidate_id","rater_id","source")
);

-- CreateTable
CREATE TABLE "aggregation_run" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "parameters" JSONB NOT NULL,
    "seed" INTEGER,
    "code_version" TEXT NOT NULL,
    "input_hash" TEXT NOT NULL,
    "votes_until" TIMESTAMPTZ(3) NOT NULL,
    "vote_count" INTEGER NOT NULL,
    "rater_parameters" JSONB NOT NULL,
    "prior" DOUBLE PRECISION,
    "threshold" DOUBLE PRECISION NOT NULL,
    "log_likelihood" DOUBLE PRECISION,
    "iterations" INTEGER NOT NULL,
    "has_converged" BOOLEAN NOT NULL,
    "stop_reason" TEXT NOT NULL,
    "label_count" INTEGER NOT NULL,
    "changed_image_count" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "aggregation_run_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "score" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "posterior" DOUBLE PRECISION[],
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,

    CONSTRAINT "score_pkey" PRIMARY KEY ("project_id","run_id","candidate_id")
);

-- CreateTable
CREATE TABLE "run_image" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "label_count" SMALLINT NOT NULL,
    "is_changed" BOOLEAN NOT NULL,
    "is_rated" BOOLEAN NOT NULL,

    CONSTRAINT "run_image_pkey" PRIMARY KEY ("project_id","run_id","image_id")
);

-- CreateTable
CREATE TABLE "run_label" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,
    "image_id" INTEGER NOT NULL,

    CONSTRAINT "run_label_pkey" PRIMARY KEY ("project_id","run_id","class_id","image_id")
);

-- CreateTable
CREATE TABLE "release" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "run_id" INTEGER NOT NULL,
    "notes" TEXT NOT NULL DEFAULT '',
    "checksum" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),

    CONSTRAINT "release_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" BIGSERIAL NOT NULL,
    "project_id" INTEGER,
    "user_id" UUID,
    "action" TEXT NOT NULL,
    "details" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job" (
    "project_id" INTEGER NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "job_state" NOT NULL DEFAULT 'queued',
    "stage" TEXT NOT NULL DEFAULT '',
    "done" BIGINT NOT NULL DEFAULT 0,
    "total" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "error" TEXT,
    "cancel_requested_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("project_id","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "app_user_email_key" ON "app_user"("email");

-- CreateIndex
CREATE UNIQUE INDEX "project_slug_key" ON "project"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invite_token_hash_key" ON "invite"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "rater_external_id_key" ON "rater"("project_id", "is_expert", "external_id");

-- CreateIndex
CREATE INDEX "rater_identity_user_id_idx" ON "rater_identity"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "rater_identity_user_key" ON "rater_identity"("project_id", "user_id");

-- CreateIndex
CREATE UNIQUE INDEX "rater_identity_platform_key" ON "rater_identity"("project_id", "platform", "platform_key");

-- CreateIndex
CREATE UNIQUE INDEX "class_index_key" ON "class"("project_id", "class_index");

-- CreateIndex
CREATE UNIQUE INDEX "class_external_id_key" ON "class"("project_id", "external_id");

-- CreateIndex
CREATE INDEX "class_parent_project_id_parent_id_idx" ON "class_parent"("project_id", "parent_id");

-- CreateIndex
CREATE INDEX "image_project_id_content_hash_idx" ON "image"("project_id", "content_hash");

-- CreateIndex
CREATE UNIQUE INDEX "image_position_key" ON "image"("project_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "image_file_name_key" ON "image"("project_id", "file_name");

-- CreateIndex
CREATE UNIQUE INDEX "model_name_key" ON "model"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_image_class_key" ON "candidate"("project_id", "image_id", "class_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_id_image_key" ON "candidate"("project_id", "id", "image_id");

-- CreateIndex
CREATE UNIQUE INDEX "candidate_position_key" ON "candidate"("project_id", "position");

-- CreateIndex
CREATE INDEX "task_project_id_image_id_idx" ON "task"("project_id", "image_id");

-- CreateIndex
CREATE INDEX "task_project_id_batch_id_idx" ON "task"("project_id", "batch_id");

-- CreateIndex
CREATE INDEX "task_candidate_project_id_candidate_id_idx" ON "task_candidate"("project_id", "candidate_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_candidate_key" ON "task_candidate"("project_id", "task_id", "candidate_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_task_rater_key" ON "assignment"("project_id", "task_id", "rater_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignment_id_rater_key" ON "assignment"("project_id", "id", "rater_id");

-- CreateIndex
CREATE INDEX "golden_answer_project_id_rater_id_idx" ON "golden_answer"("project_id", "rater_id");

-- CreateIndex
CREATE INDEX "run_image_changed_idx" ON "run_image"("project_id", "run_id", "is_changed", "position");

-- CreateIndex
CREATE INDEX "run_image_label_count_idx" ON "run_image"("project_id", "run_id", "label_count", "position");

-- CreateIndex
CREATE INDEX "run_image_position_idx" ON "run_image"("project_id", "run_id", "position");

-- CreateIndex
CREATE INDEX "run_label_image_idx" ON "run_label"("project_id", "run_id", "image_id");

-- CreateIndex
CREATE UNIQUE INDEX "release_version_key" ON "release"("project_id", "version");

-- CreateIndex
CREATE INDEX "audit_event_project_id_id_idx" ON "audit_event"("project_id", "id");

-- CreateIndex
CREATE INDEX "job_project_id_created_at_idx" ON "job"("project_id", "created_at");

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invite" ADD CONSTRAINT "invite_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater" ADD CONSTRAINT "rater_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater_identity" ADD CONSTRAINT "rater_identity_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater_identity" ADD CONSTRAINT "rater_identity_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "app_user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rater_cursor" ADD CONSTRAINT "rater_cursor_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class" ADD CONSTRAINT "class_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_parent" ADD CONSTRAINT "class_parent_project_id_child_id_fkey" FOREIGN KEY ("project_id", "child_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "class_parent" ADD CONSTRAINT "class_parent_project_id_parent_id_fkey" FOREIGN KEY ("project_id", "parent_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image" ADD CONSTRAINT "image_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "image" ADD CONSTRAINT "image_project_id_original_class_id_fkey" FOREIGN KEY ("project_id", "original_class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "model" ADD CONSTRAINT "model_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_project_id_model_id_fkey" FOREIGN KEY ("project_id", "model_id") REFERENCES "model"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "prediction" ADD CONSTRAINT "prediction_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate" ADD CONSTRAINT "candidate_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "candidate_model" ADD CONSTRAINT "candidate_model_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "candidate_model" ADD CONSTRAINT "candidate_model_project_id_model_id_fkey" FOREIGN KEY ("project_id", "model_id") REFERENCES "model"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "batch" ADD CONSTRAINT "batch_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_project_id_batch_id_fkey" FOREIGN KEY ("project_id", "batch_id") REFERENCES "batch"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_candidate" ADD CONSTRAINT "task_candidate_project_id_task_id_fkey" FOREIGN KEY ("project_id", "task_id") REFERENCES "task"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_candidate" ADD CONSTRAINT "task_candidate_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_task_id_fkey" FOREIGN KEY ("project_id", "task_id") REFERENCES "task"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_candidate" ADD CONSTRAINT "shown_candidate_project_id_assignment_id_rater_id_fkey" FOREIGN KEY ("project_id", "assignment_id", "rater_id") REFERENCES "assignment"("project_id", "id", "rater_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shown_candidate" ADD CONSTRAINT "shown_candidate_project_id_candidate_id_image_id_fkey" FOREIGN KEY ("project_id", "candidate_id", "image_id") REFERENCES "candidate"("project_id", "id", "image_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "vote" ADD CONSTRAINT "vote_project_id_assignment_id_candidate_id_rater_id_image__fkey" FOREIGN KEY ("project_id", "assignment_id", "candidate_id", "rater_id", "image_id") REFERENCES "shown_candidate"("project_id", "assignment_id", "candidate_id", "rater_id", "image_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_answer" ADD CONSTRAINT "golden_answer_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "golden_answer" ADD CONSTRAINT "golden_answer_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "aggregation_run" ADD CONSTRAINT "aggregation_run_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "score" ADD CONSTRAINT "score_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_image" ADD CONSTRAINT "run_image_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_image" ADD CONSTRAINT "run_image_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_label" ADD CONSTRAINT "run_label_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_label" ADD CONSTRAINT "run_label_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "run_label" ADD CONSTRAINT "run_label_project_id_image_id_fkey" FOREIGN KEY ("project_id", "image_id") REFERENCES "image"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "job" ADD CONSTRAINT "job_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
