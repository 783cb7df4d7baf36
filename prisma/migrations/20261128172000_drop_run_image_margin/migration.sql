-- run_image_by_margin_idx has the same order.
DROP INDEX CONCURRENTLY IF EXISTS "run_image_margin_idx";
