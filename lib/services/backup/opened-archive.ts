import { z } from 'zod'
import type { ArchivedAccount } from '@/lib/db/backup/archived-rows'
import { openArchiveFile } from '@/lib/storage/archive-file'
import type { ObjectStore } from '@/lib/storage/object-store'
import { type ArchiveManifest, type BackupPart, readArchiveManifest } from './manifests'
import { expectRows } from './restore-backup'
import { countLines, readParts } from './sealed-parts'

/** Yields a table's rows as lines in PostgreSQL's text format. */
export type ReadRows = (table: string) => AsyncIterable<Buffer>

export interface OpenedArchive {
  store: ObjectStore
  manifest: ArchiveManifest
  people: ArchivedAccount[]
  hashes: string[]
  /** Throws AppError at the end if the number of rows differs from the manifest. */
  rowsOf: ReadRows
}

interface ReadOptions {
  file: string
  identities: readonly string[]
  signal?: AbortSignal | undefined
}

const account = z.object({ id: z.uuid(), email: z.string(), name: z.string() })

/** Opens an archive for `work`. Throws AppError if the file is not an archive, damaged or cannot be decrypted. */
export async function withOpenArchive<T>(
  { file, identities, signal }: ReadOptions,
  work: (archive: OpenedArchive) => Promise<T>,
): Promise<T> {
  const { store, close } = await openArchiveFile(file)
  const read = (parts: readonly BackupPart[]) => readParts(store, parts, { identities, signal, kind: 'archive' })
  const linesIn = async (parts: readonly BackupPart[]) => {
    const chunks: Buffer[] = []
    for await (const chunk of read(parts)) chunks.push(chunk)
    return Buffer.concat(chunks).toString('utf8').split('\n').filter(Boolean)
  }
  try {
    const manifest = await readArchiveManifest(store, file)
    const people = (await linesIn(manifest.accounts.parts)).map((line) => account.parse(JSON.parse(line)))
    const tables = new Map(manifest.tables.map((table) => [table.name, table]))
    async function* rowsOf(name: string) {
      const { parts, rows } = tables.get(name)!
      let lines = 0
      for await (const bytes of read(parts)) {
        lines += countLines(bytes)
        yield bytes
      }
      expectRows(name, rows, lines, 'archive')
    }
    return await work({ store, manifest, people, hashes: await linesIn(manifest.images.parts), rowsOf })
  } finally {
    close()
  }
}
