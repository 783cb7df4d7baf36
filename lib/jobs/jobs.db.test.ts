import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import type { JobSummary } from '@/lib/contracts/jobs'
import { aggregateResult } from '@/lib/contracts/runs/aggregation'
import { prisma } from '@/lib/db/client'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import { operator } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { bundleBeside } from '@/lib/jobs/testing/bundle-beside'
import type { ComputationByName, JobKind } from '@/lib/services/jobs/job-kind'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { cancelJob, startJob } from '@/lib/services/jobs/job-state'
import { getJob, listJobs } from '@/lib/services/jobs/read-jobs'
import { confirmRun } from '@/lib/services/runs/change-run'
import { computeInThisThread } from '@/lib/services/runs/compute-aggregation'
import { aggregatedProject } from '@/lib/services/testing/aggregated-project'
import { type RunningWorker, startWorker } from './start-worker'

const projectRoot = process.cwd()
let slug: string
let projectId: number
let remove: () => Promise<void>
let worker: RunningWorker | null = null
beforeEach(async () => {
  ;({ slug, id: projectId, remove } = await aggregatedProject())
})
afterEach(async () => {
  await worker?.stop()
  worker = null
  await remove()
})

const aggregate = jobKinds.aggregate as JobKind
const compute = (() => computeInThisThread) as unknown as ComputationByName
const start = async (run: JobKind['run'] = aggregate.run) => {
  worker = await startWorker({ projectRoot, compute, kinds: { aggregate: { ...aggregate, run } } })
  return worker
}
/** With three golden candidates a run fails a check, and is not used until it is confirmed. */
const confirmed: JobKind['run'] = async (...given) => {
  const result = await aggregate.run(...given)
  await confirmRun(operator, { slug, runId: aggregateResult.parse(result).runId, reason: 'Enough for a test.' })
  return result
}
const enqueue = (method: 'majority' | 'calibrated' = 'majority') =>
  startJob(operator, { slug, kind: 'aggregate', input: { method, parameters: {} } })

async function until(jobId: string, applies: (job: JobSummary) => boolean, limitMs = 20_000): Promise<JobSummary> {
  const deadline = Date.now() + limitMs
  for (;;) {
    const job = await getJob(operator, { slug, jobId })
    if (applies(job)) return job
    if (Date.now() > deadline) throw new Error(`The job stayed ${JSON.stringify(job)}`)
    await sleep(50)
  }
}
const endsInTrail = () =>
  prisma.auditEvent.findMany({
    where: { projectId, action: { startsWith: 'job.' } },
    select: { userId: true, action: true, details: true },
  })
const isOver = (job: JobSummary) => ['succeeded', 'failed', 'cancelled'].includes(job.state)

const endless: JobKind['run'] = async (_actor, _job, { onProgress, signal }) => {
  for (let done = 1; ; done++) {
    signal.throwIfAborted()
    onProgress('Counting', done, 1_000_000)
    await sleep(5)
  }
}

test('runs a job from the queue, stores its result, and starts the jobs that follow a run', async () => {
  const { id, state } = await enqueue()
  expect(state).toBe('queued')
  await start(confirmed)
  const job = await until(id, isOver)
  expect(job).toMatchObject({ state: 'succeeded', attempts: 1, error: null, result: { runId: 1, labelCount: 4 } })
  expect(job.done).toBe(job.total)
  expect(job.finishedAt).not.toBeNull()
  const kinds = async () => (await listJobs(operator, slug)).jobs.map(({ kind }) => kind).sort()
  await expect.poll(kinds).toEqual(['aggregate', 'count-classes', 'score-models'])
})

test('scores no models with a run that fails a check and is not confirmed', async () => {
  await start()
  const { id } = await enqueue()
  await until(id, isOver)
  const kinds = async () => (await listJobs(operator, slug)).jobs.filter((job) => isOver(job)).map(({ kind }) => kind)
  await expect.poll(async () => (await kinds()).sort()).toEqual(['aggregate', 'count-classes'])
  expect(await prisma.job.count({ where: { projectId, kind: 'score-models' } })).toBe(0)
})

test('a project can be deleted while a job has locked it: the job is cancelled and leaves nothing', async () => {
  let isHeld = false
  // Like an import of votes, this locks the project until the end of a long transaction.
  await start((actor, job, hooks, compute) =>
    withCopySession(async (session) => {
      await lockProject(session, projectId)
      await writeAuditEvent(session, { projectId, userId: null, action: 'project.import-votes', details: {} })
      isHeld = true
      return endless(actor, job, hooks, compute)
    }),
  )
  const { id } = await enqueue()
  await expect.poll(() => isHeld).toBe(true)
  await startJob(operator, { slug, kind: 'delete-project', input: { name: slug } })
  const job = () => prisma.job.findUniqueOrThrow({ where: { projectId_id: { projectId, id } } })
  await expect.poll(async () => (await job()).state).toBe('cancelled')
  expect(await prisma.auditEvent.count({ where: { projectId, action: 'project.import-votes' } })).toBe(0)
})

