import type pg from 'pg'
import type { PanelSettings } from '@/lib/contracts/recruitment'

export const codes = {
  completed: 'DONE1',
  failed: 'FAIL1',
  'no-consent': 'NOCON1',
  'nothing-left': 'NONE1',
  stopped: 'PART1',
}

/** Creates a Prolific panel with a code for each outcome and returns its id. */
export async function makePanel(
  db: pg.Client,
  projectId: number,
  { tasksPerVisit = 2 as number | null, isSigned = false, ...more }: Partial<PanelSettings> = {},
): Promise<string> {
  const outcomes = Object.fromEntries(
    Object.entries(codes).map(([outcome, code]) => [outcome, { code, address: null }]),
  )
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO panel (project_id, kind, name, settings) VALUES ($1, 'prolific', 'A study', $2) RETURNING id`,
    [projectId, { outcomes, tasksPerVisit, places: null, isSigned, ...more }],
  )
  return rows[0]!.id
}

const hex = (value: number | string) => String(value).padStart(24, '0')

/** The link that Prolific opens for a participant. */
export const entryAddress = (panelId: string, person: number | string, visit: number | string) =>
  `/p/${panelId}?PROLIFIC_PID=${hex(person)}&STUDY_ID=${hex(7)}&SESSION_ID=${hex(visit)}`
