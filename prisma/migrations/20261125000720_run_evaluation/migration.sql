-- What the original labels themselves get by a run, and what is known of its images as far as models are measured by it.

CREATE TABLE "run_evaluation" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "input_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_evaluation_pkey" PRIMARY KEY ("project_id","run_id")
);

ALTER TABLE "run_evaluation" ADD CONSTRAINT "run_evaluation_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
