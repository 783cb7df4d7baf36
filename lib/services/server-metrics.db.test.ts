import { mkdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { prisma } from '@/lib/db/client'
import { addJob } from '@/lib/services/jobs/job-state'
import { leaseNextTask } from '@/lib/services/rating/assignments'
import { submitVotes } from '@/lib/services/rating/submit-votes'
import { makeRatingProject } from '@/lib/services/testing/rating-project'
import { dataPath } from '@/lib/storage/data-path'
import { checkMetricsToken, readServerMetrics } from './server-metrics'

const token = 'a-token-of-the-test'
let now = 0
/** Reads the metrics, one minute later each time so that the database is read again. */
async function scrape() {
  now += 60_000
  const { text } = await readServerMetrics(performance.now() + now)
  return (series: string) => {
    const line = text.split('\n').find((one) => one.startsWith(`${series} `))
    return line === undefined ? null : Number(line.slice(series.length + 1))
  }
}

test('hides metrics without a token in the settings, and otherwise from clients without it', () => {
  expect(() => checkMetricsToken(`Bearer ${token}`, undefined)).toThrow(expect.objectContaining({ code: 'not-found' }))
  for (const wrong of [
    null,
    undefined,
    '',
    token,
    `Basic ${token}`,
    'Bearer ',
    `Bearer ${token}x`,
    `Bearer x ${token}`,
  ])
    expect(() => checkMetricsToken(wrong, token)).toThrow(expect.objectContaining({ code: 'unauthenticated' }))
  expect(() => checkMetricsToken(`Bearer ${token}`, token)).not.toThrow()
  expect(() => checkMetricsToken(`bearer ${token}`, token)).not.toThrow()
})

test('returns the queue, submissions of raters and their duration', async () => {
  // A start creates it.
  mkdirSync(dataPath(), { recursive: true })
  const before = await scrape()
  const project = await makeRatingProject({ tasks: 2, candidates: 3, quota: 1 })
  const full = await scrape()
  expect(full('reassess_database_up')).toBe(1)
  expect(full('reassess_free_disk_bytes')).toBeGreaterThan(0)
  expect(full('reassess_open_tasks')! - before('reassess_open_tasks')!).toBe(2)

  const rater = await project.addRater()
  const { task } = await leaseNextTask(rater, { slug: project.slug })
  const leased = await scrape()
  expect(leased('reassess_open_tasks')! - full('reassess_open_tasks')!).toBe(-1)
  expect(leased('reassess_leased_assignments')! - full('reassess_leased_assignments')!).toBe(1)
  const leases = 'reassess_lease_duration_seconds_count{outcome="rating"}'
  expect(leased(leases)! - (before(leases) ?? 0)).toBe(1)

  const answers = { answers: ['yes', 'no', 'no'] as const, imageShownMs: 900, durationMs: 900, shownMs: null }
  const submission = { ...answers, answers: [...answers.answers], slug: project.slug, revision: 0 }
  await submitVotes(rater, { ...submission, assignmentId: task!.assignmentId, waitedMs: 7_000 })
  // A repeated submission is not counted as another vote.
  await submitVotes(rater, { ...submission, assignmentId: task!.assignmentId, waitedMs: 9_000 })
  const after = await scrape()
  const grown = (series: string) => after(series)! - (before(series) ?? 0)
  expect(grown('reassess_votes_accepted_total{answer="no"}')).toBe(2)
  expect(grown('reassess_votes_accepted_total{answer="yes"}')).toBe(1)
  expect(grown('reassess_submission_duration_seconds_count{outcome="accepted"}')).toBe(1)
  expect(grown('reassess_submission_duration_seconds_count{outcome="repeated"}')).toBe(1)
  expect(grown('reassess_submission_age_seconds_count')).toBe(1)
  expect(grown('reassess_submission_age_seconds_sum')).toBe(7)
  expect(after('reassess_pool_connections')).toBeGreaterThan(0)
  expect(after('nodejs_eventloop_lag_seconds')).not.toBeNull()
})

test('counts jobs by kind and state, and kinds of other versions under one name', async () => {
  const project = await makeRatingProject({ tasks: 1 })
  const before = await scrape()
  await addJob({ projectId: project.id, userId: null, kind: 'aggregate', payload: {} }, prisma)
  await prisma.job.create({
    data: { projectId: project.id, kind: 'of-a-newer-version', payload: {}, state: 'running' },
  })
  const after = await scrape()
  const queued = 'reassess_unfinished_jobs{kind="aggregate",state="queued"}'
  expect(after(queued)! - before(queued)!).toBe(1)
  expect(after('reassess_unfinished_jobs{kind="unknown",state="running"}')).toBe(1)
})
