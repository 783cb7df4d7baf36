ALTER TABLE "panel_visit" ADD COLUMN     "plan" JSONB,
ADD COLUMN     "progress" JSONB;
