-- Positions in the queue may be shared by many tasks; numbers of tasks are not.
DROP INDEX "task_grid_open_idx";
CREATE INDEX "task_grid_open_idx" ON "task" ("project_id", "class_id", "id") WHERE is_open AND class_id IS NOT NULL;
