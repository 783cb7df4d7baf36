import { listAppliedMigrations } from '@/lib/db/backup/backup-rows'
import { copyTableIn, endOrphanedJobs, isUnused, refillTables, setSequence } from '@/lib/db/backup/restore-rows'
import { prisma } from '@/lib/db/client'
import { firstMigrations, migrate, rebuildDatabase } from '@/lib/db/migrate'
import { withCopySession } from '@/lib/db/session/copy-session'
import { sha256 } from '@/lib/db/sha256'
import { directDatabaseUrl } from '@/lib/env'
import { AppError, conflict, invalidInput } from '@/lib/errors'
import type { ProgressHooks } from '@/lib/services/progress'
import { replayErasures } from '@/lib/services/raters/erase-rater'
import { mergeErasures } from '@/lib/storage/erasure-log'
import { imageStore, permanentKeys, readImage, storeImage } from '@/lib/storage/image-store'
import { DamagedFile, type ObjectStore } from '@/lib/storage/object-store'
import { isPlainWebp, PictureProblem } from '@/lib/storage/picture-format'
import { type BackupManifest, erasuresKey, imageSuffixOf, listBackups, readManifest } from './manifests'
import { readImageHashes } from './remove-old-backups'
import { countLines, readParts, type SealedKind, unseal } from './sealed-parts'

export interface RestoreOptions extends ProgressHooks {
  /** Defaults to the newest backup. */
  name?: string | undefined
  /** age identities for an encrypted backup; several if its recipient has changed. */
  identities: readonly string[]
  /** Reads and checks everything without writing. */
  isCheck?: boolean
}

export interface RestoredImages {
  count: number
  /** Image files that the backup does not have, or has damaged. */
  missing: number
  missingKeys: string[]
}

export interface RestoredBackup {
  name: string
  createdAt: string
  rows: number
  images: RestoredImages
  /** People erased again because the backup is older than their erasure. */
  erasedAgain: number
}

async function chosenName(store: ObjectStore, name: string | undefined): Promise<string> {
  const { whole } = await listBackups(store)
  if (whole.length === 0) throw new AppError('not-found', 'There is no finished backup. Check the folder or bucket.')
  if (name === undefined) return whole.at(-1)!
  if (!whole.includes(name))
    throw new AppError('not-found', `There is no backup “${name}”. There are: ${whole.slice(-10).join(', ')}.`)
  return name
}

export async function checkParts(
  store: ObjectStore,
  { tables }: Pick<BackupManifest, 'tables'>,
  { identities, onProgress, signal, kind }: RestoreOptions & { kind?: SealedKind },
) {
  for (const [done, { name, rows, parts }] of tables.entries()) {
    onProgress?.(`Checking ${name}`, done, tables.length)
    let lines = 0
    for await (const bytes of readParts(store, parts, { identities, signal, ...(kind && { kind }) }))
      lines += countLines(bytes)
    expectRows(name, rows, lines, kind)
  }
}

export function expectRows(table: string, expected: number, found: number, kind: SealedKind = 'backup') {
  if (found !== expected)
    throw invalidInput(`The ${kind} has ${found} rows of ${table} instead of ${expected}. Restore another ${kind}.`)
}

/** Null for a file that is missing or damaged. Throws AppError `invalid-input` if no age identity fits. */
async function readImageCopy(store: ObjectStore, copyKey: string, hash: string, identities: readonly string[]) {
  const unlessDamaged = (error: unknown) => {
    if (error instanceof DamagedFile) return null
    throw error
  }
  const stored = await store.get(copyKey).catch(unlessDamaged)
  if (!stored) return null
  const bytes = await unseal(stored, copyKey, identities).catch(unlessDamaged)
  const isWhole = bytes && (copyKey.includes('.full.') ? sha256(bytes) === hash : isPlainWebp(bytes))
  return isWhole ? bytes : null
}

