import { expect, onTestFinished, test, vi } from 'vitest'
import { prisma } from '@/lib/db/client'
import { beginAttempt, finishJobWith } from '@/lib/db/jobs/job-rows'
import { withCopySession } from '@/lib/db/session/copy-session'
import { AppError } from '@/lib/errors'
import type { ComputationByName, JobKind } from '@/lib/services/jobs/job-kind'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { startJob } from '@/lib/services/jobs/job-state'
import { getJob } from '@/lib/services/jobs/read-jobs'
import { madeForEachTest, makeRatingProject } from '@/lib/services/testing/rating-project'
import { metrics } from '@/lib/telemetry/metrics'
import { requestFields, withinRequest } from '@/lib/telemetry/request-scope'
import { log } from './job-log'
import { runJob } from './run-job'

const project = madeForEachTest(() => makeRatingProject({ tasks: 1 }))

const kind = 'measure-agreement'
const enqueue = () => startJob({ kind: 'operator' }, { slug: project.slug, kind, input: {} })

/** Runs a job like the worker, with `run` instead of its kind's own function. */
const work = (jobId: string, run: JobKind['run'], next: string[] = []) =>
  runJob(
    { projectId: project.id, jobId },
    {
      kinds: { ...jobKinds, [kind]: { ...jobKinds[kind]!, run, next } },
      projectRoot: process.cwd(),
      compute: undefined as unknown as ComputationByName,
      shutdown: new AbortController().signal,
    },
  )

test('a job, its log lines and the jobs that follow keep the request id and access token that started it', async () => {
  const { id } = await withinRequest({ id: 'number-of-request', accessToken: 'Nightly' }, enqueue)
  expect(requestFields()).toEqual({})
  let fields: object = {}
  await work(id, async () => {
    fields = requestFields()
  }, [kind])
  expect(fields).toEqual({ request: 'number-of-request' })
  const jobs = await prisma.job.findMany({ where: { projectId: project.id }, orderBy: { createdAt: 'asc' } })
  expect(jobs.map(({ state, requestId }) => [state, requestId])).toEqual([
    ['succeeded', 'number-of-request'],
    ['queued', 'number-of-request'],
  ])
  const events = await prisma.auditEvent.findMany({ where: { projectId: project.id, action: 'agreement.start' } })
  expect(events.map(({ details }) => (details as { accessToken?: string }).accessToken)).toEqual(['Nightly', 'Nightly'])
})

test('logs what a job warns of, with its project', async () => {
  const { id } = await enqueue()
  const warn = vi.spyOn(log, 'warn').mockReturnValue()
  onTestFinished(() => warn.mockRestore())
  await work(id, async (_actor, _job, { onWarning }) => onWarning('process restarted', { reason: 'SIGKILL' }))
  const line = { job: id, kind, project: project.slug, reason: 'SIGKILL' }
  expect(warn.mock.calls).toEqual([[line, 'process restarted']])
})

const waitingKinds = async () =>
  (await prisma.job.findMany({ where: { projectId: project.id, state: 'queued' } })).map((job) => job.kind)
const stateOf = async (jobId: string) => (await getJob({ kind: 'operator' }, { slug: project.slug, jobId })).state

test('starts the jobs that follow if the worker was killed right after the commit', async () => {
  const { id } = await enqueue()
  const killed = await beginAttempt(project.id, id)
  await withCopySession((session) => finishJobWith(session, killed!, { step: '', done: 1, total: 1 }, {}))
  // The queue gives the job to the next worker.
  await work(id, () => Promise.reject(new Error('run again')), [kind])
  expect([await stateOf(id), await waitingKinds()]).toEqual(['succeeded', [kind]])
})

test.each([
  ['the loss of the database', new AppError('unavailable', 'The database is away.')],
  ['an unexpected error', new Error('the upload could not be removed')],
])('starts the jobs that follow despite %s after the commit', async (_, error) => {
  const { id } = await enqueue()
  const run: JobKind['run'] = async (_actor, _job, { beforeCommit }) => {
    await withCopySession((session) => beforeCommit(session, {}))
    throw error
  }
  await work(id, run, [kind])
  expect([await stateOf(id), await waitingKinds()]).toEqual(['succeeded', [kind]])
})

test('a job that no request started has no request id', async () => {
  const { id } = await enqueue()
  let fields: object = { request: 'left over' }
  await withinRequest({ id: 'of-somebody-else' }, () =>
    work(id, async () => {
      fields = requestFields()
    }),
  )
  expect(fields).toEqual({})
})

test.each([
  ['Nothing was changed.', kind],
  ['Part of it may be done. Start it again to complete it.', 'remove-images'],
])('says “%s” of a job whose worker was killed five times', async (sentence, killed) => {
  const { id } = await prisma.job.create({ data: { projectId: project.id, kind: killed, payload: {}, attempts: 5 } })
  await work(id, () => Promise.reject(new Error('run again')))
  const { state, error } = await getJob({ kind: 'operator' }, { slug: project.slug, jobId: id })
  expect([state, error]).toEqual(['failed', expect.stringContaining(sentence)])
})

test('counts attempts by kind and outcome', async () => {
  const count = async (outcome: string) => {
    const line = `reassess_job_duration_seconds_count{kind="${kind}",outcome="${outcome}"} `
    return Number((await metrics.text()).text.split(line)[1]?.split('\n')[0] ?? 0)
  }
  const outcomes = ['succeeded', 'failed', 'put-off', 'retried']
  const before = await Promise.all(outcomes.map(count))
  const failWith = (error: unknown) => async () => {
    throw error
  }
  await work((await enqueue()).id, async () => {})
  await work((await enqueue()).id, failWith(new AppError('conflict', 'There are no votes.')))
  await work((await enqueue()).id, failWith(new AppError('unavailable', 'The bucket is away.')))
  await expect(work((await enqueue()).id, failWith(new Error('a defect')))).rejects.toThrow('retried')
  const after = await Promise.all(outcomes.map(count))
  expect(after.map((value, at) => value - before[at]!)).toEqual([1, 1, 1, 1])
})
