-- Distributes the tables of Reassess over the nodes of a Citus cluster by project, so that all rows of a project are on one
-- node. lib/db/citus.db.test.ts checks it against the catalog, with stand-ins for the functions of Citus. It was never run
-- on Citus itself: docs/scale.md says what was checked and what is still open.
--
-- Run it on the coordinator, on a database on which Reassess has been started before, while no Reassess server runs:
--   psql --set ON_ERROR_STOP=1 --file docs/deploy/citus.sql
-- With --set delegate=1, raters' calls run entirely on the node of their project: see docs/scale.md first.

-- Triggers only read rows of their own project, which are on the same node.
SET citus.enable_unsafe_triggers = on;
SET citus.multi_shard_modify_mode = 'sequential';

-- Server tables stay on the coordinator, except those that distributed tables reference.
CREATE TEMP TABLE kept_whole AS
SELECT name, name IN ('app_user', 'project', 'invite') AS is_on_every_node
FROM unnest(ARRAY[
  '_prisma_migrations', '_sql_function', 'access_token', 'account_identity', 'account_session', 'app_user', 'attempt_count', 'audit_event', 'decoded_file',
  'file_sweep', 'idempotency_key', 'password_reset', 'project', 'recovery_code', 'second_factor', 'setup_token', 'unused_file',
  -- Looked up by the secret in its link, before the project is known.
  'invite'
]) AS name;

CREATE TEMP TABLE distributed AS
SELECT c.oid, c.relname AS name FROM pg_class c
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
  AND c.relname NOT IN (SELECT k.name FROM kept_whole k);

-- Foreign keys are dropped until both sides are distributed. They are recreated without ON UPDATE CASCADE, which Citus refuses
-- if the distribution column is in the key; no key is ever updated.
CREATE TEMP TABLE foreign_key AS
SELECT f.conrelid::regclass AS of_table, f.conname AS name,
  replace(pg_get_constraintdef(f.oid), ' ON UPDATE CASCADE', '') AS definition
FROM pg_constraint f JOIN distributed d ON d.oid = f.conrelid
WHERE f.contype = 'f' AND f.conparentid = 0;

SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', of_table, name) FROM foreign_key ORDER BY 1
\gexec

SELECT format('SELECT create_reference_table(%L)', name) FROM kept_whole WHERE is_on_every_node ORDER BY name
\gexec

-- All tables are colocated with rater.
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
