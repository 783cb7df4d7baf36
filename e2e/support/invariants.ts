import type pg from 'pg'
import { expect } from 'playwright/test'
import { voteViolations } from '@/lib/db/testing/vote-invariants'

/** Tables that the check reads. */
export const invariantTables = ['assignment', 'task', 'task_candidate', 'label_stop', 'vote', 'candidate'] as const

export async function invariantViolations(db: pg.Client, projectId: number): Promise<string[]> {
  const { rows } = await db.query<{ invariant: string; what: string }>(`${voteViolations} LIMIT 20`, [projectId])
  return rows.map(({ invariant, what }) => `${invariant}: ${what}`)
}

/** Checks I1, I2, I3 and I5 and, if acknowledged assignment ids are given, I4: all of them are submitted. */
export async function expectInvariants(db: pg.Client, projectId: number, acknowledged: readonly number[] = []) {
  expect(await invariantViolations(db, projectId)).toEqual([])
  expect(new Set(acknowledged).size, 'I4: acknowledged twice').toBe(acknowledged.length)
  const { rows } = await db.query<{ id: number }>(
    `SELECT id FROM unnest($2::int[]) AS ack (id) WHERE NOT EXISTS (
       SELECT FROM assignment a WHERE a.project_id = $1 AND a.id = ack.id AND a.state = 'submitted')`,
    [projectId, acknowledged],
  )
  expect(rows, 'I4: acknowledged and not submitted').toEqual([])
}

/** Checks I6: once all raters have finished, every task has as many answers as its quota. */
export async function expectDrained(db: pg.Client, projectId: number) {
  const { rows } = await db.query<{ id: number; submitted: number; quota: number }>(
    `SELECT id, submitted, quota FROM task WHERE project_id = $1 AND kind = 'rating' AND is_launched AND submitted <> quota`,
    [projectId],
  )
  expect(rows, 'I6: tasks that want answers').toEqual([])
}
