import { copyProjectOut, listArchivedTables } from '@/lib/db/backup/archived-rows'
import { listAppliedMigrations } from '@/lib/db/backup/backup-rows'
import { mappedRows } from '@/lib/db/backup/mapped-rows'
import {
  addOwners,
  analyzeRestored,
  beginRestore,
  copyBlocksIn,
  fillWithProject,
  findOrCreateAccount,
  raiseSequence,
} from '@/lib/db/backup/restore-rows'
import { prisma } from '@/lib/db/client'
import { withImageStoreLock } from '@/lib/db/data/image-files'
import { migrate, rebuildDatabase } from '@/lib/db/migrate'
import { eraseAccountRows, eraseIdentityRows } from '@/lib/db/raters/erase-identity'
import { createScratchDatabase } from '@/lib/db/scratch-database'
import { type CopySession, withBulkSnapshot, withCopySession } from '@/lib/db/session/copy-session'
import { isUniqueViolation, sqlState } from '@/lib/db/session/sql-state'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import { AppError, conflict, invalidInput, messageOf } from '@/lib/errors'
import type { ProgressHooks } from '@/lib/services/progress'
import { checkFreeSlug, slugTaken } from '@/lib/services/projects/create-project'
import { appendErasures, type Erasure, readErasures } from '@/lib/storage/erasure-log'
import { type ArchiveManifest, imageSuffixOf } from './manifests'
import { type OpenedArchive, type ReadRows, withOpenArchive } from './opened-archive'
import { checkParts, type RestoredImages, restoreImages } from './restore-backup'

export interface RestoreArchiveOptions extends ProgressHooks {
  file: string
  projectRoot: string
  /** Defaults to the slug in the archive. */
  slug?: string | undefined
  /** age identities for an encrypted archive. */
  identities: readonly string[]
  /** Erasures on the server of origin, in addition to those known here. */
  erasures?: readonly Erasure[]
  /** Reads and checks everything without writing. */
  isCheck?: boolean
}

export interface RestoredArchive {
  slug: string
  createdAt: string
  rows: number
  images: RestoredImages
  /** People with an account here, and accounts added that nobody can sign in to yet. */
  accounts: { known: number; added: number }
  /** People erased again because the archive is older than their erasure. */
  erasedAgain: number
}

/** Throws AppError `conflict` if a newer version made the archive. */
async function isOlder({ migrations, codeVersion }: ArchiveManifest): Promise<boolean> {
  const ours = await listAppliedMigrations(prisma)
  const unknown = migrations.find((name) => !ours.includes(name))
  if (unknown === undefined) return migrations.length < ours.length
  throw conflict(
    `The archive was made by a newer version of Reassess (${codeVersion}, with migration ${unknown}). Update Reassess, then restore.`,
  )
}

/** Throws AppError `invalid-input` if the archive's tables or columns differ from ours. */
async function expectOurTables({ tables }: ArchiveManifest) {
  const described = (all: readonly { name: string; columns: readonly string[] }[]) =>
    all.map(({ name, columns }) => `${name} (${columns.join(', ')})`)
  const [ours, theirs] = [described(await listArchivedTables(prisma)), described(tables)]
  const other = theirs.find((table) => !ours.includes(table)) ?? ours.find((table) => !theirs.includes(table))
  if (other)
    throw invalidInput(
      `The archive and this version of Reassess differ in the table ${other}. Restore another archive.`,
    )
}

/** Column values that replace those of the other server. Releases are private here until an admin decides otherwise. */
const fixedIn = (table: string, projectId: number, slug: string): Record<string, string> => {
  if (table === 'project') return { id: String(projectId), slug }
  return { project_id: String(projectId), ...(table === 'release' && { public_since: '\\N' }) }
}

/** Returns the error of rows that PostgreSQL refuses, which no server writes; any other error as it is. */
function refusedRows(error: unknown, table?: ArchiveManifest['tables'][number]): unknown {
  if (!(error instanceof RangeError) && !/^2[23]/.test(sqlState(error) ?? '')) return error
  const keys = table?.parts.map(({ key }) => key) ?? []
  const files = keys.length > 1 ? `${keys[0]} to ${keys.at(-1)}` : keys[0]
  return new AppError(
    'invalid-input',
    `The archive's rows${table ? ` of ${table.name}, in ${files},` : ''} are not valid: ${messageOf(error)}. The archive was altered after it was made. Nothing was restored. Restore another archive.`,
    {},
    { cause: error },
  )
}

interface Restoring extends ProgressHooks {
  archive: OpenedArchive
  rowsOf: ReadRows
  slug: string
  erased: Erased
}

