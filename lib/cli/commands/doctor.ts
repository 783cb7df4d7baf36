import { existsSync } from 'node:fs'
import path from 'node:path'
import { Command } from 'commander'
import type { DatabaseState } from '@/lib/db/inspect-database'
import { directDatabaseUrl, env } from '@/lib/env'
import { AppError, messageOf } from '@/lib/errors'
import { dataFolder } from '../database'
import {
  checkBackups,
  checkCompanions,
  checkDisk,
  checkFactor,
  checkHost,
  checkImages,
  checkNames,
  checkNode,
  checkPooler,
  checkProxies,
  checkSecret,
  checkStorage,
  checksText,
  databaseChecks,
  type InstallationCheck,
  verdict,
  wrong,
} from '../installation-checks'
import { projectRoot, runWithoutDatabase } from '../run-command'
import { sessionSecret } from '../session-secret'

const withoutDatabase = (found: string, fix: string): InstallationCheck[] => [
  { what: 'Database', state: 'error', found, fix },
]

const storage = (folder: string) => (env.STORAGE === 's3' ? `The bucket ${env.S3_BUCKET}` : path.join(folder, 'images'))

async function stateChecks(where: string, state: DatabaseState, folder: string): Promise<InstallationCheck[]> {
  const { imageStore, permanentKeys } = await import('@/lib/storage/image-store')
  const hasFile = (hash: string) => imageStore().has(permanentKeys(hash)[0]!)
  return [
    ...databaseChecks(where, state),
    ...(await checkImages(storage(folder), state.imageHashes, hasFile)),
    ...(await checkFactors(state, folder)),
  ]
}

/** Checks that the session secret is the one with which the newest second factor was stored. */
async function checkFactors({ newestFactor: factor }: DatabaseState, folder: string): Promise<InstallationCheck[]> {
  const hasSecret = env.NEXTAUTH_SECRET !== undefined || existsSync(path.join(folder, 'session-secret'))
  if (!factor || !hasSecret) return []
  env.NEXTAUTH_SECRET ??= sessionSecret(folder)
  const { openSecret } = await import('@/lib/services/accounts/one-time-code')
  return [checkFactor((await openSecret(factor.userId, factor.secret)) !== null)]
}

/**
 * Checks the database of DATABASE_URL, or the embedded one, which is started temporarily if necessary. `hasRoom`:
 * whether the disk of the embedded one has.
 */
async function checkDatabase(folder: string, hasRoom: boolean): Promise<InstallationCheck[]> {
  const { startEmbeddedPostgres } = await import('@/lib/db/embedded-postgres')
  const { inspectDatabase } = await import('@/lib/db/inspect-database')
  const given = directDatabaseUrl()
  try {
    if (given)
      return [
        ...(await stateChecks(new URL(given).host, await inspectDatabase(given, projectRoot), folder)),
        ...(await checkConnections()),
      ]
    const own = path.join(folder, 'postgres')
    if (!existsSync(path.join(own, 'data')))
      return withoutDatabase(`There is none in ${own} yet.`, 'Run npm start, which creates it, or set DATABASE_URL.')
    const server = await startEmbeddedPostgres({ projectRoot, folder: own, isDurable: env.DB_DURABLE === '1' })
    try {
      return await stateChecks(own, await inspectDatabase(server.url, projectRoot, { hasRoom }), folder)
    } finally {
      await server.stop()
    }
  } catch (error) {
    const found = messageOf(error)
    return withoutDatabase(found, given ? 'Start PostgreSQL, or correct DATABASE_URL.' : 'See postgres/postgres.log.')
  }
}

/** Checks the pooler: DATABASE_URL is one if DIRECT_DATABASE_URL is also set. */
async function checkConnections(): Promise<InstallationCheck[]> {
  const { DATABASE_URL: url, DIRECT_DATABASE_URL: direct } = env
  if (!url || !direct) return []
  const { inspectQueryLimits } = await import('@/lib/db/inspect-database')
  return [checkPooler(new URL(url).host, await inspectQueryLimits(url))]
}

async function checkAutomaticBackups(): Promise<InstallationCheck[]> {
  const where = env.BACKUP_TO
  if (where === undefined) return []
  const { openBackupStore } = await import('@/lib/storage/backup-store')
  const { newestBackupTime } = await import('@/lib/services/backup/manifests')
  try {
    const newest = await newestBackupTime(await openBackupStore(where, { isRead: true }))
    return [checkBackups(env, newest, new Date())]
  } catch (error) {
    // The first backup creates the folder.
    if (error instanceof AppError && error.code === 'not-found') return [checkBackups(env, undefined, new Date())]
    return [wrong('Backups', `${where} cannot be read: ${messageOf(error)}`, null)]
  }
}

export const doctorCommand = () =>
  new Command('doctor')
    .description(
      'Say what is wrong with this installation and how to fix it. Changes nothing. The exit status is 1 when something is wrong.',
    )
    .action(async () => {
      await runWithoutDatabase(async () => {
        const { imageStore } = await import('@/lib/storage/image-store')
        const folder = dataFolder(projectRoot)
        const disk = await checkDisk(folder)
        const checks = [
          checkNode(),
          disk,
          await checkStorage(imageStore(), storage(folder)),
          checkSecret(env, folder),
          await checkHost(env),
          checkProxies(env),
          ...checkCompanions(env),
          ...checkNames(path.join(projectRoot, '.env')),
          ...(await checkAutomaticBackups()),
          ...(await checkDatabase(folder, disk.state !== 'error')),
        ]
        const isOk = checks.every(({ state }) => state !== 'error')
        if (!isOk) process.exitCode = 1
        return { text: [checksText(checks), verdict(checks)], json: { isOk, checks } }
      })
    })
