import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { getRow, getValue, runSql } from '@/lib/db/session/sql'
import { inTransaction, lockProject } from '@/lib/db/session/transaction'
import { type PanelOutcome, panelOutcomes, placeOutcomes } from '@/lib/domain/recruitment/panel-outcome'
import { defaultIdleMinutes } from '@/lib/domain/recruitment/visit-time'

/** A reload closes the page too; only whoever is not back after this long has left. */
const leaveGraceSeconds = 180

/**
 * Frees the places of visits that take longer than the panel allows, whose page was closed, or of which nothing was heard
 * for as long as the panel states; how many. Of all panels, or of one.
 */
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
  /** Null: as many as come. */
  places: number | null
}

/** Whether a panel has a place left. Under the lock of the project, which everyone takes who takes a place. */
export async function hasFreePlace({ projectId, panelId, places }: PanelPlaces, db: Db): Promise<boolean> {
  if (places === null) return true
  await freePlaces(panelId, db)
  const taken = await getValue(db, z.number())`
    SELECT count(*)::int FROM panel_visit WHERE project_id = ${projectId}::int AND panel_id = ${panelId}::uuid
      AND (outcome IS NULL OR outcome = ANY (${[...placeOutcomes]}::panel_outcome[]))`
  return taken < places
}

/** The visit goes on in a place of its own, from now on, if there is one; whether there was. Under the lock of the project. */
export async function takeFreePlace(panel: PanelPlaces, visitId: string, db: Db): Promise<boolean> {
  if (!(await hasFreePlace(panel, db))) return false
  await runSql(db)`
    UPDATE panel_visit SET outcome = NULL, finished_at = NULL, left_at = NULL, place_at = now(), last_seen_at = now()
    WHERE project_id = ${panel.projectId}::int AND id = ${visitId}::uuid`
  return true
}

/**
 * Gives a visit whose place was freed a place again, if there is one; whether it goes on. `from` is the ending that it had:
 * one that was ended otherwise in the meantime does not go on.
 */
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
