import { statfs } from 'node:fs/promises'
import type { HealthCheck, ServerHealth } from '@/lib/contracts/server-health'
import { prisma } from '@/lib/db/client'
import { migrationNames } from '@/lib/db/migration-names'
import { appliedMigrations, pingDatabase, readWorkers } from '@/lib/db/session/server-state'
import { isDiskFull, isRetryable, isUnavailable, sqlState } from '@/lib/db/session/sql-state'
import { AppError } from '@/lib/errors'
import { dataPath } from '@/lib/storage/data-path'

/** With less free space writes may fail at any moment: PostgreSQL writes its log in segments of 16 MB. */
const minFreeBytes = 20_000_000

const diskFull =
  'The disk of the server is full, so nothing can be saved right now. Everything that was saved is safe. The server operator has to free some space.'
const tooLong =
  'The database took too long to answer, so the request was cancelled. Everything that was saved is safe; try again in a moment.'
const conflicting =
  'Others kept changing the same data, so nothing was changed. Everything that was saved is safe; try again in a moment.'
const away = 'The database is not available right now. Everything that was saved is safe; try again in a moment.'

/** Returns the AppError for a full disk, an unreachable database or repeated conflicts; null for any other error. */
export function unavailability(error: unknown): AppError | null {
  if (isDiskFull(error)) return new AppError('unavailable', diskFull)
  if (isRetryable(error)) return new AppError('unavailable', conflicting)
  if (!isUnavailable(error)) return null
  return new AppError('unavailable', sqlState(error) === '57014' ? tooLong : away)
}

/** Returns the message of a temporary problem, which delays a job; null for an error that would recur. */
export function temporaryProblem(error: unknown): string | null {
  if (error instanceof AppError) return error.code === 'unavailable' ? error.message : null
  return sqlState(error) === '57014' ? null : (unavailability(error)?.message ?? null)
}

const fine: HealthCheck = { isOk: true, message: null }
const wrong = (message: string): HealthCheck => ({ isOk: false, message })

const older = (migration: string) =>
  `A newer version of Reassess has changed the database (${migration}). This server still serves; update it soon.`

const checkDatabase = (): Promise<HealthCheck> =>
  pingDatabase().then(
    () => fine,
    (error: unknown) => wrong(unavailability(error)?.message ?? away),
  )

async function checkDisk(folder: string, least: number): Promise<HealthCheck> {
  const disk = await statfs(folder).catch(() => null)
  return disk && disk.bavail * disk.bsize < least ? wrong(diskFull) : fine
}

/** Migrations of a newer version are fine: during an update, servers of this version go on serving and report it. */
async function checkMigrations(projectRoot: string): Promise<HealthCheck> {
  const applied = new Set(await appliedMigrations())
  const own = new Set(migrationNames(projectRoot))
  const missing = [...own].filter((name) => !applied.has(name))
  const newer = [...applied].filter((name) => !own.has(name)).sort()
  if (missing.length === 0) return newer.length === 0 ? fine : { isOk: true, message: older(newer.at(-1)!) }
  return wrong(
    `The database lacks the migration ${missing[0]}${missing.length > 1 ? ` and ${missing.length - 1} more` : ''}. Start Reassess again: each start brings the database up to date.`,
  )
}

async function checkWorker(): Promise<HealthCheck> {
  const { workers } = await readWorkers(prisma)
  return workers > 0
    ? fine
    : wrong(
        'No worker is running, so imports, runs and releases wait. The server restarts it automatically; see its log.',
      )
}

const unknown = wrong('Not known while the database is not available.')

export interface HealthOptions {
  dataFolder?: string
  minFree?: number
  projectRoot?: string
}

/** Checks every part that the server depends on. Checks that need the database are skipped while it is unreachable. */
export async function readHealth(options: HealthOptions = {}): Promise<ServerHealth> {
  const { dataFolder = dataPath(), minFree = minFreeBytes } = options
  const { projectRoot = process.cwd() } = options
  const [database, disk] = await Promise.all([checkDatabase(), checkDisk(dataFolder, minFree)])
  const ask = (check: Promise<HealthCheck>) => check.catch(() => unknown)
  const [migrations, worker] = database.isOk
    ? await Promise.all([ask(checkMigrations(projectRoot)), ask(checkWorker())])
    : [unknown, unknown]
  const checks = { database, disk, migrations, worker }
  return { status: Object.values(checks).every(({ isOk }) => isOk) ? 'ok' : 'failing', checks }
}

/** Throws unless this server can respond to users; for load balancers. Rating works without a worker. */
export async function checkReady(options: HealthOptions = {}): Promise<void> {
  const { checks } = await readHealth(options)
  for (const { isOk, message } of [checks.database, checks.disk, checks.migrations])
    if (!isOk) throw new AppError('unavailable', message ?? away)
}
