import { z } from 'zod'
import type { ArchivedAccount } from '@/lib/db/backup/archived-rows'
import { openArchiveFile } from '@/lib/storage/archive-file'
import type { ObjectStore } from '@/lib/storage/object-store'
import { type ArchiveManifest, readArchiveManifest } from './manifests'
import { expectRows } from './restore-backup'
import { countLines, readLines, readParts } from './sealed-parts'

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
  const options = { identities, signal, kind: 'archive' } as const
  try {
    const manifest = await readArchiveManifest(store, file)
    const people = (await readLines(store, manifest.accounts.parts, options)).map((line) =>
      account.parse(JSON.parse(line)),
    )
    const tables = new Map(manifest.tables.map((table) => [table.name, table]))
    async function* rowsOf(name: string) {
      const { parts, rows } = tables.get(name)!
      let lines = 0
      for await (const bytes of readParts(store, parts, options)) {
        lines += countLines(bytes)
        yield bytes
      }
      expectRows(name, rows, lines, 'archive')
    }
    const hashes = await readLines(store, manifest.images.parts, options)
    return await work({ store, manifest, people, hashes, rowsOf })
  } finally {
    close()
  }
}
