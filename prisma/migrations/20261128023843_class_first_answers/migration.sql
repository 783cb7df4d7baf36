ALTER TABLE "golden_answer" ADD COLUMN     "asked" JSONB;

ALTER TABLE "golden_answer_history" ADD COLUMN     "asked" JSONB;
