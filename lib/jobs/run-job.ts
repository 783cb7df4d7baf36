import { setTimeout as sleep } from 'node:timers/promises'
import {
  beginAttempt,
  endJob,
  findSucceededJob,
  finishJobWith,
  type JobEnd,
  type JobProgress,
  noteJobProgress,
  postponeJob,
  type StartedJob,
} from '@/lib/db/jobs/job-rows'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import type { ComputationByName, JobHooks, JobKind } from '@/lib/services/jobs/job-kind'
import { failJob, startJob } from '@/lib/services/jobs/job-state'
import { temporaryProblem } from '@/lib/services/server-health'
import { metrics } from '@/lib/telemetry/metrics'
import { withinRequest } from '@/lib/telemetry/request-scope'
import { withSpan } from '@/lib/telemetry/spans'
import { log } from './job-log'

/** The abort reason of a worker that has lost the database and whose jobs other workers take. */
export class WorkerLost extends Error {}

const askAgainMs = 1_000

/** Repeats a write while the database is unreachable, so that the outcome of a job is not lost. */
async function untilWritten<T>(write: () => Promise<T>, giveUp: AbortSignal): Promise<T> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (temporaryProblem(error) === null || isToEnd(giveUp)) throw error
      await sleep(askAgainMs)
    }
  }
}

/** A worker that has lost the database keeps waiting for it, since it has nothing else to do. */
const isToEnd = ({ aborted, reason }: AbortSignal) => aborted && !(reason instanceof WorkerLost)

interface RunJobOptions {
  kinds: Record<string, JobKind | undefined>
  projectRoot: string
  compute: ComputationByName
  /** Aborted when the worker has to stop. */
  shutdown: AbortSignal
}

const progressMs = 500
/** A job is tried this often after unexpected errors, which may be temporary. */
const triesAfterErrors = 3
/** Limits the starts of a job that crashes its worker each time. */
const maxStarts = 5

/** The sentences about a failure that no service has explained. */
const unexplained = (why: string, kind: JobKind | undefined) =>
  `Failed ${why}; see the server log. ${kind?.isInParts ? 'Part of it may be done. Start it again to complete it.' : 'Nothing was changed.'}`

class JobCancelled extends Error {}
class JobReplaced extends Error {}
class WorkerEnds extends Error {}

const lost = 'The connection to the database was lost. The job restarts automatically.'

/** Writes progress at most twice a second. Aborts a job that is cancelled or replaced, or whose worker is stopped. */
function superviseAttempt(job: StartedJob, shutdown: AbortSignal) {
  const controller = new AbortController()
  const latest: JobProgress = { step: '', done: 0, total: null }
  let isNoting = false
  const note = async () => {
    if (isNoting) return
    isNoting = true
    try {
      const answer = await noteJobProgress(job, latest)
      if (answer === 'cancel') controller.abort(new JobCancelled())
      if (answer === 'replaced') controller.abort(new JobReplaced())
    } catch (error) {
      log.warn({ job: job.jobId, err: error }, 'progress could not be saved')
    } finally {
      isNoting = false
    }
  }
  const end = () => controller.abort(shutdown.reason instanceof WorkerLost ? shutdown.reason : new WorkerEnds())
  const timer = setInterval(() => void note(), progressMs)
  shutdown.addEventListener('abort', end, { once: true })
  if (shutdown.aborted) end()
  return {
    signal: controller.signal,
    latest,
    onProgress: (step: string, done: number, total: number) => Object.assign(latest, { step, done, total }),
    onDetail: (detail: unknown) => Object.assign(latest, { detail }),
    /** Stops supervising and writes the last progress, so that a finished job does not remain below 100%. */
    async end() {
      clearInterval(timer)
      shutdown.removeEventListener('abort', end)
      await note()
    },
  }
}

/** The outcome of an attempt, as named in metrics. */
type JobOutcome = 'succeeded' | 'failed' | 'cancelled' | 'put-off' | 'retried' | 'replaced'

interface AttemptContext {
  shutdown: AbortSignal
  kind: JobKind | undefined
  count: (outcome: JobOutcome) => void
}

