import {
  copyTableOut,
  listAppliedMigrations,
  listBackedUpTables,
  listFileHashes,
  listSequences,
  withBackupLock,
} from '@/lib/db/backup/backup-rows'
import { type CopySession, withBulkSnapshot } from '@/lib/db/session/copy-session'
import { env } from '@/lib/env'
import { codeVersion } from '@/lib/services/code-version'
import type { ProgressHooks } from '@/lib/services/progress'
import { openBackupStore } from '@/lib/storage/backup-store'
import { readErasureFile } from '@/lib/storage/erasure-log'
import { imageStore, permanentKeys } from '@/lib/storage/image-store'
import type { ObjectStore } from '@/lib/storage/object-store'
import { metrics } from '@/lib/telemetry/metrics'
import { type BackupManifest, backupName, erasuresKey, manifestKey, newestBackupTime } from './manifests'
import { removeBackup, removeOldBackups } from './remove-old-backups'
import { imageSuffix, seal, writeParts } from './sealed-parts'

interface BackupOptions extends ProgressHooks {
  /** age recipient; null leaves the backup unencrypted. */
  recipient: string | null
  /** Number of backups to keep, including this one. */
  keep: number
  now?: Date
}

interface CreatedBackup {
  name: string
  tables: number
  rows: number
  /** As stored, without image files. */
  byteSize: number
  images: { count: number; copied: number; missing: number }
  removed: string[]
}

/** One snapshot keeps the rows consistent while raters go on. */
async function writeRows(
  session: CopySession,
  store: ObjectStore,
  name: string,
  { recipient, onProgress, signal }: BackupOptions,
) {
  const tables: BackupManifest['tables'] = []
  const all = await listBackedUpTables(session)
  for (const [done, table] of all.entries()) {
    onProgress?.(`Saving ${table.name}`, done, all.length)
    signal?.throwIfAborted()
    const chunks = copyTableOut(session, table)
    const { parts, lines } = await writeParts(store, { start: `${name}/${table.name}`, chunks, recipient, signal })
    tables.push({ ...table, rows: lines, parts })
  }
  const hashes = await listFileHashes(session)
  return { tables, hashes, sequences: await listSequences(session), migrations: await listAppliedMigrations(session) }
}

/** Image files never change, so all backups for one recipient share one copy of each. */
export async function copyImages(
  store: Pick<ObjectStore, 'has' | 'put'>,
  hashes: readonly string[],
  {
    recipient,
    suffix,
    onProgress,
    signal,
  }: Pick<BackupOptions, 'recipient' | 'onProgress' | 'signal'> & { suffix: string },
) {
  const counts = { count: hashes.length, copied: 0, missing: 0 }
  const kept = imageStore()
  for (const [done, hash] of hashes.entries()) {
    signal?.throwIfAborted()
    onProgress?.('Copying image files', done, hashes.length)
    for (const key of permanentKeys(hash)) {
      const copyKey = key + suffix
      if (await store.has(copyKey)) continue
      const bytes = await kept.get(key)
      if (!bytes) {
        counts.missing++
        continue
      }
      await store.put(copyKey, await seal(bytes, recipient), 'application/octet-stream')
      counts.copied++
    }
  }
  return counts
}

export async function* linesOf(texts: readonly string[]) {
  for (let from = 0; from < texts.length; from += 10_000)
    yield Buffer.from(
      texts
        .slice(from, from + 10_000)
        .map((text) => `${text}\n`)
        .join(''),
    )
}

/**
 * Saves all rows in one snapshot, new image files and the list of erasures, but no secrets of the environment or
 * DATA_DIR. Keeps the newest `keep` backups. If it fails, it removes what it saved, except for image files.
 */
export async function makeBackup(
  store: ObjectStore,
  projectRoot: string,
  options: BackupOptions,
): Promise<CreatedBackup> {
  const createdAt = options.now ?? new Date()
  const name = backupName(createdAt)
  const saved = await saveAll(store, projectRoot, { ...options, name, createdAt }).catch(async (error: unknown) => {
    // Otherwise the next backup removes it.
    await removeBackup(store, name).catch(() => {})
    throw error
  })
  return { ...saved, removed: await removeOldBackups(store, options.keep) }
}

async function saveAll(
  store: ObjectStore,
  projectRoot: string,
  { name, createdAt, ...options }: BackupOptions & { name: string; createdAt: Date },
): Promise<Omit<CreatedBackup, 'removed'>> {
  const { hashes, ...saved } = await withBulkSnapshot((session) => writeRows(session, store, name, options))
  const images = await copyImages(store, hashes, { ...options, suffix: imageSuffix(options.recipient) })
  const { recipient, signal } = options
  // Not encrypted: the server reads the list to find image files that no backup needs.
  const list = await writeParts(store, { start: `${name}/images`, chunks: linesOf(hashes), recipient: null, signal })
  await saveErasures(store)
  const manifest: BackupManifest = {
    ...{ format: 1, name, createdAt: createdAt.toISOString(), codeVersion: await codeVersion(projectRoot) },
    ...{ isEncrypted: recipient !== null, imageSuffix: imageSuffix(recipient), ...saved },
    images: { count: hashes.length, parts: list.parts },
  }
  // Without its lock, another backup may have removed these parts.
  signal?.throwIfAborted()
  await store.put(manifestKey(name), Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`), 'application/json')
  signal?.throwIfAborted()
  return {
    name,
    tables: saved.tables.length,
    rows: saved.tables.reduce((sum, { rows }) => sum + rows, 0),
    byteSize: saved.tables.flatMap(({ parts }) => parts).reduce((sum, { byteSize }) => sum + byteSize, 0),
    images,
  }
}

/** Stores the list of erasures beside the backups, so that a restore repeats later erasures. */
export async function saveErasures(store: ObjectStore): Promise<void> {
  const file = await readErasureFile()
  if (file) await store.put(erasuresKey, file, 'application/jsonl')
}

const hourMs = 3_600_000

/**
 * Makes a backup to BACKUP_TO if the newest is older than BACKUP_EVERY_HOURS, in one of several workers. Always saves
 * the list of erasures there. Returns null if no backup is due or the setting is empty.
 */
export async function backUpWhenDue(projectRoot: string, now: Date): Promise<CreatedBackup | null> {
  const { BACKUP_TO, BACKUP_EVERY_HOURS, BACKUP_KEEP, BACKUP_RECIPIENT } = env
  if (BACKUP_TO === undefined) return null
  metrics.showLastBackup(now)
  const store = await openBackupStore(BACKUP_TO)
  const isDue = async () => {
    const newest = await newestBackupTime(store)
    metrics.showLastBackup(now, newest)
    return newest === undefined || now.getTime() - newest.getTime() >= BACKUP_EVERY_HOURS * hourMs
  }
  await saveErasures(store)
  if (!(await isDue())) return null
  return withBackupLock(async (signal) =>
    (await isDue())
      ? makeBackup(store, projectRoot, { recipient: BACKUP_RECIPIENT ?? null, keep: BACKUP_KEEP, now, signal })
      : null,
  )
}
