-- Returns a number in [0, 1) that follows from the seed and the name of the decision, so that draws can be repeated.
CREATE OR REPLACE FUNCTION random_from_seed(p_seed int, p_what text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ('x' || substr(md5(p_seed || ':' || p_what), 1, 8))::bit(32)::bigint / 4294967296.0;
END $$;
