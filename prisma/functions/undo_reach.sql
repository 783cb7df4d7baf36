-- How many of their last submissions raters can look back over and change; undoReach in lib/domain/rating/undo-reach.ts.
CREATE OR REPLACE FUNCTION undo_reach() RETURNS int LANGUAGE sql IMMUTABLE AS $$ SELECT 50 $$;
