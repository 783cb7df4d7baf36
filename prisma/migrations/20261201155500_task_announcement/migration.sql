CREATE TABLE "task_announcement" (
    "project_id" INTEGER NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "task_announcement_pkey" PRIMARY KEY ("project_id")
);

ALTER TABLE "task_announcement" ADD CONSTRAINT "task_announcement_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
