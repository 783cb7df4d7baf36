ALTER TABLE "score" ADD COLUMN     "evidence" SMALLINT,
ADD COLUMN     "golden" BOOLEAN;

CREATE TABLE "run_class_parameters" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "parameters" JSONB NOT NULL,

    CONSTRAINT "run_class_parameters_pkey" PRIMARY KEY ("project_id","run_id")
);

ALTER TABLE "run_class_parameters" ADD CONSTRAINT "run_class_parameters_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
