import { EventEmitter } from 'node:events'
import { type RunnerOptions, run, type WorkerEvents } from 'graphile-worker'
import { z } from 'zod'
import {
  beginAttempt,
  endJob,
  finishJobWith,
  type JobProgress,
  noteJobProgress,
  putJobOff,
  type StartedJob,
} from '@/lib/db/jobs/job-rows'
import { WorkerGuard } from '@/lib/db/jobs/worker-guard'
import { deleteOldAttempts } from '@/lib/db/session/attempts'
import type { Actor } from '@/lib/domain/permissions'
import { directDatabaseUrl } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { addAgreementPoints } from '@/lib/services/agreement/add-agreement-points'
import { backUpWhenDue } from '@/lib/services/backup/back-up-when-due'
import { askSuggestedAtOnce } from '@/lib/services/classes/ask-suggestions'
import { sweepImageFiles } from '@/lib/services/data/sweep-image-files'
import { sweepUploads } from '@/lib/services/data/uploads/uploads'
import { type ComputeBy, type JobHooks, type JobKind, jobKinds } from '@/lib/services/jobs/job-kinds'
import { resumeDeletions } from '@/lib/services/jobs/resume-deletions'
import { startJob } from '@/lib/services/jobs/start-job'
import { settleAllRounds } from '@/lib/services/plan/adaptive/settle-rounds'
import { refreshControlTasks } from '@/lib/services/quality/refresh-control-tasks'
import { freePanelPlaces } from '@/lib/services/recruitment/free-panel-places'
import { passingTrouble } from '@/lib/services/server-health'
import { computeInThreads } from './compute-in-threads'
import { log, queueLogger } from './job-log'
import { untilWritten, WorkerLost } from './until-written'

interface RunJobOptions {
  kinds: Record<string, JobKind | undefined>
  projectRoot: string
  compute: ComputeBy
  /** Aborted when the worker is to end. */
  shutdown: AbortSignal
}

const progressMs = 500
/** An error that is not the data's fault may pass: the job is tried this often. */
const triesAfterErrors = 3
/** A job that takes its worker down each time must end some day. */
const mostStarts = 5

class JobCancelled extends Error {}
class JobReplaced extends Error {}
class WorkerEnds extends Error {}

const lost = 'The connection to the database was lost. The job starts again by itself.'

/**
 * Watches over one attempt: writes its progress at most twice a second, and stops it when it was cancelled, when a
 * newer attempt has taken its place, or when the worker ends.
 */
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
    /** Stops watching; the last progress is written, so that a finished job does not stand at some percent. */
    async end() {
      clearInterval(timer)
      shutdown.removeEventListener('abort', end)
      await note()
    },
  }
}

/** How an attempt that threw ends, and whether the queue should try again. */
async function endAfter(error: unknown, reason: unknown, job: StartedJob, shutdown: AbortSignal): Promise<void> {
  if (reason instanceof JobReplaced) return
  if (reason instanceof JobCancelled) return endJob(job, { state: 'cancelled' })
  if (reason instanceof WorkerEnds) {
    await endJob(job, { state: 'queued', isFree: true })
    throw new Error('The worker is stopping; the job will be restarted.')
  }
  const trouble = reason instanceof WorkerLost ? lost : passingTrouble(error)
  if (trouble) {
    log.warn({ job: job.jobId, kind: job.kind, reason: trouble, err: error }, 'job put off')
    return untilWritten(() => putJobOff(job, trouble), shutdown)
  }
  if (error instanceof AppError) {
    log.warn({ job: job.jobId, kind: job.kind, reason: error.message }, 'job failed')
    return endJob(job, { state: 'failed', error: error.message })
  }
  log.error({ job: job.jobId, kind: job.kind, attempt: job.attempt, err: error }, 'unexpected error in a job')
  if (job.attempt >= triesAfterErrors) {
    const sentence = `Failed after ${job.attempt} attempts because of a server error; see the server log. Nothing was changed.`
    return endJob(job, { state: 'failed', error: sentence })
  }
  await endJob(job, { state: 'queued', isFree: false })
  throw new Error('The job had an unexpected error and will be retried.')
}

/** Starts what follows a job, where it can be done: without a run there is nothing to score, for example. */
async function startNext(actor: Actor, slug: string, kind: string): Promise<void> {
  try {
    await startJob(actor, { slug, kind, input: {} })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
  }
}

/** Runs a job to its end, whatever that is; throws only when the queue should hand it out once more. */
async function runJob(
  { projectId, jobId }: { projectId: number; jobId: string },
  { kinds, projectRoot, compute, shutdown }: RunJobOptions,
): Promise<void> {
  const job = await untilWritten(() => beginAttempt(projectId, jobId), shutdown)
  if (!job) return
  if (job.attempt > mostStarts) {
    const sentence = `Failed because the worker stopped ${mostStarts} times; see the server log. Nothing was changed.`
    return endJob(job, { state: 'failed', error: sentence })
  }
  const startedAt = Date.now()
  log.info({ job: jobId, kind: job.kind, project: job.slug, attempt: job.attempt }, 'job started')
  const attempt = superviseAttempt(job, shutdown)
  try {
    const kind = kinds[job.kind]
    if (!kind) throw new AppError('invalid-input', `This version of Reassess has no jobs of kind “${job.kind}”.`)
    const { signal, onProgress, onDetail } = attempt
    const beforeCommit: JobHooks['beforeCommit'] = (session, value) =>
      finishJobWith(session, job, attempt.latest, value)
    const actor: Actor = { kind: 'operator', askedBy: job.askedBy }
    const where = { slug: job.slug, projectRoot }
    const hooks = { signal, onProgress, onDetail, beforeCommit }
    const result = await kind.run(actor, { ...where, payload: job.payload }, hooks, compute)
    for (const next of kind.next ?? []) await startNext(actor, job.slug, next)
    await attempt.end()
    await endJob(job, { state: 'succeeded', result })
    log.info({ job: jobId, kind: job.kind, ms: Date.now() - startedAt }, 'job succeeded')
  } catch (error) {
    // Asked once more, since a cancel or a newer attempt may be what the error came from.
    await attempt.end()
    await endAfter(error, attempt.signal.reason, job, shutdown)
  }
}

