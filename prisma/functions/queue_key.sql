-- Returns an image's sort key in one rater's own order of the tasks with the same queue position: groups in an order
-- that follows from the rater's seed, and likewise the images of a group. Images of one group have different classes,
-- so classes stay apart in every rater's order. Tasks of one image share a key and so follow each other.
CREATE OR REPLACE FUNCTION queue_key(p_seed int, p_group int, p_image int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  SELECT (hashint4extended(p_group, p_seed) & -4294967296::bigint) | (hashint4extended(p_image, p_seed) & 4294967295::bigint)
$$;
