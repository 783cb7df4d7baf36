ALTER TABLE "panel_visit" ADD COLUMN     "done" INTEGER,
ADD COLUMN     "terms" JSONB;

-- Visits that a server of the previous version starts after this have the panel's settings as their terms.
UPDATE "panel_visit" v SET "terms" = jsonb_build_object('tasksPerVisit', p."settings" -> 'tasksPerVisit',
  'pay', p."settings" -> 'pay', 'maxMinutes', p."settings" -> 'maxMinutes')
FROM "panel" p WHERE p."project_id" = v."project_id" AND p."id" = v."panel_id";
