-- run_image_by_disagreement_idx has the same order.
DROP INDEX CONCURRENTLY IF EXISTS "run_image_disagreement_idx";
