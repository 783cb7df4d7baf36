ALTER TYPE "experiment_factor" ADD VALUE 'tapping';

-- Pages submitted before do not say how they were answered; no other way than tapping what fits existed then.
ALTER TABLE "assignment" DROP CONSTRAINT "assignment_answer_mode_check";
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_answer_mode_check" CHECK (
  CASE WHEN "page_id" IS NULL THEN "answer_mode" IN ('each', 'sweep', 'auto') ELSE "answer_mode" IN ('tap-yes', 'tap-no') END
);

ALTER TABLE "project" DROP CONSTRAINT "project_answer_modes_check";
ALTER TABLE "project" ADD CONSTRAINT "project_answer_modes_check" CHECK ("answer_modes" <@ ARRAY['sweep', 'auto', 'tap-no']);
