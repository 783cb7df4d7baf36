ALTER TABLE "aggregation_run" ADD COLUMN     "checks" JSONB,
ADD COLUMN     "fails_checks" BOOLEAN NOT NULL DEFAULT false;

CREATE TABLE "run_confirmation" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "user_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_confirmation_pkey" PRIMARY KEY ("project_id","run_id")
);

ALTER TABLE "run_confirmation" ADD CONSTRAINT "run_confirmation_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
