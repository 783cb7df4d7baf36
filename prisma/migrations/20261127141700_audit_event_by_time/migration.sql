CREATE INDEX audit_event_project_id_created_at_id_idx ON audit_event (project_id, created_at, id);