test('runs a job, and the jobs that follow, in the name of the account that started it', async () => {
  const memberships = { create: { projectId, role: 'admin' as const } }
  const email = `${randomUUID()}@example.org`
  const user = await prisma.appUser.create({ data: { email, name: 'Ada', passwordHash: 'none', memberships } })
  try {
    const admin = { kind: 'account', userId: user.id, isOwner: false } as const
    const { id } = await startJob(admin, { slug, kind: 'aggregate', input: { method: 'majority', parameters: {} } })
    await start(confirmed)
    await until(id, isOver)
    const actions = { in: ['aggregation.start', 'project.aggregate'] }
    const events = await prisma.auditEvent.findMany({ where: { projectId, action: actions }, orderBy: { id: 'asc' } })
    expect(events).toMatchObject([
      { userId: user.id, action: 'aggregation.start', details: { jobId: id, kind: 'aggregate', method: 'majority' } },
      { userId: user.id, action: 'project.aggregate' },
    ])
    const askers = async () => (await prisma.job.findMany({ where: { projectId } })).map(({ askedBy }) => askedBy)
    await expect.poll(askers).toEqual([user.id, user.id, user.id])
  } finally {
    await prisma.appUser.delete({ where: { id: user.id } })
  }
})

test('fails at once with the message of an error that the user can fix', async () => {
  await prisma.goldenAnswer.deleteMany({ where: { projectId } })
  await start()
  const { id } = await enqueue('calibrated')
  const job = await until(id, isOver)
  expect(job).toMatchObject({ state: 'failed', attempts: 1, result: null })
  expect(job.error).toContain('golden answers from experts')
  const details = { jobId: id, kind: 'aggregate', job: 'Aggregating votes' }
  expect(await endsInTrail()).toEqual([{ userId: null, action: 'job.fail', details }])
})

