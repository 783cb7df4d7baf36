import { type Connection, runSql } from '@/lib/db/session/sql'

/** Adds a batch that has no plan: `open` for tasks that are launched with it now, `closed` for answers from elsewhere. */
export async function insertBatch(
  on: Connection,
  { projectId, id, name, state }: { projectId: number; id: number; name: string; state: 'open' | 'closed' },
): Promise<void> {
  await runSql(on)`INSERT INTO batch (project_id, id, name, state, launched_at)
      VALUES (${projectId}::int, ${id}::int, ${name}, ${state}::batch_state, CASE WHEN ${state} = 'open' THEN now() END)`
}
