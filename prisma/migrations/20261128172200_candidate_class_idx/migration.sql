CREATE INDEX CONCURRENTLY "candidate_project_id_class_id_idx" ON "candidate" ("project_id", "class_id");
