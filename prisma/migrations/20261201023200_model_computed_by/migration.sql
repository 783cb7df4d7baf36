ALTER TABLE "model" ADD COLUMN     "computed_by" JSONB NOT NULL DEFAULT '[]';
