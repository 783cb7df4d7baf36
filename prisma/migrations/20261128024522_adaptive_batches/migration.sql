CREATE TABLE "adaptive_batch" (
    "project_id" INTEGER NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "minimum" SMALLINT NOT NULL,
    "maximum" SMALLINT NOT NULL,
    "change_limit" DOUBLE PRECISION,
    "learn_share" DOUBLE PRECISION NOT NULL,
    "audit_share" DOUBLE PRECISION NOT NULL,
    "seed" INTEGER NOT NULL,
    "round_positions" BIGINT[],
    "rule" JSONB,

    CONSTRAINT "adaptive_batch_pkey" PRIMARY KEY ("project_id","batch_id")
);

CREATE TABLE "open_round" (
    "project_id" INTEGER NOT NULL,
    "task_id" INTEGER NOT NULL,
    "changes" INTEGER NOT NULL DEFAULT 0,
    "is_held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "open_round_pkey" PRIMARY KEY ("project_id","task_id")
);

CREATE TABLE "label_stop" (
    "project_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "votes" SMALLINT NOT NULL,
    "holds" BOOLEAN,
    "flip_chance" DOUBLE PRECISION,
    "price" DOUBLE PRECISION,
    "stopped_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_stop_pkey" PRIMARY KEY ("project_id","candidate_id")
);

CREATE INDEX "label_stop_project_id_batch_id_idx" ON "label_stop"("project_id", "batch_id");

ALTER TABLE "adaptive_batch" ADD CONSTRAINT "adaptive_batch_project_id_batch_id_fkey" FOREIGN KEY ("project_id", "batch_id") REFERENCES "batch"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "open_round" ADD CONSTRAINT "open_round_project_id_task_id_fkey" FOREIGN KEY ("project_id", "task_id") REFERENCES "task"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_stop" ADD CONSTRAINT "label_stop_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_stop" ADD CONSTRAINT "label_stop_project_id_batch_id_fkey" FOREIGN KEY ("project_id", "batch_id") REFERENCES "adaptive_batch"("project_id", "batch_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "adaptive_batch"
ADD CONSTRAINT "adaptive_batch_votes_check" CHECK ("minimum" >= 1 AND "maximum" > "minimum"),
ADD CONSTRAINT "adaptive_batch_limit_check" CHECK ("change_limit" > 0 AND "change_limit" < 1),
ADD CONSTRAINT "adaptive_batch_shares_check" CHECK ("learn_share" >= 0 AND "audit_share" >= 0 AND "learn_share" + "audit_share" <= 1);

ALTER TABLE "label_stop"
ADD CONSTRAINT "label_stop_reason_check" CHECK ("reason" IN ('lossless', 'price', 'maximum', 'audited', 'withdrawn')),
ADD CONSTRAINT "label_stop_votes_check" CHECK ("votes" >= 0);
