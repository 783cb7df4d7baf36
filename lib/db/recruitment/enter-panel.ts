import { z } from 'zod'
import { type Db, prisma } from '@/lib/db/client'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { findRow, getValue, runSql } from '@/lib/db/session/sql'
import { lockProject } from '@/lib/db/session/transaction'
import type { PanelIds, PanelKind } from '@/lib/domain/recruitment/panel'
import { isInterrupted, type PanelOutcome, panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { hasFreePlace, takeFreePlace } from './panel-places'

export type Entry =
  | { kind: 'visit'; raterId: number; visitId: string }
  | { kind: 'refused'; reason: 'other-person' | 'closed' | 'full' | 'place-gone' | 'taken-part' }

const visitRow = z.object({ id: z.string(), raterId: z.number(), outcome: z.enum(panelOutcomes).nullable() })
type Visit = z.infer<typeof visitRow>

interface EntryInput {
  projectId: number
  panelId: string
  kind: PanelKind
  ids: PanelIds
  isOpen: boolean
  places: number | null
}

const refused = (reason: (Entry & { kind: 'refused' })['reason']): Entry => ({ kind: 'refused', reason })

/** Endings after which a second session of the same person would be paid for nothing. */
const isOver = (outcome: PanelOutcome | null) =>
  outcome !== null && outcome !== 'nothing-left' && !isInterrupted(outcome)

/**
 * The visit that a panel's ids name, begun now if there is none: its person becomes a rater under the next free number, or
 * stays the one they were before. A visit that somebody else began is never handed over. A second session of the same
 * person in the same study goes on with the visit of the first, unless that is over. A closed or full panel begins no visit
 * and lets begun ones go on; one whose place was freed goes on only if a place is free. The project's row lock makes
 * everyone take turns, so that the last place is given once.
 */
export function enterPanel(input: EntryInput, client: typeof prisma = prisma): Promise<Entry> {
  return client.$transaction(async (db) => {
    await lockProject(db, input.projectId)
    const ofSession = await findVisitOfSession(input, db)
    const raterId = await findPerson(input, db)
    if (ofSession) return ofSession.raterId === raterId ? resume(input, ofSession, false, db) : refused('other-person')
    const earlier = raterId === null ? null : await findEarlierVisit(input, raterId, db)
    return earlier ? resume(input, earlier, true, db) : begin(input, raterId, db)
  })
}

async function resume(input: EntryInput, visit: Visit, isNewSession: boolean, db: Db): Promise<Entry> {
  if (isNewSession && isOver(visit.outcome)) return refused('taken-part')
  if (!(await goesOn(input, visit, db))) return refused('place-gone')
  if (isNewSession) await addSession(input, visit.id, db)
  return { kind: 'visit', raterId: visit.raterId, visitId: visit.id }
}

async function begin(input: EntryInput, known: number | null, db: Db): Promise<Entry> {
  const { projectId, panelId, ids } = input
  if (!input.isOpen) return refused('closed')
  if (!(await hasFreePlace(input, db))) return refused('full')
  const raterId = known ?? (await addPerson(projectId, panelId, ids.pid, db))
  const visitId = await getValue(db, z.string())`
    INSERT INTO panel_visit (project_id, panel_id, rater_id, study_key, visit_key, submitted_before)
    VALUES (${projectId}::int, ${panelId}::uuid, ${raterId}::int, ${ids.study}, ${ids.session},
      coalesce((SELECT submitted_count FROM rater_cursor WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int), 0))
    RETURNING id::text`
  return { kind: 'visit', raterId, visitId }
}

const findVisitOfSession = ({ projectId, panelId, ids }: EntryInput, db: Db) =>
  findRow(db, visitRow)`
    SELECT id::text, rater_id AS "raterId", outcome::text FROM panel_visit
    WHERE project_id = ${projectId}::int AND panel_id = ${panelId}::uuid AND visit_key = ${ids.session}`

/** Whether a begun visit may go on; one whose place was freed takes another. */
async function goesOn({ projectId, panelId, places }: EntryInput, visit: Visit, db: Db): Promise<boolean> {
  // What has not been swept yet is still in its place, and the place is this visit's own.
  if (visit.outcome === null)
    await runSql(db)`
    UPDATE panel_visit SET last_seen_at = now(), left_at = NULL WHERE project_id = ${projectId}::int AND id = ${visit.id}::uuid`
  return isInterrupted(visit.outcome) ? takeFreePlace({ projectId, panelId, places }, visit.id, db) : true
}

/** The panel asks for the visit by its newest session from now on. */
const addSession = ({ projectId, ids }: EntryInput, visitId: string, db: Db) =>
  runSql(db)`
    UPDATE panel_visit SET visit_key = ${ids.session}, session_count = session_count + 1
    WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid`

const findEarlierVisit = ({ projectId, panelId, ids }: EntryInput, raterId: number, db: Db) =>
  findRow(db, visitRow)`
    SELECT id::text, rater_id AS "raterId", outcome::text FROM panel_visit
    WHERE project_id = ${projectId}::int AND panel_id = ${panelId}::uuid AND rater_id = ${raterId}::int
      AND study_key = ${ids.study}
    ORDER BY started_at DESC LIMIT 1`

/** Prolific knows a person by one id in all studies, so a person of another of its panels is the same rater. */
async function findPerson({ projectId, panelId, kind, ids }: EntryInput, db: Db): Promise<number | null> {
  const panels =
    kind === 'prolific'
      ? await db.panel.findMany({ where: { projectId, kind }, select: { id: true } })
      : [{ id: panelId }]
  const person = await db.raterIdentity.findFirst({
    where: { projectId, platform: { in: panels.map(({ id }) => id) }, platformKey: ids.pid },
    orderBy: { raterId: 'asc' },
    select: { raterId: true },
  })
  return person?.raterId ?? null
}

async function addPerson(projectId: number, panelId: string, pid: string, db: Db): Promise<number> {
  const raterId = await nextRaterId(db, projectId)
  await db.rater.create({ data: { projectId, id: raterId, kind: 'panel' } })
  await db.raterIdentity.create({ data: { projectId, raterId, platform: panelId, platformKey: pid } })
  return raterId
}
