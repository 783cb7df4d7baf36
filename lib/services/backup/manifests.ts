import { z } from 'zod'
import { int } from '@/lib/contracts/number'
import { AppError, invalidInput } from '@/lib/errors'
import type { ObjectStore } from '@/lib/storage/object-store'

/** `sha256` is that of the stored bytes, in hex. */
const part = z.object({ key: z.string(), byteSize: int, sha256: z.string() })
export type BackupPart = z.output<typeof part>

/** Shared by backups and project archives. */
const savedRows = z.object({
  createdAt: z.iso.datetime(),
  codeVersion: z.string(),
  /** Whether parts and image files are encrypted with age. */
  isEncrypted: z.boolean(),
  /** What `imageSuffix` returned; older manifests do not have it. */
  imageSuffix: z.string().optional(),
  migrations: z.array(z.string()),
  /** Last values of the sequences in use. */
  sequences: z.array(z.object({ name: z.string(), value: z.string() })),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: int, parts: z.array(part) })),
  /** Hashes of the image files, one per line. */
  images: z.object({ count: int, parts: z.array(part) }),
})

/** Written last: a backup without it is incomplete. */
const backupManifest = savedRows.extend({ format: z.literal(1), name: z.string() })
export type BackupManifest = z.output<typeof backupManifest>

/** Returns the end of the keys of image files, which in older encrypted backups does not depend on the recipient. */
export const imageSuffixOf = ({ imageSuffix, isEncrypted }: z.output<typeof savedRows>): string =>
  imageSuffix ?? (isEncrypted ? '.age' : '')

const fileName = 'manifest.json'
export const manifestKey = (name: string) => `${name}/${fileName}`
export const erasuresKey = 'erasures.jsonl'
const namePattern = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z$/
/** Sorts by time. */
export const backupName = (at: Date) => at.toISOString().replaceAll(/[:.]/g, '-')

const backupTime = (name: string) => new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/, 'T$1:$2:$3.$4Z'))

/** Lists finished and unfinished backups, oldest first. */
export async function listBackups(store: ObjectStore): Promise<{ whole: string[]; unfinished: string[] }> {
  const names = new Map<string, boolean>()
  for await (const { key } of store.list('2')) {
    const [name = '', file] = key.split('/')
    if (namePattern.test(name)) names.set(name, names.get(name) === true || file === fileName)
  }
  const those = (isWhole: boolean) => [...names].flatMap(([name, is]) => (is === isWhole ? [name] : [])).sort()
  return { whole: those(true), unfinished: those(false) }
}

/** Undefined without a finished backup. */
export async function newestBackupTime(store: ObjectStore): Promise<Date | undefined> {
  const newest = (await listBackups(store)).whole.at(-1)
  return newest === undefined ? undefined : backupTime(newest)
}

/** Throws AppError `invalid-input`, with `problem`, if this version cannot read a manifest. */
function parsedManifest<Schema extends z.ZodType>(schema: Schema, bytes: Buffer, key: string, problem: string) {
  try {
    return schema.parse(JSON.parse(bytes.toString('utf8')))
  } catch (cause) {
    throw invalidInput(problem, { [key]: String((cause as Error).message).slice(0, 300) })
  }
}

/** Throws AppError `not-found` if the manifest is missing, `invalid-input` if it cannot be read. */
export async function readManifest(store: ObjectStore, name: string): Promise<BackupManifest> {
  const key = manifestKey(name)
  const bytes = await store.get(key)
  if (!bytes) throw new AppError('not-found', `There is no backup ${name}, or it was not finished.`)
  const problem = `${key} is not the manifest of a backup that this version of Reassess can read. Use another backup, or update Reassess.`
  return parsedManifest(backupManifest, bytes, key, problem)
}

const archiveManifest = savedRows.extend({
  format: z.literal('reassess-project-1'),
  project: z.object({ slug: z.string(), name: z.string() }),
  /** Accounts that rows refer to: one JSON object per line with id, e-mail and name. */
  accounts: savedRows.shape.images,
})
export type ArchiveManifest = z.output<typeof archiveManifest>

export const archiveManifestKey = 'manifest.json'

/** Throws AppError `invalid-input` without a readable manifest. */
export async function readArchiveManifest(store: ObjectStore, file: string): Promise<ArchiveManifest> {
  const bytes = await store.get(archiveManifestKey)
  if (!bytes)
    throw invalidInput(
      `${file} has no ${archiveManifestKey}, so it is not the archive of a project. Name a file that archive-project has made.`,
    )
  const problem = `${archiveManifestKey} in ${file} is not from an archive that this version of Reassess can read. Update Reassess, or use another archive.`
  return parsedManifest(archiveManifest, bytes, archiveManifestKey, problem)
}
