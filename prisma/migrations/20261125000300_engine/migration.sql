-- What the aggregation and agreement engine keeps beside what the domain had: progress with content, a run's course and
-- its evaluation, predictions without scores, agreement reports.

ALTER TABLE job ADD COLUMN detail jsonb;

ALTER TABLE aggregation_run ADD COLUMN history jsonb, ADD COLUMN evaluation jsonb, ADD COLUMN compute_ms integer;
ALTER TABLE aggregation_run ADD CONSTRAINT aggregation_run_history_is_list CHECK (jsonb_typeof(history) = 'array');
ALTER TABLE aggregation_run ADD CONSTRAINT aggregation_run_compute_ms_range CHECK (compute_ms >= 0);

-- A list of top-1 classes has ranks and no scores.
ALTER TABLE model ALTER COLUMN score_kind DROP NOT NULL;
ALTER TABLE prediction ALTER COLUMN score DROP NOT NULL;
ALTER TABLE prediction ADD CONSTRAINT prediction_rank_range CHECK (rank >= 0);
ALTER TABLE prediction ADD CONSTRAINT prediction_score_is_finite CHECK (score > '-Infinity' AND score < 'Infinity');

-- A model's predictions have scores exactly when the model says of what kind they are.
CREATE FUNCTION refuse_unlike_scores() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM new_rows n JOIN model m ON m.project_id = n.project_id AND m.id = n.model_id
    WHERE (n.score IS NULL) <> (m.score_kind IS NULL)
  ) THEN
    RAISE EXCEPTION 'predictions have scores exactly when their model has a kind of score'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'prediction_score_as_model_says';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER prediction_score_as_model_says AFTER INSERT ON prediction
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_unlike_scores();
CREATE TRIGGER prediction_never_edited BEFORE UPDATE ON prediction
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Deleting an image, and looking at one, reads its predictions; replacing a model reads what it proposed.
CREATE INDEX prediction_image_idx ON prediction (project_id, image_id);
CREATE INDEX candidate_model_model_idx ON candidate_model (project_id, model_id);

-- A rater's imported turns, which have no order. Partial for the reason given at assignment_submitted_order_idx, which has
-- the others: nothing on the rater's hot path can be planned through it, and none of its writes touch it.
CREATE INDEX assignment_imported_idx ON assignment (project_id, rater_id) WHERE submitted_order IS NULL AND state = 'submitted';

-- Agreement among the raters of a project, computed once over all votes submitted until then. Numbers rise, so the newest
-- is the last by the key.
CREATE TABLE agreement_report (
  project_id integer NOT NULL,
  id integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  votes_until timestamptz(3) NOT NULL,
  input_hash text NOT NULL,
  code_version text NOT NULL,
  seed integer NOT NULL,
  replicates integer NOT NULL,
  report jsonb NOT NULL,
  CONSTRAINT agreement_report_pkey PRIMARY KEY (project_id, id),
  CONSTRAINT agreement_report_project_id_fkey FOREIGN KEY (project_id) REFERENCES project (id) ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT agreement_report_replicates_range CHECK (replicates >= 0)
);
CREATE TRIGGER agreement_report_never_edited BEFORE UPDATE ON agreement_report
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
