import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { expect } from 'playwright/test'
import type { RatingSession, RatingTask } from '@/lib/contracts/rating/rating'
import { type Answer, answers } from '@/lib/domain/rating/answer'
import type { Answered, ApiClient } from './api-client'

export interface Vote {
  assignmentId: number
  answers: Answer[]
}

export interface RaterOptions {
  seed: number
  isOver: () => boolean
  /** Mean think time per image. */
  thinkMs?: number
  /** Called after every request with its status (0 without a response) and duration. */
  onRequest?: (status: number, ms: number) => void
  /** Called with the time from an answer to its acknowledgement, including retries. */
  onAcknowledged?: (ms: number) => void
}

/**
 * Rates until stopped or until no tasks are left, and retries each submission until it is acknowledged. Every other client
 * leases ahead, answers its prefetched tasks without a new request, and occasionally leaves and returns. Returns the
 * acknowledged answers.
 */
export async function rate(client: ApiClient, slug: string, options: RaterOptions): Promise<Vote[]> {
  const { seed, isOver, thinkMs = 0, onRequest = () => {}, onAcknowledged = () => {} } = options
  const acknowledged: Vote[] = []
  const ahead = seed % 2 === 0 ? 3 : 0
  let random = seed
  const uniform = () => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return random / 0x80000000
  }
  const draw = () => answers[Math.floor(uniform() * 3)]!
  const timed = async <Body>(asking: Promise<Answered<Body>>) => {
    const startedAt = performance.now()
    const answered = await asking
    onRequest(answered.status, performance.now() - startedAt)
    return answered
  }
  let pool = new Map<number, RatingTask>()
  /** Tasks held by this client whose content has arrived. */
  const take = (session: RatingSession) => {
    for (const task of [session.task, ...session.ahead]) if (task) pool.set(task.assignmentId, task)
    pool = new Map(session.held.flatMap((id) => pool.get(id) ?? []).map((task) => [task.assignmentId, task]))
  }
  while (!isOver()) {
    const [task] = pool.values()
    if (!task) {
      const asked = await timed(client.next(slug, { ahead }))
      if (asked.status === 200) take(asked.body)
      if (asked.status === 200 && asked.body.state === 'finished') break
      if (pool.size === 0) await sleep(100)
      continue
    }
    if (ahead > 0 && acknowledged.length % 20 === 19 && draw() === 'no') {
      await client.release(slug, [...pool.keys()])
      // Even without an acknowledgement: the tasks may have been released before the server was killed, and finished by
      // others. The next request returns those still held.
      pool.clear()
      continue
    }
    if (thinkMs > 0) await sleep(thinkMs * (0.5 + uniform()))
    const vote = { assignmentId: task.assignmentId, answers: task.candidates.map(draw) }
    const have = [...pool.keys()].filter((id) => id !== vote.assignmentId)
    const body = {
      revision: task.revision,
      answers: vote.answers,
      durationMs: null,
      imageShownMs: 1_000,
      shownMs: null,
      ahead,
      have,
    }
    const startedAt = performance.now()
    let sent = await timed(client.submit(slug, vote.assignmentId, body))
    while (sent.status === 0 || sent.status >= 500) {
      await sleep(100)
      sent = await timed(client.submit(slug, vote.assignmentId, body))
    }
    expect(sent.status, JSON.stringify(sent.body)).toBe(200)
    onAcknowledged(performance.now() - startedAt)
    acknowledged.push(vote)
    take(sent.body.next)
  }
  return acknowledged
}

/** Expects every acknowledged answer in the database, once and unchanged. Returns the number of assignments with votes. */
export async function expectStored(db: pg.Client, projectId: number, votes: readonly Vote[]): Promise<number> {
  const { rows } = await db.query<{ id: number; state: string; answers: number[] }>(
    `SELECT a.id, a.state::text, array_agg(v.answer::int ORDER BY s.position) AS answers
     FROM assignment a
     JOIN shown_candidate s ON s.project_id = a.project_id AND s.assignment_id = a.id
     JOIN vote v ON v.project_id = s.project_id AND v.image_id = s.image_id AND v.candidate_id = s.candidate_id AND v.rater_id = s.rater_id
     WHERE a.project_id = $1 GROUP BY a.id, a.state`,
    [projectId],
  )
  const stored = new Map(rows.map((row) => [row.id, row]))
  // One assertion: Playwright records a step for each, and thousands of steps take longer than the rating.
  const kept = votes.map(({ assignmentId }) => {
    const row = stored.get(assignmentId)
    return { assignmentId, state: row?.state, answers: row?.answers }
  })
  expect(kept).toEqual(
    votes.map(({ assignmentId, answers: given }) => ({
      ...{ assignmentId, state: 'submitted', answers: given.map((answer) => answers.indexOf(answer)) },
    })),
  )
  return rows.length
}
