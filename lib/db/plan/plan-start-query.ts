import { z } from 'zod'
import { prisma } from '@/lib/db/client'
import { type Connection, findRow } from '@/lib/db/session/sql'

const row = z.object({ id: z.number(), name: z.string(), isDraft: z.boolean(), changedAt: z.date(), plan: z.unknown() })
export type PlanStartRow = z.infer<typeof row>

/**
 * Returns the draft, else the last batch launched from one. `on` determines the snapshot: a bulk load reads its own.
 */
export const findPlanStart = (projectId: number, on: Connection = prisma): Promise<PlanStartRow | null> =>
  findRow(on, row)`
    SELECT id, name, state = 'draft' AS "isDraft", changed_at AS "changedAt", plan FROM batch
    WHERE project_id = ${projectId}::int AND plan IS NOT NULL
    ORDER BY state = 'draft' DESC, launched_at DESC, id DESC LIMIT 1`
