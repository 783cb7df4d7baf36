-- Where the answers to a task of this kind are kept: null among the votes, else among the golden answers of this source.
CREATE OR REPLACE FUNCTION golden_source_of(p_kind task_kind) RETURNS golden_source LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE p_kind::text WHEN 'golden' THEN 'hidden' WHEN 'test' THEN 'qualification' WHEN 'training' THEN 'training' END;
END $$;