test('rejects wrong parameters before the job is queued, and jobs of non-members', async () => {
  const input = {
    method: 'calibrated',
    parameters: { originalLabel: { firstClass: 9, lastClass: 1, minimumYes: 1 } },
  } as const
  await expect(startJob(operator, { slug, kind: 'aggregate', input })).rejects.toMatchObject({
    code: 'invalid-input',
    fields: { 'parameters.originalLabel.lastClass': expect.any(String) },
  })
  for (const kind of ['no-such-kind', 'toString', 'create-demo'])
    await expect(startJob(operator, { slug, kind, input: {} })).rejects.toMatchObject({
      fields: { kind: 'is not known' },
    })
  const { id } = await enqueue()
  const stranger = { kind: 'account', userId: randomUUID(), isOwner: true } as const
  await expect(getJob(stranger, { slug, jobId: id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(cancelJob(stranger, { slug, jobId: id })).rejects.toMatchObject({ code: 'not-found' })
  await expect(getJob(operator, { slug, jobId: 'no-id' })).rejects.toMatchObject({ code: 'not-found' })
})

test('shows its progress, and stops within a second when it is cancelled', async () => {
  await start(endless)
  const { id } = await enqueue()
  const early = await until(id, (job) => job.state === 'running' && job.done > 0)
  expect(early).toMatchObject({ step: 'Counting', total: 1_000_000 })
  await until(id, (job) => job.done > early.done)
  expect((await cancelJob(operator, { slug, jobId: id })).isCancelRequested).toBe(true)
  await cancelJob(operator, { slug, jobId: id })
  const job = await until(id, isOver, 2_000)
  expect(job).toMatchObject({ state: 'cancelled', attempts: 1, result: null, error: null })
  expect(await endsInTrail()).toMatchObject([{ action: 'job.cancel', details: { jobId: id, kind: 'aggregate' } }])
})

test('leaves nothing when it is cancelled while it writes', async () => {
  const { id } = await enqueue()
  await start((actor, input, hooks, by) => {
    const beforeCommit: typeof hooks.beforeCommit = async (session, result) => {
      await cancelJob(operator, { slug, jobId: id })
      await hooks.beforeCommit(session, result)
    }
    return aggregate.run(actor, input, { ...hooks, beforeCommit }, by)
  })
  const job = await until(id, isOver)
  expect(job).toMatchObject({ state: 'cancelled', attempts: 1 })
  expect(await prisma.aggregationRun.count({ where: { projectId } })).toBe(0)
})

test('never runs when it is cancelled before it starts', async () => {
  const { id } = await enqueue()
  expect(await cancelJob(operator, { slug, jobId: id })).toMatchObject({ state: 'cancelled' })
  await start()
  const later = await until((await enqueue()).id, isOver)
  expect(later.state).toBe('succeeded')
  expect(await getJob(operator, { slug, jobId: id })).toMatchObject({ state: 'cancelled', attempts: 0 })
  expect(await prisma.aggregationRun.count({ where: { projectId } })).toBe(1)
})

test('is tried again after an unexpected error, whose message is not shown', async () => {
  let calls = 0
  await start(async (...given) => {
    if (++calls <= 2) throw new TypeError('a secret of the inside')
    return aggregate.run(...given)
  })
  const { id } = await enqueue()
  const waiting = await until(id, (job) => job.attempts === 1 && job.state === 'queued')
  expect(waiting.error).toBeNull()
  expect(await until(id, isOver, 30_000)).toMatchObject({ state: 'succeeded', attempts: 3 })
})

test('waits for a temporary problem to pass, however often it is tried, and shows what it waits for', async () => {
  const bucket = new AppError('unavailable', 'The bucket “photos” cannot be reached (ECONNREFUSED).')
  const troubles = ['53300', '53100', 'ENOSPC', '57P03'].map((code) => Object.assign(new Error('inside'), { code }))
  const thrown: Error[] = []
  await start(async (...given) => {
    const trouble = [bucket, ...troubles][thrown.length]
    if (!trouble) return aggregate.run(...given)
    thrown.push(trouble)
    throw trouble
  })
  const { id } = await enqueue()
  const reasons = new Set<string>()
  const note = (job: JobSummary) => {
    if (job.error) reasons.add(job.error)
    return isOver(job)
  }
  const job = await until(id, note, 40_000)
  expect(thrown).toHaveLength(5)
  expect(job).toMatchObject({ state: 'succeeded', attempts: 1, error: null })
  expect([...reasons].join()).toMatch(/bucket “photos”/)
  expect([...reasons].join()).toMatch(/disk of the server is full/)
  expect([...reasons].join()).not.toContain('inside')
})

test('a job whose worker loses the database is postponed without losing an attempt, and completed by the next worker', async () => {
  const first = await start(endless)
  const { id } = await enqueue()
  await until(id, (job) => job.state === 'running')
  await prisma.$executeRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'reassess-worker-guard'`
  await first.lost
  const waiting = await getJob(operator, { slug, jobId: id })
  expect(waiting).toMatchObject({ state: 'queued', attempts: 0 })
  expect(waiting.error).toContain('connection to the database was lost')
  await first.stop()
  await start()
  expect(await until(id, isOver)).toMatchObject({ state: 'succeeded', attempts: 1, error: null })
})

test('a worker that is asked to stop returns its job to the queue, and the next one completes it', async () => {
  const first = await start(endless)
  const { id } = await enqueue()
  await until(id, (job) => job.state === 'running')
  const startedAt = Date.now()
  await first.stop()
  expect(Date.now() - startedAt).toBeLessThan(3_000)
  expect(await getJob(operator, { slug, jobId: id })).toMatchObject({ state: 'queued', attempts: 0 })
  await start()
  expect(await until(id, isOver)).toMatchObject({ state: 'succeeded', attempts: 1 })
})

test('a worker killed just before its commit leaves nothing, and the job is completed once within seconds', async () => {
  const bundle = await bundleBeside(['lib/jobs/testing/stuck-worker.ts', 'lib/jobs/compute-thread.ts'])
  onTestFinished(() => bundle.remove())
  const stuck = spawn(process.execPath, [path.join(bundle.folder, 'stuck-worker.mjs'), projectRoot], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const { id } = await enqueue()
  let said = ''
  for await (const piece of stuck.stdout) {
    said += piece
    if (said.includes('about to commit')) break
  }
  expect(await getJob(operator, { slug, jobId: id })).toMatchObject({ state: 'running', attempts: 1 })
  stuck.kill('SIGKILL')
  await once(stuck, 'exit')
  expect(await prisma.score.count({ where: { projectId } })).toBe(0)
  await start()
  const job = await until(id, isOver, 15_000)
  expect(job).toMatchObject({ state: 'succeeded', attempts: 2, result: { runId: 1 } })
  expect(await prisma.aggregationRun.count({ where: { projectId } })).toBe(1)
  expect(await prisma.score.count({ where: { projectId } })).toBe(12)
})