/** Records how an attempt that threw ends, and throws if the queue should try again. */
async function endAfter(
  error: unknown,
  reason: unknown,
  job: StartedJob,
  { shutdown, kind, count }: AttemptContext,
): Promise<void> {
  const end = async (outcome: JobEnd) => void (await untilWritten(() => endJob(job, outcome), shutdown))
  const fail = (sentence: string) => untilWritten(() => failJob(job, sentence), shutdown)
  if (reason instanceof JobReplaced) return count('replaced')
  if (reason instanceof JobCancelled) {
    count('cancelled')
    return end({ state: 'cancelled' })
  }
  if (reason instanceof WorkerEnds) {
    count('retried')
    await end({ state: 'queued', isFree: true })
    throw new Error('The worker is stopping; the job will be restarted.')
  }
  const trouble = reason instanceof WorkerLost ? lost : temporaryProblem(error)
  if (trouble) {
    count('put-off')
    log.warn({ job: job.jobId, kind: job.kind, reason: trouble, err: error }, 'job put off')
    return untilWritten(() => postponeJob(job, trouble), shutdown)
  }
  if (error instanceof AppError) {
    count('failed')
    log.warn({ job: job.jobId, kind: job.kind, reason: error.message }, 'job failed')
    return fail(error.message)
  }
  log.error({ job: job.jobId, kind: job.kind, attempt: job.attempt, err: error }, 'unexpected error in a job')
  if (job.attempt >= triesAfterErrors) {
    count('failed')
    return fail(unexplained(`after ${job.attempt} attempts because of a server error`, kind))
  }
  count('retried')
  await end({ state: 'queued', isFree: false })
  throw new Error('The job had an unexpected error and will be retried.')
}

const scopeOf = ({ requestId: id, accessToken }: Pick<StartedJob, 'requestId' | 'accessToken'>) => ({ id, accessToken })

/** Starts the jobs that follow, except those whose guard refuses: without a run, for example, nothing is scored. */
async function startNext({ slug, askedBy }: Pick<StartedJob, 'slug' | 'askedBy'>, next: readonly string[] = []) {
  for (const kind of next)
    await startJob({ kind: 'operator', askedBy }, { slug, kind, input: {} }).catch((error: unknown) => {
      if (!(error instanceof AppError && ['conflict', 'not-found'].includes(error.code))) throw error
    })
}

/**
 * Starts the jobs that follow one that committed its result but could not start them, because the worker was killed or
 * an error occurred afterwards. They may be started twice. Returns whether the job has succeeded.
 */
async function completeSucceeded(projectId: number, jobId: string, kinds: RunJobOptions['kinds']): Promise<boolean> {
  const job = await findSucceededJob(projectId, jobId)
  if (job) await withinRequest(scopeOf(job), () => startNext(job, kinds[job.kind]?.next))
  return job !== null
}

/** Runs a job to its end; throws only if the queue should try it again. */
export async function runJob(
  { projectId, jobId }: { projectId: number; jobId: string },
  options: RunJobOptions,
): Promise<void> {
  const job = await untilWritten(() => beginAttempt(projectId, jobId), options.shutdown)
  if (!job) {
    await untilWritten(() => completeSucceeded(projectId, jobId, options.kinds), options.shutdown)
    return
  }
  const { kind, attempt } = job
  await withinRequest(scopeOf(job), () =>
    withSpan(
      `job ${kind}`,
      { 'reassess.job': jobId, 'reassess.attempt': attempt },
      () => runAttempt(job, options),
      'CONSUMER',
    ),
  )
}

async function runAttempt(job: StartedJob, { kinds, projectRoot, compute, shutdown }: RunJobOptions): Promise<void> {
  const { jobId } = job
  const kind = kinds[job.kind]
  if (job.attempt > maxStarts) return failJob(job, unexplained(`because the worker stopped ${maxStarts} times`, kind))
  const startedAt = Date.now()
  log.info({ job: jobId, kind: job.kind, project: job.slug, attempt: job.attempt }, 'job started')
  const count = (outcome: JobOutcome) =>
    metrics.jobs.observe({ kind: kind ? job.kind : 'unknown', outcome }, (Date.now() - startedAt) / 1_000)
  const attempt = superviseAttempt(job, shutdown)
  try {
    if (!kind) throw new AppError('invalid-input', `This version of Reassess has no jobs of kind “${job.kind}”.`)
    const { signal, onProgress, onDetail } = attempt
    const beforeCommit: JobHooks['beforeCommit'] = (session, value) =>
      finishJobWith(session, job, attempt.latest, value)
    const actor: Actor = { kind: 'operator', askedBy: job.askedBy }
    const where = { slug: job.slug, projectRoot }
    const onWarning: JobHooks['onWarning'] = (message, details) =>
      log.warn({ job: jobId, kind: job.kind, project: job.slug, ...details }, message)
    const hooks = { signal, onProgress, onDetail, onWarning, beforeCommit }
    const result = await kind.run(actor, { ...where, payload: job.payload }, hooks, compute)
    await startNext(job, kind.next)
    await attempt.end()
    await endJob(job, { state: 'succeeded', result })
    count('succeeded')
    log.info({ job: jobId, kind: job.kind, ms: Date.now() - startedAt }, 'job succeeded')
  } catch (error) {
    // Check once more, since a cancellation or a newer attempt may have caused the error.
    await attempt.end()
    if (await untilWritten(() => completeSucceeded(job.projectId, jobId, kinds), shutdown)) {
      log.warn({ job: jobId, kind: job.kind, err: error }, 'error after a job succeeded')
      return count('succeeded')
    }
    await endAfter(error, attempt.signal.reason, job, { shutdown, kind, count })
  }
}
