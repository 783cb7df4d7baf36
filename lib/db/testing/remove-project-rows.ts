import { prisma } from '@/lib/db/client'
import { raw, runSql } from '@/lib/db/session/sql'

/** Ignores foreign keys: the product's own deletion uses a connection per table and takes longer than most tests. */
export async function removeProjectRows(projectId: number): Promise<void> {
  const id = String(Math.trunc(projectId))
  await runSql(prisma)`${raw(`
    DO $$
    DECLARE one regclass;
    BEGIN
      PERFORM set_config('session_replication_role', 'replica', true);
      FOR one IN
        SELECT c.oid FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'project_id'
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND c.relname <> 'audit_event'
      LOOP
        EXECUTE format('DELETE FROM %s WHERE project_id = ${id}', one);
      END LOOP;
      DELETE FROM project WHERE id = ${id};
    END $$`)}`
}
