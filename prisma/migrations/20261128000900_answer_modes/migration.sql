ALTER TYPE "experiment_factor" ADD VALUE 'answering';

-- What was submitted before does not say how it was answered; no other way than name by name existed then.
ALTER TABLE "assignment" ADD COLUMN     "answer_mode" TEXT;
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_answer_mode_check" CHECK ("answer_mode" IN ('each', 'sweep', 'auto'));

ALTER TABLE "project" ADD COLUMN     "answer_modes" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "project" ADD CONSTRAINT "project_answer_modes_check" CHECK ("answer_modes" <@ ARRAY['sweep', 'auto']);
