-- With what lists are filtered by, so that they are read from the index alone.
CREATE INDEX CONCURRENTLY "run_image_by_position_idx" ON "run_image" ("project_id", "run_id", "position")
INCLUDE ("image_id", "label_count", "is_changed", "is_rated", "disagreement", "margin", "score_bins");
