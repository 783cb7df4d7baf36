-- A review of mistakes was called a campaign. Renames only: rows stay.
ALTER TABLE "review_campaign" RENAME TO "review";
ALTER TABLE "review" RENAME CONSTRAINT "review_campaign_pkey" TO "review_pkey";
ALTER TABLE "review" RENAME CONSTRAINT "review_campaign_project_id_fkey" TO "review_project_id_fkey";
ALTER TABLE "review" RENAME CONSTRAINT "review_campaign_project_id_model_id_fkey" TO "review_project_id_model_id_fkey";
ALTER TABLE "review" RENAME CONSTRAINT "review_campaign_project_id_run_id_fkey" TO "review_project_id_run_id_fkey";
ALTER INDEX "review_campaign_project_id_model_id_idx" RENAME TO "review_project_id_model_id_idx";
ALTER INDEX "review_campaign_project_id_run_id_idx" RENAME TO "review_project_id_run_id_idx";

ALTER TABLE "review_item" RENAME COLUMN "campaign_id" TO "review_id";
ALTER TABLE "review_item" RENAME CONSTRAINT "review_item_project_id_campaign_id_fkey" TO "review_item_project_id_review_id_fkey";

ALTER TABLE "review_answer" RENAME COLUMN "campaign_id" TO "review_id";
ALTER TABLE "review_answer" RENAME CONSTRAINT "review_answer_project_id_campaign_id_image_id_fkey" TO "review_answer_project_id_review_id_image_id_fkey";

UPDATE "adjudication" SET "origin" = ("origin" - 'campaign') || jsonb_build_object('review', "origin" -> 'campaign')
WHERE "origin" ? 'campaign';
