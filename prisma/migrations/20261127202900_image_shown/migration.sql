-- What was submitted before has no time of its picture, and says so instead of being given one.
ALTER TABLE "assignment" ADD COLUMN     "image_shown_ms" INTEGER,
ADD COLUMN     "predates_shown" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "assignment" ALTER COLUMN "predates_shown" SET DEFAULT false;

-- A reopened task kept the active time of all visits, but the duration of the last one alone.
UPDATE "assignment" SET "duration_ms" = "active_ms" WHERE "active_ms" > "duration_ms";

-- Imported answers have no order among their rater's submissions: they were not given on this screen.
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_image_shown_check" CHECK (
    "state" <> 'submitted' OR "submitted_order" IS NULL OR "predates_shown" OR "image_shown_ms" IS NOT NULL
), ADD CONSTRAINT "assignment_image_shown_positive_check" CHECK ("image_shown_ms" > 0),
ADD CONSTRAINT "assignment_active_within_duration_check" CHECK ("active_ms" <= "duration_ms");
