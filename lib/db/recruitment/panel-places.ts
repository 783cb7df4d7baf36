import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { getRow, getValue, runSql } from '@/lib/db/session/sql'
import { inTransaction, lockProject } from '@/lib/db/session/transaction'
import { type PanelOutcome, panelOutcomes, placeOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'

/** Reloading also closes the page, so a visitor counts as gone only if not back after this time. */
const leaveGraceSeconds = 180

/** Ends visits over the time limit, idle for too long, or whose page was closed. For one panel, or all if null. */
export function freePlaces(panelId: string | null, db: Db): Promise<number> {
  return runSql(db)`
    UPDATE panel_visit v SET finished_at = now(),
      outcome = CASE WHEN over.is_timed_out THEN 'timed-out' ELSE 'left' END::panel_outcome
    FROM (
      SELECT o.project_id, o.id,
        coalesce(o.place_at < now() - make_interval(mins => (p.settings ->> 'maxMinutes')::int), false) AS is_timed_out
      FROM panel_visit o JOIN panel p ON p.project_id = o.project_id AND p.id = o.panel_id
      WHERE o.outcome IS NULL AND (${panelId}::uuid IS NULL OR p.id = ${panelId}::uuid) AND (
        o.place_at < now() - make_interval(mins => (p.settings ->> 'maxMinutes')::int)
        OR o.left_at < now() - make_interval(secs => ${leaveGraceSeconds}::int)
        OR o.last_seen_at < now()
          - make_interval(mins => coalesce((p.settings ->> 'idleMinutes')::int, ${defaultIdleMinutes}::int))
      )
      FOR UPDATE OF o SKIP LOCKED
    ) over
    WHERE v.project_id = over.project_id AND v.id = over.id`
}

interface PanelPlaces {
  projectId: number
  panelId: string
  /** Null for no limit. */
  places: number | null
}

/** Returns whether a panel has a free place. The project must be locked, as everyone who takes a place locks it. */
export async function hasFreePlace({ projectId, panelId, places }: PanelPlaces, db: Db): Promise<boolean> {
  if (places === null) return true
  await freePlaces(panelId, db)
  const taken = await getValue(db, z.number())`
    SELECT count(*)::int FROM panel_visit WHERE project_id = ${projectId}::int AND panel_id = ${panelId}::uuid
      AND (outcome IS NULL OR outcome = ANY (${[...placeOutcomes]}::panel_outcome[]))`
  return taken < places
}

/** Continues a visit in a new place from now on, and returns whether one was free. The project must be locked. */
export async function takeFreePlace(panel: PanelPlaces, visitId: string, db: Db): Promise<boolean> {
  if (!(await hasFreePlace(panel, db))) return false
  await runSql(db)`
    UPDATE panel_visit SET outcome = NULL, finished_at = NULL, left_at = NULL, place_at = now(), last_seen_at = now()
    WHERE project_id = ${panel.projectId}::int AND id = ${visitId}::uuid`
  return true
}

/** Returns false if no place is free, or if the visit's outcome is no longer `from`. */
export function resumeVisit(
  { visitId, from, ...panel }: PanelPlaces & { visitId: string; from: PanelOutcome },
  on: Db,
): Promise<boolean> {
  return inTransaction(on, async (db) => {
    await lockProject(db, panel.projectId)
    const { outcome } = await getRow(db, z.object({ outcome: z.enum(panelOutcomes).nullable() }))`
      SELECT outcome::text FROM panel_visit WHERE project_id = ${panel.projectId}::int AND id = ${visitId}::uuid`
    if (outcome === null) return true
    return outcome === from && takeFreePlace(panel, visitId, db)
  })
}
