CREATE TABLE "pace_measurement" (
    "project_id" INTEGER NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,
    "took_ms" INTEGER NOT NULL,
    "task_count" INTEGER NOT NULL,
    "raters" JSONB NOT NULL,
    "positions" JSONB NOT NULL,

    CONSTRAINT "pace_measurement_pkey" PRIMARY KEY ("project_id")
);

ALTER TABLE "pace_measurement" ADD CONSTRAINT "pace_measurement_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
