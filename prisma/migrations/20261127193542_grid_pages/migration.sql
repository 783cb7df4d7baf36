ALTER TYPE "experiment_factor" ADD VALUE 'mode';

ALTER TABLE "assignment" ADD COLUMN     "page_id" INTEGER;
CREATE INDEX "assignment_page_idx" ON "assignment" ("project_id", "page_id") WHERE page_id IS NOT NULL;

ALTER TABLE "task" ADD COLUMN     "class_id" INTEGER;
ALTER TABLE "task" ADD CONSTRAINT "task_class_only_where_asked" CHECK (class_id IS NULL OR kind IN ('rating', 'golden'));
-- Open tasks asked class first, by class; raters who are asked image first never read them.
CREATE INDEX "task_grid_open_idx" ON "task" ("project_id", "class_id", "queue_position") WHERE is_open AND class_id IS NOT NULL;
DROP INDEX "task_open_idx";
CREATE INDEX "task_open_idx" ON "task" ("project_id", "queue_position") WHERE is_open AND class_id IS NULL;

CREATE TABLE "grid_page" (
    "project_id" INTEGER NOT NULL,
    "id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,
    "size" SMALLINT NOT NULL,
    "seed" INTEGER NOT NULL,
    "leased_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "grid_page_pkey" PRIMARY KEY ("project_id","id")
);

CREATE INDEX "grid_page_project_id_rater_id_idx" ON "grid_page"("project_id", "rater_id");

CREATE TABLE "grid_cursor" (
    "project_id" INTEGER NOT NULL,
    "rater_id" INTEGER NOT NULL,
    "seed" INTEGER NOT NULL,
    "class_id" INTEGER,
    "class_pages" SMALLINT NOT NULL DEFAULT 0,
    "pages" INTEGER NOT NULL DEFAULT 0,
    "golden_pages" INTEGER NOT NULL DEFAULT 0,
    "empty_classes" INTEGER NOT NULL DEFAULT 0,
    "exhausted_at_generation" INTEGER,
    "is_image_first" BOOLEAN NOT NULL DEFAULT false,
    "tasks_left" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "grid_cursor_pkey" PRIMARY KEY ("project_id","rater_id")
);

ALTER TABLE "task" ADD CONSTRAINT "task_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "assignment" ADD CONSTRAINT "assignment_project_id_page_id_fkey" FOREIGN KEY ("project_id", "page_id") REFERENCES "grid_page"("project_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "grid_page" ADD CONSTRAINT "grid_page_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "grid_page" ADD CONSTRAINT "grid_page_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

ALTER TABLE "grid_cursor" ADD CONSTRAINT "grid_cursor_project_id_rater_id_fkey" FOREIGN KEY ("project_id", "rater_id") REFERENCES "rater"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
