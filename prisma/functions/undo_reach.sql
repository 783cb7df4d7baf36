-- Number of last submissions that raters can look back over and change; equals undoReach in
-- lib/domain/rating/rating-limits.ts.
CREATE OR REPLACE FUNCTION undo_reach() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 50 $$;
