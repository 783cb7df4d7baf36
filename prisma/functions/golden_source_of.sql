-- Returns where answers to tasks of this kind are stored: null for votes, else the source of the golden answers.
CREATE OR REPLACE FUNCTION golden_source_of(p_kind task_kind) RETURNS golden_source LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN CASE p_kind::text WHEN 'golden' THEN 'hidden' WHEN 'test' THEN 'qualification' WHEN 'training' THEN 'training' END;
END $$;
