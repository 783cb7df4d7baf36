-- The order of lib/db/images/image-filter-sql.ts.
CREATE INDEX CONCURRENTLY "run_image_by_disagreement_idx" ON "run_image" ("project_id", "run_id", (- coalesce("disagreement", -1)), "position")
INCLUDE ("image_id", "label_count", "is_changed", "is_rated", "disagreement", "margin", "score_bins");
