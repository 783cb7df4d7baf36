-- With the group, the tasks of one position are read group by group (queue_window); its last group is the first entry.
DROP INDEX task_open_idx;
CREATE INDEX task_open_idx ON task (project_id, queue_position, queue_group DESC) WHERE is_open AND class_id IS NULL;
