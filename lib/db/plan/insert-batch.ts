import { type Connection, runSql } from '@/lib/db/session/sql'

/** Inserts a batch without a plan: `open` if its tasks are launched now, `closed` for imported answers. */
export async function insertBatch(
  on: Connection,
  { projectId, id, name, state }: { projectId: number; id: number; name: string; state: 'open' | 'closed' },
): Promise<void> {
  await runSql(on)`INSERT INTO batch (project_id, id, name, state, launched_at)
      VALUES (${projectId}::int, ${id}::int, ${name}, ${state}::batch_state, CASE WHEN ${state} = 'open' THEN now() END)`
}
