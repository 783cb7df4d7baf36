CREATE INDEX CONCURRENTLY "image_project_id_original_class_id_idx" ON "image" ("project_id", "original_class_id");
