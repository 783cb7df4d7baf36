import { createHash, timingSafeEqual } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { prisma } from '@/lib/db/client'
import { readFigures, readWorkers, type ServerFigures } from '@/lib/db/session/server-state'
import { env } from '@/lib/env'
import { AppError, notFound } from '@/lib/errors'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { dataPath } from '@/lib/storage/data-path'
import { type MetricsText, metrics } from '@/lib/telemetry/metrics'

const digest = (text: string) => createHash('sha256').update(text).digest()

/** Throws unless `authorization` is `Bearer` and the configured token. Digests are compared, in constant time. */
export function checkMetricsToken(authorization: string | null | undefined, token = env.METRICS_TOKEN): void {
  if (token === undefined) throw notFound('address')
  const given = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1] ?? ''
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new AppError('unauthenticated', 'Send the token of METRICS_TOKEN: Authorization: Bearer TOKEN.')
}

const kindLabel = (kind: string) => (Object.hasOwn(jobKinds, kind) ? kind : 'unknown')

function showFigures({ openTasks, leasedAssignments, storedVotes, jobs }: ServerFigures): void {
  metrics.openTasks.set(openTasks)
  metrics.leasedAssignments.set(leasedAssignments)
  metrics.storedVotes.set(storedVotes)
  metrics.unfinishedJobs.reset()
  for (const kind of Object.keys(jobKinds))
    for (const state of ['queued', 'running'] as const) metrics.unfinishedJobs.set({ kind, state }, 0)
  for (const { kind, state, count } of jobs) metrics.unfinishedJobs.inc({ kind: kindLabel(kind), state }, count)
}

async function readDatabase(): Promise<void> {
  try {
    const [figures, { workers, waitingSeconds }] = await Promise.all([readFigures(), readWorkers(prisma)])
    showFigures(figures)
    metrics.workers.set(workers)
    metrics.jobWait.set(Math.max(0, waitingSeconds ?? 0))
    metrics.databaseUp.set(1)
  } catch {
    // The metrics of the process matter most when the database is unreachable.
    metrics.databaseUp.set(0)
  }
}

async function readDisk(): Promise<void> {
  const disk = await statfs(dataPath()).catch(() => null)
  metrics.freeDisk.set(disk ? disk.bavail * disk.bsize : 0)
}

const freshMs = 10_000
let reading: Promise<unknown> | null = null
let readAt = Number.NEGATIVE_INFINITY

/** Concurrent requests share one read of the database and the disk, at most every ten seconds. */
export async function readServerMetrics(now = performance.now()): Promise<MetricsText> {
  if (reading === null && now - readAt >= freshMs) {
    readAt = now
    reading = Promise.all([readDatabase(), readDisk()]).finally(() => (reading = null))
  }
  await reading
  return metrics.text()
}
