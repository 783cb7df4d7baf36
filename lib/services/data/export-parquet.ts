import { createHash } from 'node:crypto'
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { type ExportedTable, parquetTables, readExportedRows } from '@/lib/db/data/parquet-tables'
import { type CopySession, withBulkSnapshot } from '@/lib/db/session/copy-session'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { makeFolder } from '@/lib/file-system'
import { parquetBytes } from '@/lib/formats/release/parquet-bytes'
import { writeStreamAtomically } from '@/lib/formats/write-stream'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { codeVersion } from '@/lib/services/code-version'
import type { ProgressHooks } from '@/lib/services/progress'

interface ParquetFile {
  file: string
  about: string
  rows: number
  byteSize: number
  sha256: string
  columns: { name: string; type: string; isNullable: boolean; about: string }[]
}

export interface ParquetManifest {
  format: 'reassess-parquet-1'
  project: { slug: string; name: string; archivedAt: string | null }
  createdAt: string
  codeVersion: string
  files: ParquetFile[]
}

interface Where {
  projectId: number
  slug: string
  folder: string
}

const fileOf = ({ name }: ExportedTable) => `${name}.parquet`

/** Writes one table by row group, in constant memory. */
async function writeTable(
  session: CopySession,
  table: ExportedTable,
  { projectId, slug, folder }: Where,
  signal?: AbortSignal,
): Promise<ParquetFile> {
  const { name, about, columns } = table
  const hash = createHash('sha256')
  let [rows, byteSize] = [0, 0]
  async function* blocks() {
    for await (const block of readExportedRows(session, table, projectId)) {
      signal?.throwIfAborted()
      rows += block.length
      yield block
    }
  }
  async function* bytes() {
    const written = columns.map((column, k) => ({
      ...column,
      of: (row: (string | number | boolean | Date | null)[]) => row[k]!,
    }))
    for await (const piece of parquetBytes(written, blocks(), { 'reassess.project': slug, 'reassess.table': name })) {
      hash.update(piece)
      byteSize += piece.length
      yield piece
    }
  }
  const file = fileOf(table)
  await writeStreamAtomically(path.join(folder, file), Readable.from(bytes()))
  const described = columns.map((one) => ({
    ...{ name: one.name, type: one.type, isNullable: one.isNullable === true, about: one.about },
  }))
  return { file, about, rows, byteSize, sha256: hash.digest('hex'), columns: described }
}

async function expectEmpty(folder: string) {
  await makeFolder(folder)
  if ((await readdir(folder)).length > 0)
    throw conflict(`${folder} is not empty. Name a folder that is empty or not there yet.`)
}

/** Exports one snapshot to an empty folder, which a failure leaves empty. The manifest, written last, completes it. */
export async function exportParquet(
  actor: Actor,
  { slug, folder, projectRoot }: { slug: string; folder: string; projectRoot: string },
  { onProgress, signal }: ProgressHooks = {},
): Promise<ParquetManifest> {
  const { project } = await guardProject(actor, slug, 'admin')
  await expectEmpty(folder)
  try {
    return await writeTables(project, folder, projectRoot, { onProgress, signal })
  } catch (error) {
    for (const table of parquetTables) await rm(path.join(folder, fileOf(table)), { force: true }).catch(() => {})
    throw error
  }
}

async function writeTables(
  { id: projectId, slug, name, archivedAt }: ProjectAccess['project'],
  folder: string,
  projectRoot: string,
  { onProgress, signal }: ProgressHooks,
): Promise<ParquetManifest> {
  const createdAt = new Date().toISOString()
  const files = await withBulkSnapshot(async (session) => {
    const made: ParquetFile[] = []
    for (const [done, table] of parquetTables.entries()) {
      onProgress?.(`Writing ${table.name}`, done, parquetTables.length)
      made.push(await writeTable(session, table, { projectId, slug, folder }, signal))
    }
    return made
  })
  const manifest: ParquetManifest = {
    format: 'reassess-parquet-1',
    project: { slug, name, archivedAt: archivedAt?.toISOString() ?? null },
    ...{ createdAt, codeVersion: await codeVersion(projectRoot), files },
  }
  await writeStreamAtomically(
    path.join(folder, 'manifest.json'),
    Readable.from([`${JSON.stringify(manifest, null, 2)}\n`]),
  )
  return manifest
}