/** Returns whether a missing thumbnail could be made from the full image. */
async function remakeThumb(hash: string): Promise<boolean> {
  const full = await readImage(hash, 'full')
  if (full === null) return false
  const made = await storeImage(full).catch((error: unknown) => {
    // A file that was here before the restore can be damaged.
    if (error instanceof PictureProblem) return null
    throw error
  })
  return made?.contentHash === hash
}

/** Copies missing image files back, or only reads them with `isCheck`. Thumbnails do not count: they can be remade. */
export async function restoreImages(
  store: ObjectStore,
  hashes: readonly string[],
  { suffix, identities, isCheck = false, onProgress, signal }: RestoreOptions & { suffix: string },
): Promise<RestoredImages> {
  const files = hashes.flatMap((hash) => permanentKeys(hash).map((key) => ({ hash, key })))
  const kept = imageStore()
  const missingKeys: string[] = []
  for (const [done, { hash, key }] of files.entries()) {
    signal?.throwIfAborted()
    onProgress?.(isCheck ? 'Checking image files' : 'Copying image files', done, files.length)
    if (!isCheck && (await kept.has(key))) continue
    const bytes = await readImageCopy(store, key + suffix, hash, identities)
    if (bytes) {
      if (!isCheck) await kept.put(key, bytes, 'image/webp')
    } else if (isCheck || !(await remakeThumb(hash))) missingKeys.push(key + suffix)
  }
  return { count: hashes.length, missing: missingKeys.length, missingKeys }
}

const expectUnused = async () => {
  if (await isUnused()) return
  throw conflict(
    'This database already has projects or accounts, and a restore would replace them. Restore into a new database: set DATABASE_URL, or DATA_DIR to a new folder.',
  )
}

/** Restores all rows in one transaction, so an interrupted restore leaves the database empty. */
const restoreRows = (
  store: ObjectStore,
  { tables, sequences }: BackupManifest,
  { identities, onProgress, signal }: RestoreOptions,
) =>
  withCopySession(async (session) => {
    await refillTables(session, async () => {
      for (const [done, { parts, rows, ...table }] of tables.entries()) {
        onProgress?.(`Restoring ${table.name}`, done, tables.length)
        // Links to set a password may have been used since the backup, and access tokens revoked.
        if (table.name === 'password_reset' || table.name === 'access_token') continue
        const chunks = readParts(store, parts, { identities, signal })
        expectRows(table.name, rows, await copyTableIn(session, table, chunks))
      }
      await endOrphanedJobs(
        session,
        'The server was restored from a backup while this ran. Nothing was changed; start it again.',
      )
      for (const one of sequences) await setSequence(session, one)
      onProgress?.('Checking that the rows belong together', tables.length, tables.length)
    })
  })

/**
 * Requires a server without projects and accounts. Restores the schema of an older version first, then migrates.
 * Running jobs become failed, and password links and access tokens stop working.
 */
export async function restoreBackup(
  store: ObjectStore,
  projectRoot: string,
  options: RestoreOptions,
): Promise<RestoredBackup> {
  const manifest = await readManifest(store, await chosenName(store, options.name))
  firstMigrations(projectRoot, manifest.migrations)
  const { name, createdAt } = manifest
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0)
  const hashes = await readImageHashes(store, manifest)
  const imageOptions = { ...options, suffix: imageSuffixOf(manifest) }
  if (options.isCheck) {
    await checkParts(store, manifest, options)
    return { name, createdAt, rows, images: await restoreImages(store, hashes, imageOptions), erasedAgain: 0 }
  }
  await expectUnused()
  const images = await restoreImages(store, hashes, imageOptions)
  const url = directDatabaseUrl() ?? ''
  const isOlder = manifest.migrations.join() !== (await listAppliedMigrations(prisma)).join()
  if (isOlder) await rebuildDatabase(url, projectRoot, manifest.migrations)
  // If this process is killed once the rows are there, the next start completes the rest.
  const erasures = await store.get(erasuresKey)
  if (erasures) await mergeErasures(erasures)
  await restoreRows(store, manifest, options)
  if (isOlder) await migrate(url, projectRoot)
  const { forgotten } = await replayErasures()
  return { name, createdAt, rows, images, erasedAgain: forgotten }
}
