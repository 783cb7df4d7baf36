CREATE TABLE "shown_work" (
    "project_id" INTEGER NOT NULL,
    "queue" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shown_work_pkey" PRIMARY KEY ("project_id","queue","number")
);

CREATE INDEX "shown_work_project_id_rater_id_idx" ON "shown_work"("project_id", "rater_id");

ALTER TABLE "shown_work" ADD CONSTRAINT "shown_work_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
