import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { findRow, getValue } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import type { PanelIds } from '@/lib/domain/recruitment/panel'

export type Entry =
  | { kind: 'visit'; raterId: number; visitId: string }
  | { kind: 'refused'; reason: 'other-person' | 'closed' | 'full' }

const visitRow = z.object({ id: z.string(), raterId: z.number() })

/**
 * The visit that a panel's ids name, begun now if there is none: its person becomes a rater under the next free number, or
 * stays the one they were in this panel before. A visit that somebody else began is never handed over. A closed or full
 * panel begins no visit and lets begun ones go on. The project's row lock makes everyone take turns.
 */
export function enterPanel(
  {
    projectId,
    panelId,
    ids,
    isOpen,
    places,
  }: {
    projectId: number
    panelId: string
    ids: PanelIds
    isOpen: boolean
    places: number | null
  },
  client: typeof prisma = prisma,
): Promise<Entry> {
  return client.$transaction(async (db): Promise<Entry> => {
    await lockProject(db, projectId)
    const known = await findRow(db, visitRow)`
      SELECT id::text, rater_id AS "raterId" FROM panel_visit
      WHERE project_id = ${projectId}::int AND panel_id = ${panelId}::uuid AND visit_key = ${ids.session}`
    const raterId = await findPerson(projectId, panelId, ids.pid, db)
    if (known) {
      if (known.raterId !== raterId) return { kind: 'refused', reason: 'other-person' }
      return { kind: 'visit', raterId, visitId: known.id }
    }
    if (!isOpen) return { kind: 'refused', reason: 'closed' }
    if (places !== null && (await db.panelVisit.count({ where: { projectId, panelId } })) >= places)
      return { kind: 'refused', reason: 'full' }
    const rater = raterId ?? (await addPerson(projectId, panelId, ids.pid, db))
    const visitId = await getValue(db, z.string())`
      INSERT INTO panel_visit (project_id, panel_id, rater_id, study_key, visit_key, submitted_before)
      VALUES (${projectId}::int, ${panelId}::uuid, ${rater}::int, ${ids.study}, ${ids.session},
        coalesce((SELECT submitted_count FROM rater_cursor WHERE project_id = ${projectId}::int AND rater_id = ${rater}::int), 0))
      RETURNING id::text`
    return { kind: 'visit', raterId: rater, visitId }
  })
}

async function findPerson(projectId: number, panelId: string, pid: string, db: Db): Promise<number | null> {
  const person = await db.raterIdentity.findUnique({
    where: { projectId_platform_platformKey: { projectId, platform: panelId, platformKey: pid } },
    select: { raterId: true },
  })
  return person?.raterId ?? null
}

async function addPerson(projectId: number, panelId: string, pid: string, db: Db): Promise<number> {
  const last = await db.rater.aggregate({ where: { projectId }, _max: { id: true } })
  const raterId = (last._max.id ?? 0) + 1
  await db.rater.create({ data: { projectId, id: raterId, kind: 'panel' } })
  await db.raterIdentity.create({ data: { projectId, raterId, platform: panelId, platformKey: pid } })
  return raterId
}
