-- run_image_by_position_idx has the same order.
DROP INDEX CONCURRENTLY IF EXISTS "run_image_position_idx";
