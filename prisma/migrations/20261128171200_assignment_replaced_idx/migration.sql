-- Submitted tasks in whose stead another position was opened. No submission touches it.
CREATE INDEX CONCURRENTLY "assignment_replaced_idx" ON "assignment" ("project_id", "rater_id") WHERE replaced_at IS NOT NULL;
