ALTER TYPE "panel_outcome" ADD VALUE 'stopped';

ALTER TYPE "panel_outcome" ADD VALUE 'left';

ALTER TYPE "panel_outcome" ADD VALUE 'timed-out';

ALTER TABLE "panel_visit" ADD COLUMN     "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "place_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "session_count" INTEGER NOT NULL DEFAULT 1;

CREATE INDEX "panel_visit_project_id_panel_id_outcome_idx" ON "panel_visit"("project_id", "panel_id", "outcome");
