import type { Readable } from 'node:stream'
import {
  copyProjectOut,
  listArchivedTables,
  listNamedAccounts,
  listProjectSequences,
} from '@/lib/db/backup/archived-rows'
import { listAppliedMigrations, listFileHashes } from '@/lib/db/backup/backup-rows'
import { type CopySession, withBulkSnapshot } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import type { ProgressHooks } from '@/lib/services/progress'
import { archiveStream } from '@/lib/storage/archive-file'
import type { ObjectStore } from '@/lib/storage/object-store'
import { copyImages, linesOf } from './make-backup'
import { type ArchiveManifest, archiveManifestKey } from './manifests'
import { writeParts } from './sealed-parts'

interface ArchiveOptions extends ProgressHooks {
  /** age recipient; null leaves the archive unencrypted. */
  recipient: string | null
}

interface MakeOptions extends ArchiveOptions {
  onMade?: (made: CreatedArchive) => void
}

export interface CreatedArchive {
  project: string
  tables: number
  rows: number
  images: { count: number; missing: number }
}

type PartStore = Pick<ObjectStore, 'put' | 'has'>

/** One snapshot keeps the rows consistent while raters go on. */
async function writeRows(
  session: CopySession,
  store: PartStore,
  projectId: number,
  { recipient, onProgress, signal }: ArchiveOptions,
) {
  const all = await listArchivedTables(session)
  const tables: ArchiveManifest['tables'] = []
  for (const [done, table] of all.entries()) {
    onProgress?.(`Saving ${table.name}`, done, all.length)
    const chunks = copyProjectOut(session, table, projectId)
    const { parts, lines } = await writeParts(store, { start: `rows/${table.name}`, chunks, recipient, signal })
    tables.push({ name: table.name, columns: table.columns, rows: lines, parts })
  }
  return {
    tables,
    people: await listNamedAccounts(session, all, projectId),
    hashes: await listFileHashes(session, projectId),
    sequences: await listProjectSequences(session, all),
    migrations: await listAppliedMigrations(session),
  }
}

/**
 * Streams one file with everything needed to restore the project on another server, including names and e-mails of the
 * accounts its rows refer to. Calls `onMade` when all is written.
 */
export async function makeArchive(
  actor: Actor,
  { slug, projectRoot }: { slug: string; projectRoot: string },
  options: MakeOptions,
): Promise<Readable> {
  const { project } = await guardProject(actor, slug, 'admin')
  return archiveOf(project, projectRoot, options)
}

/** Does not check access. */
export async function archiveOf(
  { id, slug, name }: { id: number; slug: string; name: string },
  projectRoot: string,
  options: MakeOptions,
): Promise<Readable> {
  const createdAt = new Date().toISOString()
  const version = await codeVersion(projectRoot)
  const { recipient, signal } = options
  return archiveStream(async (store) => {
    const { people, hashes, ...saved } = await withBulkSnapshot((session) => writeRows(session, store, id, options))
    // One recipient per archive, so all versions find its images by the same suffix.
    const images = await copyImages(store, hashes, { ...options, suffix: recipient === null ? '' : '.age' })
    const write = (start: string, texts: readonly string[]) =>
      writeParts(store, { start, chunks: linesOf(texts), recipient, signal })
    const list = await write('image-hashes', hashes)
    const accounts = await write(
      'accounts',
      people.map((one) => JSON.stringify(one)),
    )
    const manifest: ArchiveManifest = {
      ...{ format: 'reassess-project-1', project: { slug, name }, createdAt, codeVersion: version },
      ...{ isEncrypted: recipient !== null, ...saved, images: { count: hashes.length, parts: list.parts } },
      accounts: { count: people.length, parts: accounts.parts },
    }
    const text = `${JSON.stringify(manifest, null, 2)}\n`
    await store.put(archiveManifestKey, Buffer.from(text), 'application/json')
    const rows = saved.tables.reduce((sum, table) => sum + table.rows, 0)
    const { count, missing } = images
    options.onMade?.({ project: slug, tables: saved.tables.length, rows, images: { count, missing } })
  })
}
