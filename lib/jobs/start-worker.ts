import { EventEmitter } from 'node:events'
import { type RunnerOptions, run, type WorkerEvents } from 'graphile-worker'
import { z } from 'zod'
import { dropUnusedIndexes } from '@/lib/db/images/remove-image-rows'
import { WorkerGuard } from '@/lib/db/jobs/worker-guard'
import { mergeSizeChanges } from '@/lib/db/projects/merge-size-changes'
import { deleteOldAttempts } from '@/lib/db/session/attempts'
import { directDatabaseUrl } from '@/lib/env'
import { sweepAccessTokens } from '@/lib/services/accounts/access-tokens'
import { sweepSessions } from '@/lib/services/accounts/sessions'
import { addAgreementPoints } from '@/lib/services/agreement/add-agreement-points'
import { removeOldArchives } from '@/lib/services/backup/kept-archive'
import { backUpWhenDue } from '@/lib/services/backup/make-backup'
import { askPendingSuggestions } from '@/lib/services/classes/suggestions'
import { sweepImageFiles } from '@/lib/services/data/sweep-image-files'
import { sweepUploads } from '@/lib/services/data/uploads/uploads'
import type { ComputationByName, JobKind } from '@/lib/services/jobs/job-kind'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { resumeDeletions } from '@/lib/services/jobs/job-state'
import { regeneratePublicFiles } from '@/lib/services/jobs/regenerate-public-files'
import { settleAllRounds } from '@/lib/services/plan/adaptive/settle-rounds'
import { refreshControlTasks } from '@/lib/services/quality/write-control-tasks'
import { measurePaces } from '@/lib/services/raters/measure-paces'
import { freePanelPlaces } from '@/lib/services/recruitment/visits'
import { computeInThreads } from './compute-in-threads'
import { log, queueLogger } from './job-log'
import { runJob, WorkerLost } from './run-job'

export interface WorkerOptions {
  projectRoot: string
  kinds?: Record<string, JobKind | undefined>
  compute?: ComputationByName
}

export interface RunningWorker {
  /** Settles when the worker has lost the database and put off its jobs. It must exit, since others take the jobs. */
  lost: Promise<void>
  /** Stops running jobs, returns them to the queue, and closes the connections. */
  stop(): Promise<void>
}

const concurrency = 2
const minuteMs = 60_000

const runJobPayload = z.object({ projectId: z.number().int(), jobId: z.uuid() })

/** Repeats an action at intervals, never concurrently, until stopped; an error is logged and the action tried again. */
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

/** Starts the worker's periodic maintenance, and returns a function for each to stop it. */
function repeatUpkeep(guard: WorkerGuard, projectRoot: string, compute: ComputationByName) {
  const seenTruths = new Map<number, string>()
  const seenPoints = new Map<number, { at: Date; voteCount: number }>()
  const seenFiles = new Set<string>()
  return [
    repeat(2_000, 'looking for dead workers', async () => {
      for (const id of await guard.freeJobsOfDead()) log.warn({ pool: id }, 'released the jobs of a dead worker')
    }),
    repeat(5_000, 'expiring leases', () => guard.expireLeases()),
    repeat(minuteMs, 'closing batches', () => guard.closeFinishedBatches()),
    repeat(10_000, 'asking about suggestions', () => askPendingSuggestions()),
    repeat(3_000, 'deciding about further votes', () => settleAllRounds()),
    repeat(30_000, 'rewriting gold questions', () => refreshControlTasks(seenTruths)),
    repeat(minuteMs, 'measuring agreement', () =>
      addAgreementPoints(seenPoints, () => new Date(), compute('agreementPoint')),
    ),
    repeat(minuteMs, 'measuring the pace of raters', () => measurePaces({ now: () => new Date() })),
    repeat(10 * minuteMs, 'adding up changes of sizes', () => mergeSizeChanges()),
    repeat(minuteMs, 'resuming deletions of projects', resumeDeletions),
    repeat(10 * minuteMs, 'dropping indexes of killed jobs', dropUnusedIndexes),
    repeat(10_000, 'freeing places of panels', () => freePanelPlaces()),
    repeat(minuteMs, 'deleting old counts of attempts', () => deleteOldAttempts()),
    repeat(10 * minuteMs, 'deleting old sessions', () => sweepSessions()),
    repeat(60 * minuteMs, 'deleting expired access tokens', sweepAccessTokens),
    repeat(minuteMs, 'deleting old uploads', () => sweepUploads(new Date())),
    repeat(10 * minuteMs, 'deleting old archives of projects', () => removeOldArchives(new Date())),
    repeat(minuteMs, 'regenerating files of public releases', () => regeneratePublicFiles(seenFiles)),
    repeat(minuteMs, 'making a backup', async () => {
      const made = await backUpWhenDue(projectRoot, new Date())
      if (made) log.info(made, 'made a backup')
    }),
    repeat(10 * minuteMs, 'deleting unused image files', async () => {
      const swept = await sweepImageFiles(new Date())
      if (swept) log.info(swept, 'checked for unused image files')
    }),
  ]
}

/** Runs jobs from the queue, returns those of killed workers to it, and expires leases. */
export async function startWorker({
  projectRoot,
  kinds = jobKinds,
  compute = computeInThreads,
}: WorkerOptions): Promise<RunningWorker> {
  const guard = await WorkerGuard.open()
  const shutdown = new AbortController()
  const underWay = new Set<Promise<void>>()
  // Passed to run() when it starts: listeners added later miss the creation of the pool.
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
  const stops = repeatUpkeep(guard, projectRoot, compute)
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
