-- Distributes the tables of Reassess over the nodes of a Citus cluster by project, so that all rows of a project lie on one
-- node. Checked against the catalog by lib/db/citus.db.test.ts, which runs it with functions that stand for those of Citus.
-- It was never run on Citus itself: docs/scale.md says what was checked and what is still in the way.
--
-- For a database that Reassess has been started on, on the coordinator, while no server of it runs:
--   psql --set ON_ERROR_STOP=1 --file docs/deploy/citus.sql
-- With --set delegate=1, calls of raters run whole on the node of their project: see docs/scale.md first.

-- Triggers look at rows of their own project alone, which lie on the same node.
SET citus.enable_unsafe_triggers = on;
SET citus.multi_shard_modify_mode = 'sequential';

-- Tables of the server stay on the coordinator, but for those that distributed tables refer to.
CREATE TEMP TABLE kept_whole AS
SELECT name, name IN ('app_user', 'project', 'invite') AS is_on_every_node
FROM unnest(ARRAY[
  '_prisma_migrations', '_sql_function', 'account_identity', 'account_session', 'app_user', 'attempt_count', 'audit_event', 'file_sweep',
  'idempotency_key', 'password_reset', 'project', 'recovery_code', 'second_factor', 'setup_token', 'unused_file',
  -- Looked up by the secret in its link, before the project is known.
  'invite'
]) AS name;

CREATE TEMP TABLE distributed AS
SELECT c.oid, c.relname AS name FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN (SELECT k.name FROM kept_whole k);

-- Foreign keys go until both sides are distributed. They come back without ON UPDATE CASCADE, which Citus refuses where the
-- distribution column is in the key; no key is ever updated.
CREATE TEMP TABLE foreign_key AS
SELECT f.conrelid::regclass AS of_table, f.conname AS name,
  replace(pg_get_constraintdef(f.oid), ' ON UPDATE CASCADE', '') AS definition
FROM pg_constraint f JOIN distributed d ON d.oid = f.conrelid
WHERE f.contype = 'f' AND f.conparentid = 0;

SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', of_table, name) FROM foreign_key ORDER BY 1
\gexec

SELECT format('SELECT create_reference_table(%L)', name) FROM kept_whole WHERE is_on_every_node ORDER BY name
\gexec

-- All in the group of the raters.
SELECT format('SELECT create_distributed_table(%L, ''project_id'', colocate_with => %L)', name,
  CASE name WHEN 'rater' THEN 'none' ELSE 'rater' END)
FROM distributed ORDER BY name <> 'rater', name
\gexec

SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', of_table, name, definition) FROM foreign_key ORDER BY 1
\gexec

\if :{?delegate}
SELECT format('SELECT create_distributed_function(%L, ''p_project'', colocate_with => ''rater'')', p.oid::regprocedure)
FROM pg_proc p
WHERE p.pronamespace = 'public'::regnamespace AND p.proname IN (
  'announce_tasks', 'join_as_rater', 'rating_screen', 'release_leases', 'renew_leases', 'reopen_assignment',
  'set_rater_language', 'skip_and_lease', 'start_qualification_test', 'submit_and_lease'
)
ORDER BY 1
\gexec
\endif
