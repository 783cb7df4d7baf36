import type { StoredPlan } from '@/lib/contracts/plan'
import { type Db, prisma } from '@/lib/db/client'
import { runSql } from '@/lib/db/session/sql'

const rowOf = (plan: StoredPlan) => JSON.stringify(plan)

/** The project's lock serializes concurrent writers, and everything else that numbers batches. */
export async function upsertDraft(projectId: number, { plan, name }: { plan: StoredPlan; name: string }, db: Db) {
  await runSql(db)`
    INSERT INTO batch (project_id, id, name, state, plan)
    SELECT ${projectId}::int, coalesce(max(id), 0) + 1, ${name}, 'draft', ${rowOf(plan)}::jsonb
    FROM batch WHERE project_id = ${projectId}::int
    ON CONFLICT (project_id) WHERE state = 'draft' DO UPDATE SET plan = excluded.plan, changed_at = now()`
}

/** Stores a computed report with the draft if the draft's choices are still those of the report. */
export async function keepReport(projectId: number, plan: StoredPlan): Promise<void> {
  await runSql(prisma)`
    UPDATE batch SET plan = ${rowOf(plan)}::jsonb
    WHERE project_id = ${projectId}::int AND state = 'draft' AND plan -> 'settings' = ${JSON.stringify(plan.settings)}::jsonb`
}