export interface WorkerOptions {
  projectRoot: string
  kinds?: Record<string, JobKind | undefined>
  compute?: ComputeBy
}

export interface RunningWorker {
  /**
   * Settles when the database has lost this worker, and what it worked at has been put off: it must end, since others take
   * its jobs.
   */
  lost: Promise<void>
  /** Stops what runs, gives it back to the queue, and closes the connections. */
  stop(): Promise<void>
}

const concurrency = 2
const deadWorkersMs = 2_000
const leasesMs = 5_000
const batchesMs = 60_000
const attemptsMs = 60_000
const uploadsMs = 60_000
const imageFilesMs = 10 * 60_000
const controlTasksMs = 30_000
const agreementMs = 60_000
const deletionsMs = 60_000
const panelPlacesMs = 10_000
const suggestionsMs = 10_000
const roundsMs = 3_000
const backupMs = 60_000

const runJobPayload = z.object({ projectId: z.number().int(), jobId: z.uuid() })

/** Does something again and again, never twice at once, until stopped; an error is logged and the next turn tried. */
function repeat(everyMs: number, what: string, act: () => Promise<unknown>): () => void {
  let isBusy = false
  const timer = setInterval(() => {
    if (isBusy) return
    isBusy = true
    act()
      .catch((error: unknown) => log.warn({ err: error }, `${what} failed`))
      .finally(() => {
        isBusy = false
      })
  }, everyMs)
  return () => clearInterval(timer)
}

/** Takes jobs from the queue, gives back those of workers that were killed, and takes back leases that ran out. */
export async function startWorker({
  projectRoot,
  kinds = jobKinds,
  compute = computeInThreads,
}: WorkerOptions): Promise<RunningWorker> {
  const guard = await WorkerGuard.open()
  const shutdown = new AbortController()
  const underWay = new Set<Promise<void>>()
  // Given to run() at its start: listeners that are added later miss the pool's creation.
  const events: WorkerEvents = new EventEmitter()
  events.on('pool:create', ({ workerPool }) => {
    guard.hold(workerPool.id).catch((error: unknown) => log.error({ err: error }, 'the guard lost its lock'))
  })
  const options: RunnerOptions = {
    events,
    connectionString: directDatabaseUrl() ?? '',
    maxPoolSize: concurrency + 2,
    concurrency,
    pollInterval: 1_000,
    noHandleSignals: true,
    gracefulShutdownAbortTimeout: 0,
    logger: queueLogger,
    taskList: {
      run_job: (payload: unknown) => {
        const work = runJob(runJobPayload.parse(payload), { kinds, projectRoot, compute, shutdown: shutdown.signal })
        underWay.add(work)
        return work.finally(() => underWay.delete(work))
      },
    },
  }
  const runner = await run(options).catch(async (error: unknown) => {
    await guard.close()
    throw error
  })
  const ended = runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job queue stopped'))
  const seenTruths = new Map<number, string>()
  const seenPoints = new Map<number, { at: Date; voteCount: number }>()
  const stops = [
    repeat(deadWorkersMs, 'looking for dead workers', async () => {
      for (const id of await guard.freeJobsOfDead()) log.warn({ pool: id }, 'released the jobs of a dead worker')
    }),
    repeat(leasesMs, 'expiring leases', () => guard.expireLeases()),
    repeat(batchesMs, 'closing batches', () => guard.closeFinishedBatches()),
    repeat(suggestionsMs, 'asking about suggestions', () => askSuggestedAtOnce()),
    repeat(roundsMs, 'deciding about further votes', () => settleAllRounds()),
    repeat(controlTasksMs, 'rewriting gold questions', () => refreshControlTasks(seenTruths)),
    repeat(agreementMs, 'measuring agreement', () =>
      addAgreementPoints(seenPoints, () => new Date(), compute('agreementPoint')),
    ),
    repeat(deletionsMs, 'resuming deletions of projects', resumeDeletions),
    repeat(panelPlacesMs, 'freeing places of panels', () => freePanelPlaces()),
    repeat(attemptsMs, 'deleting old counts of attempts', () => deleteOldAttempts()),
    repeat(uploadsMs, 'deleting old uploads', () => sweepUploads(new Date())),
    repeat(backupMs, 'making a backup', async () => {
      const made = await backUpWhenDue(projectRoot, new Date())
      if (made) log.info(made, 'made a backup')
    }),
    repeat(imageFilesMs, 'deleting unused image files', async () => {
      const swept = await sweepImageFiles(new Date())
      if (swept) log.info(swept, 'looked for image files that nothing uses')
    }),
  ]
  return {
    lost: Promise.race([guard.lost, ended]).then(async () => {
      for (const stop of stops) stop()
      shutdown.abort(new WorkerLost())
      await Promise.allSettled(underWay)
    }),
    async stop() {
      for (const stop of stops) stop()
      shutdown.abort()
      await runner.stop().catch(() => {})
      await ended
      await guard.close()
    },
  }
}
