-- Counts of how classes are confused, kept with each run, and what was decided about pairs of classes told to raters.

CREATE TABLE "class_count" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "input_hash" TEXT NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "class_count_pkey" PRIMARY KEY ("project_id","run_id")
);

CREATE TABLE "class_figure" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "class_id" INTEGER NOT NULL,
    "original_count" INTEGER NOT NULL,
    "rated_count" INTEGER NOT NULL,
    "labelled_count" INTEGER NOT NULL,
    "confirmed_count" INTEGER NOT NULL,
    "changed_count" INTEGER NOT NULL,
    "kept_count" INTEGER NOT NULL,
    "candidate_count" INTEGER NOT NULL,
    "no_count" INTEGER NOT NULL,
    "maybe_count" INTEGER NOT NULL,
    "yes_count" INTEGER NOT NULL,
    "first_count" INTEGER NOT NULL,
    "right_count" INTEGER NOT NULL,

    CONSTRAINT "class_figure_pkey" PRIMARY KEY ("project_id","run_id","class_id")
);

CREATE TABLE "class_confusion" (
    "project_id" INTEGER NOT NULL,
    "run_id" INTEGER NOT NULL,
    "low_id" INTEGER NOT NULL,
    "high_id" INTEGER NOT NULL,
    "asked_count" INTEGER NOT NULL,
    "divided_count" INTEGER NOT NULL,
    "original_count" INTEGER NOT NULL,
    "low_lost_count" INTEGER NOT NULL,
    "high_lost_count" INTEGER NOT NULL,
    "seen_count" INTEGER NOT NULL,
    "low_named_count" INTEGER NOT NULL,
    "high_named_count" INTEGER NOT NULL,
    "either_count" INTEGER NOT NULL,
    "together_count" INTEGER NOT NULL,
    "confused_count" INTEGER NOT NULL,

    CONSTRAINT "class_confusion_pkey" PRIMARY KEY ("project_id","run_id","low_id","high_id")
);

CREATE INDEX "class_confusion_project_id_run_id_high_id_idx" ON "class_confusion"("project_id", "run_id", "high_id");

CREATE INDEX "class_confusion_project_id_run_id_confused_count_idx" ON "class_confusion"("project_id", "run_id", "confused_count");

ALTER TABLE "class_count" ADD CONSTRAINT "class_count_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "aggregation_run"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_figure" ADD CONSTRAINT "class_figure_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "class_count"("project_id", "run_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_figure" ADD CONSTRAINT "class_figure_project_id_class_id_fkey" FOREIGN KEY ("project_id", "class_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_confusion" ADD CONSTRAINT "class_confusion_project_id_run_id_fkey" FOREIGN KEY ("project_id", "run_id") REFERENCES "class_count"("project_id", "run_id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_confusion" ADD CONSTRAINT "class_confusion_project_id_low_id_fkey" FOREIGN KEY ("project_id", "low_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "class_confusion" ADD CONSTRAINT "class_confusion_project_id_high_id_fkey" FOREIGN KEY ("project_id", "high_id") REFERENCES "class"("project_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE class_confusion ADD CONSTRAINT class_confusion_order CHECK (low_id < high_id);

-- What was decided about a class and others, as seen from it, by the names of these.
CREATE FUNCTION class_decisions(p_project int, p_class int) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_object('kind', d.kind, 'name', cl.name, 'note', d.note) ORDER BY cl.name), '[]')
  FROM (
    SELECT p.high_id AS other_id, p.note, CASE p.kind::text
      WHEN 'low-contains-high' THEN 'contains' WHEN 'high-contains-low' THEN 'contained' ELSE p.kind::text END AS kind
    FROM class_pair p WHERE p.project_id = p_project AND p.low_id = p_class
    UNION ALL
    SELECT p.low_id, p.note, CASE p.kind::text
      WHEN 'low-contains-high' THEN 'contained' WHEN 'high-contains-low' THEN 'contains' ELSE p.kind::text END
    FROM class_pair p WHERE p.project_id = p_project AND p.high_id = p_class
  ) d
  JOIN class cl ON cl.project_id = p_project AND cl.id = d.other_id
$$;

CREATE OR REPLACE FUNCTION assignment_payload(p_project int, p_assignment int) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE v_assignment assignment; v_image image; v_display jsonb := '{"perScreen": 64, "hasExamples": true}';
BEGIN
  -- A row at a time by its key: a join of these, planned on empty tables, may begin at all assignments of the project.
  SELECT * INTO v_assignment FROM assignment WHERE project_id = p_project AND id = p_assignment;
  SELECT * INTO v_image FROM image
  WHERE project_id = p_project AND id = (SELECT image_id FROM task WHERE project_id = p_project AND id = v_assignment.task_id);
  IF v_assignment.conditions IS NOT NULL THEN
    SELECT v_display || coalesce(jsonb_object_agg(
      CASE e.factor WHEN 'candidates' THEN 'perScreen' ELSE 'hasExamples' END, v_assignment.conditions -> e.id::text
    ), '{}') INTO v_display
    FROM experiment e WHERE e.project_id = p_project AND e.factor <> 'order' AND v_assignment.conditions ? e.id::text;
  END IF;
  RETURN jsonb_build_object(
    'assignmentId', v_assignment.id,
    'revision', v_assignment.revision,
    'leaseExpiresAt', to_char(v_assignment.lease_expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'image', jsonb_build_object('contentHash', v_image.content_hash, 'width', v_image.width, 'height', v_image.height,
      'credit', v_image.credit, 'creditUrl', v_image.credit_url, 'license', v_image.license),
    'candidates', (
      SELECT jsonb_agg(jsonb_build_object('name', cl.name, 'otherNames', to_jsonb(coalesce(cl.other_names, '{}')), 'gloss', cl.gloss,
        'wikipediaUrl', cl.wikipedia_url, 'path', to_jsonb(coalesce(cl.path, '{}')), 'note', cl.note,
        'pairs', class_decisions(p_project, cl.id)) ORDER BY s.position)
      FROM shown_candidate s
      JOIN candidate c ON c.project_id = s.project_id AND c.id = s.candidate_id
      JOIN class cl ON cl.project_id = c.project_id AND cl.id = c.class_id
      WHERE s.project_id = p_project AND s.assignment_id = p_assignment
    ),
    'previousAnswers', CASE WHEN v_assignment.revision > 0 THEN (
      SELECT jsonb_agg(h.answer ORDER BY s.position)
      FROM vote_history h
      JOIN shown_candidate s ON s.project_id = h.project_id AND s.assignment_id = h.assignment_id AND s.candidate_id = h.candidate_id
      WHERE h.project_id = p_project AND h.assignment_id = p_assignment AND h.revision = v_assignment.revision - 1
    ) END,
    'display', v_display
  );
END $$;
