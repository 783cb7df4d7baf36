-- Images that nobody rated lie together at the end of the order in which raters are asked.
CREATE INDEX CONCURRENTLY "run_image_unrated_idx" ON "run_image" ("project_id", "run_id", "position") INCLUDE ("image_id") WHERE NOT is_rated;
