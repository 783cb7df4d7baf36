CREATE TYPE "label_decision" AS ENUM ('adjudicated', 'by-hand');

ALTER TABLE "score" ADD COLUMN     "decision" "label_decision";
