import { z } from 'zod'
import type { TimedVisitPlan } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { erasedPerson } from '@/lib/db/erased-person'
import { nextRaterId } from '@/lib/db/session/next-rater-id'
import { asJson, findRow, getRow, getValue, runSql, sql } from '@/lib/db/session/sql'
import { inTransaction, lockProjectOrUnavailable } from '@/lib/db/session/transaction'
import type { PanelIds, PanelKind } from '@/lib/domain/recruitment/panel'
import { isInterrupted, type PanelOutcome, panelOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'
import { doneAtEnd, hasPlace, hasSubmitted, noteSeen, progressAtEnd } from './panel-visit-query'

/** Reloading also closes the page, so a visitor counts as gone only if not back after this time. */
const leaveGraceSeconds = 180

/** Ends visits over the time limit, idle for too long, or whose page was closed. For one panel, or all if null. */
export const freePlaces = (panelId: string | null, db: Db): Promise<number> => runSql(db)`
    UPDATE panel_visit v SET finished_at = now(), done = ${doneAtEnd}, progress = ${progressAtEnd},
      outcome = CASE WHEN over.is_timed_out THEN 'timed-out' ELSE 'left' END::panel_outcome
    FROM (
      SELECT o.project_id, o.id,
        coalesce(o.place_at < now() - make_interval(mins => (coalesce(o.terms, p.settings) ->> 'maxMinutes')::int), false) AS is_timed_out
      FROM panel_visit o JOIN panel p ON p.project_id = o.project_id AND p.id = o.panel_id
      WHERE o.outcome IS NULL AND (${panelId}::uuid IS NULL OR p.id = ${panelId}::uuid) AND (
        o.place_at < now() - make_interval(mins => (coalesce(o.terms, p.settings) ->> 'maxMinutes')::int)
        OR o.left_at < now() - make_interval(secs => ${leaveGraceSeconds}::int)
        OR o.last_seen_at < now()
          - make_interval(mins => coalesce((p.settings ->> 'idleMinutes')::int, ${defaultIdleMinutes}::int))
      )
      FOR UPDATE OF o SKIP LOCKED
    ) over
    WHERE v.project_id = over.project_id AND v.id = over.id`

interface PanelPlaces {
  projectId: number
  panelId: string
  /** Null for no limit. */
  places: number | null
}

/** Returns whether a panel has a free place. To take it, lock the project first, as everyone who takes one does. */
async function hasFreePlace({ projectId, panelId, places }: PanelPlaces, db: Db): Promise<boolean> {
  if (places === null) return true
  await freePlaces(panelId, db)
  const taken = await getValue(db, z.number())`
    SELECT count(*)::int FROM panel_visit v
    LEFT JOIN rater_cursor c ON c.project_id = v.project_id AND c.rater_id = v.rater_id
    WHERE v.project_id = ${projectId}::int AND v.panel_id = ${panelId}::uuid AND ${hasPlace}`
  return taken < places
}

/** Continues a visit in a new place from now on, and returns whether one was free. The project must be locked. */
async function takeFreePlace(panel: PanelPlaces, visitId: string, db: Db): Promise<boolean> {
  if (!(await hasFreePlace(panel, db))) return false
  await runSql(db)`
    UPDATE panel_visit SET outcome = NULL, finished_at = NULL, done = NULL, progress = NULL, left_at = NULL,
      place_at = now(), last_seen_at = now()
    WHERE project_id = ${panel.projectId}::int AND id = ${visitId}::uuid`
  return true
}

/** Returns false if no place is free, or if the visit's outcome is no longer `from`. */
export const resumeVisit = (
  { visitId, from, ...panel }: PanelPlaces & { visitId: string; from: PanelOutcome },
  on: Db,
): Promise<boolean> =>
  inTransaction(on, async (db) => {
    await lockProjectOrUnavailable(db, panel.projectId)
    const { outcome } = await getRow(db, z.object({ outcome: z.enum(panelOutcomes).nullable() }))`
      SELECT outcome::text FROM panel_visit WHERE project_id = ${panel.projectId}::int AND id = ${visitId}::uuid`
    if (outcome === null) return true
    return outcome === from && takeFreePlace(panel, visitId, db)
  })

interface Refused {
  kind: 'refused'
  reason: 'other-person' | 'closed' | 'full' | 'place-gone' | 'taken-part'
}

type Entry = { kind: 'visit'; raterId: number; visitId: string } | Refused

const visitRow = z.object({
  ...{ id: z.string(), raterId: z.number(), outcome: z.enum(panelOutcomes).nullable() },
  hasSubmitted: z.boolean(),
})
type Visit = z.infer<typeof visitRow>

interface Entrant {
  projectId: number
  panelId: string
  kind: PanelKind
  sharesIds: boolean
  ids: PanelIds
}

interface EntryRequest extends Entrant {
  isOpen: boolean
  places: number | null
}

interface EntryInput extends EntryRequest {
  /** Kept by a visit that begins. */
  plan: TimedVisitPlan
}

const refused = (reason: Refused['reason']): Refused => ({ kind: 'refused', reason })

/** Outcomes after which a second session of the same person would be paid for no work. */
const isOver = (outcome: PanelOutcome | null) =>
  outcome !== null && outcome !== 'nothing-left' && !isInterrupted(outcome)

/**
 * Returns the visit for a panel's ids, starting one if there is none. The person becomes a rater with the next free
 * number, or stays the rater that they were. Another person's visit is never handed over. A second session of the same
 * person in the same study continues the first one's visit, unless that is over. Nobody returns after an erasure. A
 * panel that is closed, full or without work starts no visits, but lets existing ones continue; a visit whose place was
 * freed continues only if a place is free. If none is, the participant only sees its end, with the code for partial
 * work, or is refused without any work. The lock on the project's row serializes entries, so that the last place is
 * given only once.
 */
export const enterPanel = (input: EntryInput): Promise<Entry> =>
  inTransaction(prisma, async (db) => {
    await lockProjectOrUnavailable(db, input.projectId)
    const found = await findEntry(input, db)
    if (found.kind === 'refused') return found
    return found.kind === 'visit' ? resume(input, found, db) : begin(input, found.raterId, db)
  })

interface FoundVisit {
  kind: 'visit'
  visit: Visit
  isNewSession: boolean
  /** False if it has ended, so that the participant only sees its end. */
  goesOn: boolean
}

/** The rater of a new visit is null for a new person. */
export type FoundEntry = FoundVisit | { kind: 'new'; raterId: number | null }

/** Returns what `enterPanel` would do now. */
export async function findEntry(input: EntryRequest, db: Db = prisma): Promise<Refused | FoundEntry> {
  const ofSession = await findVisitOfSession(input, db)
  const raterId = await findPerson(input, db)
  if (raterId === 'erased') return refused('taken-part')
  if (ofSession && ofSession.raterId !== raterId) return refused('other-person')
  const visit = ofSession ?? (raterId === null ? null : await findEarlierVisit(input, raterId, db))
  if (!visit) {
    const reason = await whyNoVisit(input, db)
    return reason ? refused(reason) : { kind: 'new', raterId }
  }
  const isNewSession = !ofSession
  if (isNewSession && isOver(visit.outcome)) return refused('taken-part')
  const goesOn = isInterrupted(visit.outcome) ? await hasFreePlace(input, db) : !isOver(visit.outcome)
  if (isInterrupted(visit.outcome) && !goesOn && !visit.hasSubmitted) return refused('place-gone')
  return { kind: 'visit', visit, isNewSession, goesOn }
}

async function resume(input: EntryInput, { visit, isNewSession, goesOn }: FoundVisit, db: Db): Promise<Entry> {
  if (isInterrupted(visit.outcome) && goesOn) await takeFreePlace(input, visit.id, db)
  // A visit without an outcome still has its place, even if it is due to be freed.
  if (visit.outcome === null) await noteSeen(input.projectId, visit.id, db)
  if (isNewSession) await addSession(input, visit.id, db)
  return { kind: 'visit', raterId: visit.raterId, visitId: visit.id }
}

/** Returns why a panel starts no visits now, or null if it does. Frees the places that are due to be freed. */
async function whyNoVisit(panel: PanelPlaces & { isOpen: boolean }, db: Db): Promise<'closed' | 'full' | null> {
  if (!panel.isOpen || !(await hasWork(panel.projectId, db))) return 'closed'
  return (await hasFreePlace(panel, db)) ? null : 'full'
}

async function begin(input: EntryInput, known: number | null, db: Db): Promise<Entry> {
  const { projectId, panelId, ids } = input
  const raterId = known ?? (await addPerson(projectId, panelId, ids.pid, db))
  const visitId = await getValue(db, z.string())`
    INSERT INTO panel_visit (project_id, panel_id, rater_id, study_key, visit_key, submitted_before, terms, plan)
    SELECT ${projectId}::int, p.id, ${raterId}::int, ${ids.study}, ${ids.session},
      coalesce((SELECT submitted_count FROM rater_cursor WHERE project_id = ${projectId}::int AND rater_id = ${raterId}::int), 0),
      jsonb_build_object('tasksPerVisit', p.settings -> 'tasksPerVisit', 'pay', p.settings -> 'pay',
        'maxMinutes', p.settings -> 'maxMinutes'), ${asJson(input.plan)}::jsonb
    FROM panel p WHERE p.project_id = ${projectId}::int AND p.id = ${panelId}::uuid
    RETURNING id::text`
  return { kind: 'visit', raterId, visitId }
}

const hasWork = (projectId: number, db: Db) =>
  getValue(db, z.boolean())`
    SELECT NOT p.is_paused AND (
      EXISTS (SELECT FROM task t WHERE t.project_id = p.id AND t.is_open AND t.class_id IS NULL)
      OR EXISTS (SELECT FROM task t WHERE t.project_id = p.id AND t.is_open AND t.class_id IS NOT NULL)
    ) FROM project p WHERE p.id = ${projectId}::int`

const selectVisit = sql`
  SELECT v.id::text, v.rater_id AS "raterId", v.outcome::text, ${hasSubmitted} AS "hasSubmitted" FROM panel_visit v
  LEFT JOIN rater_cursor c ON c.project_id = v.project_id AND c.rater_id = v.rater_id`

const findVisitOfSession = ({ projectId, panelId, ids }: Entrant, db: Db) =>
  findRow(db, visitRow)`
    ${selectVisit} WHERE v.project_id = ${projectId}::int AND v.panel_id = ${panelId}::uuid
      AND v.visit_key = ${ids.session}`

/** The panel identifies the visit by its newest session from now on. */
const addSession = ({ projectId, ids }: EntryInput, visitId: string, db: Db) =>
  runSql(db)`
    UPDATE panel_visit SET visit_key = ${ids.session}, session_count = session_count + 1
    WHERE project_id = ${projectId}::int AND id = ${visitId}::uuid`

const findEarlierVisit = ({ projectId, panelId, ids }: Entrant, raterId: number, db: Db) =>
  findRow(db, visitRow)`
    ${selectVisit} WHERE v.project_id = ${projectId}::int AND v.panel_id = ${panelId}::uuid
      AND v.rater_id = ${raterId}::int AND v.study_key = ${ids.study}
    ORDER BY v.started_at DESC LIMIT 1`

/**
 * Prolific identifies a person by one id in all studies, so a person of another Prolific panel is the same rater; so is
 * one of another generic panel if both panels share ids.
 */
async function findPerson(entrant: Entrant, db: Db): Promise<number | 'erased' | null> {
  const { projectId, panelId, kind, sharesIds, ids } = entrant
  const sharing = sharesIds && { kind, settings: { path: ['sharesIds'], equals: true } }
  const panels = await db.panel.findMany({
    where: { projectId, ...(kind === 'prolific' ? { kind } : sharing || { id: panelId }) },
    select: { id: true, erased: true },
  })
  const person = await db.raterIdentity.findFirst({
    where: { projectId, platform: { in: panels.map(({ id }) => id) }, platformKey: ids.pid },
    orderBy: { raterId: 'asc' },
    select: { raterId: true },
  })
  if (person) return person.raterId
  const isErased = panels.some(({ id, erased }) => erased.includes(erasedPerson(id, ids.pid) ?? ''))
  return isErased ? 'erased' : null
}

async function addPerson(projectId: number, panelId: string, pid: string, db: Db): Promise<number> {
  const raterId = await nextRaterId(db, projectId)
  await db.rater.create({ data: { projectId, id: raterId, kind: 'panel' } })
  await db.raterIdentity.create({ data: { projectId, raterId, platform: panelId, platformKey: pid } })
  return raterId
}
