ALTER TABLE "run_image" ADD COLUMN     "score_bins" BIGINT;