/** Writes all rows in one transaction, so an interrupted restore leaves nothing. */
async function writeRows(session: CopySession, { archive, rowsOf, slug, erased, onProgress, signal }: Restoring) {
  const { manifest, people } = archive
  const projectId = await beginRestore(session)
  const accountOf = new Map<string, string>()
  for (const one of people) accountOf.set(one.id, await findOrCreateAccount(session, one, erased.accounts.has(one.id)))
  const tables = await listArchivedTables(session)
  for (const [done, { name, columns, accounts }] of tables.entries()) {
    signal?.throwIfAborted()
    onProgress?.(`Restoring ${name}`, done, tables.length)
    const fixed = fixedIn(name, projectId, slug)
    const blocks = mappedRows(rowsOf(name), { columns, fixed, accountColumns: accounts, accountOf })
    await copyBlocksIn(session, { name, columns }, blocks).catch((error: unknown) => {
      // Another command has just restored the project.
      if (name === 'project' && isUniqueViolation(error)) throw slugTaken(slug)
      throw refusedRows(
        error,
        manifest.tables.find((table) => table.name === name),
      )
    })
  }
  await addOwners(session, projectId)
  const details = { slug, from: manifest.project.slug, archivedAt: manifest.createdAt }
  await writeAuditEvent(session, { projectId, userId: null, action: 'project.restore-archive', details })
  // Written to disk before the commit, so that the next start completes erasures after a crash.
  await appendErasures(erased.raters.map((one) => ({ ...one, project: slug })))
  for (const one of manifest.sequences) await raiseSequence(session, one)
  signal?.throwIfAborted()
  return projectId
}

interface Erased {
  accounts: Set<string>
  raters: Extract<Erasure, { rater: number }>[]
}

/** Returns erasures since the archive was made. */
async function erasedSince({ createdAt, project }: ArchiveManifest, others: readonly Erasure[]): Promise<Erased> {
  const erased: Erased = { accounts: new Set(), raters: [] }
  for (const erasure of [...(await readErasures()).erasures, ...others]) {
    if (erasure.at < createdAt) continue
    if ('account' in erasure) erased.accounts.add(erasure.account)
    else if (erasure.project === project.slug) erased.raters.push(erasure)
  }
  return erased
}

async function eraseAgain(projectId: number, { accounts, raters }: Erased): Promise<number> {
  const known = await prisma.appUser.findMany({ where: { id: { in: [...accounts] } }, select: { id: true } })
  for (const { id } of known) await eraseAccountRows(id)
  const numbers = new Set(raters.map(({ rater }) => rater))
  for (const rater of numbers) await eraseIdentityRows(projectId, rater)
  return known.length + numbers.size
}

async function restoreOpened(archive: OpenedArchive, options: RestoreArchiveOptions): Promise<RestoredArchive> {
  const { manifest, store, hashes, people } = archive
  const { createdAt, tables } = manifest
  const slug = options.slug ?? manifest.project.slug
  const rows = tables.reduce((sum, table) => sum + table.rows, 0)
  const isOld = await isOlder(manifest)
  if (!isOld) await expectOurTables(manifest)
  const suffix = imageSuffixOf(manifest)
  const restoreFiles = (signal = options.signal) => restoreImages(store, hashes, { ...options, suffix, signal })
  if (options.isCheck) {
    await checkParts(store, manifest, { ...options, kind: 'archive' })
    const images = await restoreFiles()
    return { slug, createdAt, rows, images, accounts: { known: 0, added: 0 }, erasedAgain: 0 }
  }
  await checkFreeSlug(slug)
  const erased = await erasedSince(manifest, options.erasures ?? [])
  const before = await prisma.appUser.count()
  const { onProgress } = options
  const { images, projectId } = await withImageStoreLock(async (signal) => {
    const write = (rowsOf: ReadRows) =>
      withCopySession((session) => writeRows(session, { archive, rowsOf, slug, erased, onProgress, signal }))
    return {
      images: await restoreFiles(signal),
      projectId: isOld ? await withUpdatedRows(archive, options.projectRoot, write) : await write(archive.rowsOf),
    }
  }, options.signal)
  const added = (await prisma.appUser.count()) - before
  const erasedAgain = await eraseAgain(projectId, erased)
  await analyzeRestored(await listArchivedTables(prisma))
  return { slug, createdAt, rows, images, accounts: { known: people.length - added, added }, erasedAgain }
}

/**
 * Adds the project under a new id in one transaction. Matches people to accounts by e-mail or adds accounts, and
 * repeats later erasures. All else is unchanged, so releases keep their hash.
 */
export const restoreArchive = (options: RestoreArchiveOptions): Promise<RestoredArchive> =>
  withOpenArchive(options, (archive) => restoreOpened(archive, options))

/** Converts rows of an older version by loading them into a scratch database and migrating that. */
async function withUpdatedRows<T>(
  { manifest, people, rowsOf }: OpenedArchive,
  projectRoot: string,
  work: (rowsOf: ReadRows) => Promise<T>,
): Promise<T> {
  const scratch = await createScratchDatabase(`reassess_archive_${process.pid}`)
  try {
    await rebuildDatabase(scratch.url, projectRoot, manifest.migrations)
    const projectId = await withCopySession(
      (session) => fillWithProject(session, { tables: manifest.tables, accounts: people, rowsOf }),
      scratch.url,
    ).catch((error: unknown) => {
      throw refusedRows(error)
    })
    await migrate(scratch.url, projectRoot)
    return await withBulkSnapshot(async (session) => {
      const tables = new Map((await listArchivedTables(session)).map((table) => [table.name, table]))
      return work((name) => copyProjectOut(session, tables.get(name)!, projectId))
    }, scratch.url)
  } finally {
    await scratch.drop()
  }
}
