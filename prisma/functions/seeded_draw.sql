-- A number from 0 up to 1 that follows from the seed and from what it is drawn for.
CREATE OR REPLACE FUNCTION seeded_draw(p_seed int, p_what text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN ('x' || substr(md5(p_seed || ':' || p_what), 1, 8))::bit(32)::bigint / 4294967296.0;
END $$;
