CREATE TABLE "label_score" (
    "project_id" INTEGER NOT NULL,
    "candidate_id" INTEGER NOT NULL,
    "batch_id" INTEGER NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "holds" BOOLEAN NOT NULL,
    "votes" SMALLINT NOT NULL,
    "scored_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "label_score_pkey" PRIMARY KEY ("project_id","candidate_id")
);

CREATE INDEX "label_score_project_id_batch_id_idx" ON "label_score"("project_id", "batch_id");

ALTER TABLE "label_score" ADD CONSTRAINT "label_score_project_id_candidate_id_fkey" FOREIGN KEY ("project_id", "candidate_id") REFERENCES "candidate"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_score" ADD CONSTRAINT "label_score_project_id_batch_id_fkey" FOREIGN KEY ("project_id", "batch_id") REFERENCES "adaptive_batch"("project_id", "batch_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "label_score"
ADD CONSTRAINT "label_score_score_check" CHECK ("score" >= 0 AND "score" <= 1),
ADD CONSTRAINT "label_score_votes_check" CHECK ("votes" >= 0);
