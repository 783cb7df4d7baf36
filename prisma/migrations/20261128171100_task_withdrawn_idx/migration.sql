-- Rating tasks that nobody is given: what is launched is all others. No submission touches it.
CREATE INDEX CONCURRENTLY "task_withdrawn_idx" ON "task" ("project_id") WHERE kind = 'rating' AND NOT is_launched;
