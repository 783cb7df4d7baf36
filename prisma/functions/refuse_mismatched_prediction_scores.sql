-- The predictions of a model have scores if and only if the model has a kind of score.
CREATE OR REPLACE FUNCTION refuse_mismatched_prediction_scores() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE TRIGGER prediction_score_as_model_says AFTER INSERT ON prediction
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION refuse_mismatched_prediction_scores();
