CREATE TABLE "kept_figure" (
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "kept_figure_pkey" PRIMARY KEY ("project_id","name")
);

ALTER TABLE "kept_figure" ADD CONSTRAINT "kept_figure_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
