import { existsSync, readFileSync, statSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import path from 'node:path'
import { parseEnv } from 'node:util'
import type { DatabaseState, QueryLimits } from '@/lib/db/inspect-database'
import { type Env, unknownSettings } from '@/lib/env'
import { AppError, messageOf } from '@/lib/errors'
import { writeProblem } from '@/lib/file-system'
import type { ObjectStore } from '@/lib/storage/object-store'
import { counted } from '@/lib/wording/number'
import { portProblem } from './port-problem.mjs'

export interface InstallationCheck {
  what: string
  state: 'ok' | 'warning' | 'error'
  found: string
  fix: string | null
}

const checkOf =
  <Fix extends string | null>(state: InstallationCheck['state']) =>
  (what: string, found: string, fix: Fix): InstallationCheck => ({ what, state, found, fix })
const fine = (what: string, found: string) => checkOf('ok')(what, found, null)
const warning = checkOf<string>('warning')
export const wrong = checkOf<string | null>('error')

const seconds = (milliseconds: number) => `${(Math.abs(milliseconds) / 1000).toFixed(1)} s`

// The launcher refuses older ones; see node-version.mjs.
export const checkNode = () => fine('Node', `${process.versions.node} at ${process.execPath}`)

/** The scratch database of `doctor` alone takes 22. */
const minFreeMb = 50
const comfortableMb = 1_000

export async function checkDisk(folder: string): Promise<InstallationCheck> {
  const disk = await statfs(existsSync(folder) ? folder : path.dirname(folder)).catch(() => null)
  if (!disk) return wrong('Disk', `${folder} cannot be read.`, 'Set DATA_DIR to a folder that you can write to.')
  const freeMb = Math.floor((disk.bavail * disk.bsize) / 1e6)
  const found = `${freeMb} MB are free in ${folder}.`
  if (freeMb < minFreeMb) return wrong('Disk', found, 'Free some space now: nothing can be saved.')
  if (freeMb < comfortableMb) return warning('Disk', found, 'Free some space soon; imports and runs need it.')
  return fine('Disk', found)
}

export async function checkStorage(store: ObjectStore, where: string): Promise<InstallationCheck> {
  const key = `images/doctor-${process.pid}`
  const bytes = new TextEncoder().encode('reassess doctor')
  try {
    await store.put(key, bytes, 'text/plain')
    const isSame = (await store.get(key))?.equals(bytes) ?? false
    await store.remove([key])
    if (isSame) return fine('Image files', `${where} can be written and read.`)
    return wrong('Image files', `${where} returned different bytes than were written.`, 'Check the bucket or the disk.')
  } catch (error) {
    const problem = writeProblem(`A file in ${where}`, error)
    // Its message says what to do.
    if (problem instanceof AppError) return wrong('Image files', problem.message, null)
    return wrong('Image files', `${where}: ${messageOf(error)}`, 'Check the bucket or the disk.')
  }
}

/** Looks for the files of these images, which a change of STORAGE or DATA_DIR leaves behind. */
export async function checkImages(
  where: string,
  hashes: readonly string[],
  hasFile: (hash: string) => Promise<boolean>,
): Promise<InstallationCheck[]> {
  const what = 'Images'
  if (hashes.length === 0) return []
  const fix = 'Copy them from where they were stored before: see “Moving images” in docs/settings.md.'
  try {
    const missing = (await Promise.all(hashes.map(hasFile))).filter((isThere) => !isThere).length
    const asked = counted(hashes.length, 'image')
    if (missing === 0) return [fine(what, `${where}: checked ${asked}, no files are missing.`)]
    return [wrong(what, `${where}: checked ${asked}, the files of ${missing} are missing.`, fix)]
  } catch (error) {
    return [wrong(what, messageOf(error), null)]
  }
}

export function checkSecret(env: Pick<Env, 'NEXTAUTH_SECRET'>, folder: string): InstallationCheck {
  const what = 'Session secret'
  if (env.NEXTAUTH_SECRET) return fine(what, 'NEXTAUTH_SECRET is set.')
  const file = path.join(folder, 'session-secret')
  const stats = statSync(file, { throwIfNoEntry: false })
  if (!stats) return warning(what, `${file} is not there yet.`, 'Run npm start, which creates it.')
  if (process.platform !== 'win32' && (stats.mode & 0o077) !== 0)
    return wrong(what, `Others can read ${file}.`, `Run: chmod 600 ${file}`)
  return fine(what, `${file}, which only its owner can read.`)
}

/** `isReadable`: whether the session secret decrypts a stored second factor. */
export function checkFactor(isReadable: boolean): InstallationCheck {
  const what = 'Second factors'
  if (isReadable) return fine(what, 'The session secret is the one that they were stored with.')
  return warning(
    what,
    'They were stored with another session secret, so codes of authenticator apps are rejected.',
    'Put back the earlier NEXTAUTH_SECRET or session-secret; otherwise see “Changing secrets” in docs/operations.md.',
  )
}

const localHosts = ['localhost', '127.0.0.1', '[::1]']

export function checkProxies(env: Pick<Env, 'NEXTAUTH_URL' | 'TRUSTED_PROXIES' | 'HOST'>): InstallationCheck {
  const what = 'Proxies'
  const everyone = env.TRUSTED_PROXIES.find((network) => network.endsWith('/0'))
  if (everyone !== undefined)
    return warning(
      what,
      `TRUSTED_PROXIES contains ${everyone}, so every visitor can pretend to have another address.`,
      'Set TRUSTED_PROXIES to the address of the proxy, such as 127.0.0.1.',
    )
  if (env.TRUSTED_PROXIES.length > 0) return fine(what, `TRUSTED_PROXIES is ${env.TRUSTED_PROXIES.join(', ')}.`)
  const url = env.NEXTAUTH_URL ? new URL(env.NEXTAUTH_URL) : null
  const isBehindOne = url?.protocol === 'https:' || (url && !localHosts.includes(url.hostname) && isLocal(env.HOST))
  if (!isBehindOne) return fine(what, 'TRUSTED_PROXIES is not set, and no proxy appears to be in front of this server.')
  return warning(
    what,
    `People open ${env.NEXTAUTH_URL}, which a proxy must serve, but TRUSTED_PROXIES is not set, so all visitors share the limits of one address.`,
    'Set TRUSTED_PROXIES to the address of the proxy, such as 127.0.0.1.',
  )
}
const isLocal = (host: string) => ['127.0.0.1', 'localhost', '::1'].includes(host)

export async function checkHost({ HOST }: Pick<Env, 'HOST'>): Promise<InstallationCheck> {
  const problem = await portProblem(0, HOST)
  return problem
    ? wrong(
        'Address',
        `HOST is “${HOST}”, which is not an address of this machine.`,
        'Set HOST to 127.0.0.1 or 0.0.0.0.',
      )
    : fine('Address', `HOST is ${HOST}.`)
}

/** Warns of names in the file of settings that are not settings. */
export function checkNames(file: string): InstallationCheck[] {
  if (!existsSync(file)) return []
  const unknown = unknownSettings(Object.keys(parseEnv(readFileSync(file, 'utf8'))))
  if (unknown.length === 0) return []
  const fix = 'Correct the names as in .env.example, or remove the lines.'
  return [warning('Settings', `${file} has names that are not settings: ${unknown.join(', ')}.`, fix)]
}

/** Warns of settings that have no effect, or will fail, without others. */
export function checkCompanions(
  env: Pick<Env, 'OIDC_CLIENT_ID' | 'OIDC_ISSUER' | 'BACKUP_TO' | 'S3_ACCESS_KEY_ID'>,
): InstallationCheck[] {
  const signIn = warning(
    'Single sign-on',
    'OIDC_CLIENT_ID is set but OIDC_ISSUER is not, so nobody can sign in this way.',
    'Set OIDC_ISSUER, or remove OIDC_CLIENT_ID.',
  )
  const backups = warning(
    'Backups',
    `BACKUP_TO is ${env.BACKUP_TO}, and no access key is set.`,
    'Set S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, unless this machine has a role with access to the bucket.',
  )
  return [
    ...(env.OIDC_CLIENT_ID && !env.OIDC_ISSUER ? [signIn] : []),
    ...(env.BACKUP_TO?.startsWith('s3://') && !env.S3_ACCESS_KEY_ID ? [backups] : []),
  ]
}

/** Checks automatic backups, given the time of the newest. */
export function checkBackups(
  { BACKUP_TO, BACKUP_EVERY_HOURS }: Pick<Env, 'BACKUP_TO' | 'BACKUP_EVERY_HOURS'>,
  newest: Date | undefined,
  now: Date,
): InstallationCheck {
  const fix =
    'A worker makes one within a minute of its start; if not, logs/worker.log says why after “making a backup failed”.'
  if (!newest) return warning('Backups', `There is none in ${BACKUP_TO} yet.`, fix)
  const hours = Math.floor((now.getTime() - newest.getTime()) / 3_600_000)
  const found = `The newest in ${BACKUP_TO} is ${counted(hours, 'hour')} old.`
  return hours < 2 * BACKUP_EVERY_HOURS ? fine('Backups', found) : warning('Backups', found, fix)
}

/**
 * Checks whether a pooler's connections have PostgreSQL's time limits. On direct connections the server sets them
 * itself; through a pooler such settings would leak to the next client.
 */
export function checkPooler(where: string, { statementMs, idleInTransactionMs }: QueryLimits): InstallationCheck {
  const what = 'Pooler'
  const without = [
    ...(statementMs === 0 ? ['queries'] : []),
    ...(idleInTransactionMs === 0 ? ['transactions in which nothing happens'] : []),
  ]
  if (without.length === 0) return fine(what, `Connections of ${where} have limits for queries and transactions.`)
  return warning(
    what,
    `Connections of ${where} have no time limit for ${without.join(' and ')}: one that hangs can keep all raters waiting.`,
    'Set connect_query as in docs/deploy/pgbouncer.ini.',
  )
}

const maxClockMs = 5_000
const maxWaitSeconds = 300

export function databaseChecks(where: string, state: DatabaseState): InstallationCheck[] {
  const { version, isTooOld, clockAheadMs, migrations, functions, workers, waitingSeconds, isOwnerMissing } = state
  const database = isTooOld
    ? wrong('Database', `PostgreSQL ${version} at ${where}.`, 'Reassess needs PostgreSQL 15 or newer: upgrade it.')
    : fine('Database', `PostgreSQL ${version} at ${where}.`)
  const clock =
    Math.abs(clockAheadMs) > maxClockMs
      ? wrong(
          'Clock',
          `The database is ${seconds(clockAheadMs)} ${clockAheadMs > 0 ? 'ahead of' : 'behind'} this machine.`,
          'Set the clocks of both by NTP (timedatectl set-ntp true): leases and sessions depend on them.',
        )
      : fine('Clock', `The database differs by ${seconds(clockAheadMs)} from this machine.`)
  if (migrations === null)
    return [database, clock, warning('Migrations', 'The database is empty.', 'Run npm start, which fills it.')]
  if (migrations.problem !== null)
    return [database, clock, wrong('Migrations', migrations.problem, 'Do what the sentence says, then start again.')]
  if (migrations.missing.length > 0) {
    const [first] = migrations.missing
    const missing = migrations.missing.length
    const found = missing === 1 ? `1 is missing: ${first}.` : `${missing} are missing, starting with ${first}.`
    return [database, clock, wrong('Migrations', found, 'Run npm start, which applies them.')]
  }
  return [
    database,
    clock,
    fine('Migrations', 'All are applied.'),
    functionCheck(functions),
    workerCheck(workers, waitingSeconds),
    ...(isOwnerMissing ? [noOwner] : []),
  ]
}

const noOwner = warning(
  'Owner',
  'No account owns this server, so nobody can create projects in the browser, read the audit trail of the server or reset second factors.',
  'Run npx reassess make-owner EMAIL.',
)

function functionCheck({ differences, skipped, failure }: DatabaseState['functions']): InstallationCheck {
  const what = 'SQL functions'
  if (skipped !== undefined) return fine(what, `Not compared, because ${skipped}.`)
  if (failure !== undefined) return wrong(what, `They could not be compared with prisma/functions: ${failure}`, null)
  if (differences.length === 0) return fine(what, 'All match prisma/functions.')
  const fix = 'Run npm start after deleting the rows of these functions from the table _sql_function.'
  return wrong(what, differences.join(' '), fix)
}

function workerCheck(workers: number, waitingSeconds: number | null): InstallationCheck {
  const waits =
    waitingSeconds === null ? 'No jobs are waiting.' : `A job has waited for ${Math.round(waitingSeconds)} s.`
  if (workers === 0)
    return wrong('Worker', `No worker has reported for 20 s. ${waits}`, 'Run npm start; its log is logs/worker.log.')
  const found = `${workers} running. ${waits}`
  if (waitingSeconds === null || waitingSeconds < maxWaitSeconds) return fine('Worker', found)
  return warning('Worker', found, 'See what runs on the pages of the projects, and logs/worker.log.')
}

export const checksText = (checks: readonly InstallationCheck[]) =>
  checks
    .map(({ what, state, found, fix }) =>
      [`${state.padEnd(8)} ${what}: ${found}`, ...(fix ? [`${' '.repeat(9)}Fix: ${fix}`] : [])].join('\n'),
    )
    .join('\n')

export function verdict(checks: readonly InstallationCheck[]): string {
  const of = (wanted: InstallationCheck['state']) => checks.filter(({ state }) => state === wanted).length
  if (of('error') > 0) return `${of('error')} of ${checks.length} checks failed.`
  return of('warning') > 0 ? `No errors, ${counted(of('warning'), 'warning')}.` : 'Nothing is wrong.'
}
