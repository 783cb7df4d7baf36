ALTER TABLE "qualification_attempt" ADD COLUMN     "holds_count" INTEGER,
ADD COLUMN     "holds_right" REAL;

-- Pass marks and rules were limits of the share of all right answers, which "no" to everything reaches where few labels
-- hold. They are limits of each of the two marks from now on. For a rater who is equally right on both kinds that is the
-- same number, so it is kept, but a pass mark at what guessing gives is raised above it, and so many answers as a rule
-- looked at are halved, since it looks at as many of each kind. "isSetBeforeMarks" has the pages say so until an admin
-- saves the settings.
UPDATE project SET quality = jsonb_set(
  CASE WHEN jsonb_typeof(quality -> 'qualification') = 'object' THEN
    jsonb_set(quality, '{qualification,passMark}', to_jsonb(greatest((quality #>> '{qualification,passMark}')::numeric, 0.55)))
  ELSE quality END,
  '{rules}', (
    SELECT coalesce(jsonb_agg(
      CASE rule ->> 'kind' WHEN 'golden-accuracy' THEN jsonb_build_object(
        'kind', 'golden-marks', 'last', greatest(ceil((rule ->> 'last')::numeric / 2), 3), 'below', rule -> 'below',
        'action', rule -> 'action'
      ) ELSE rule END ORDER BY position), '[]')
    FROM jsonb_array_elements(coalesce(quality -> 'rules', '[]')) WITH ORDINALITY r (rule, position)
  )) || '{"isSetBeforeMarks": true}'
WHERE jsonb_typeof(quality -> 'qualification') = 'object'
  OR coalesce(quality -> 'rules', '[]') @> '[{"kind": "golden-accuracy"}]';
