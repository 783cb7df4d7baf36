import type { ClassTableRows } from '@/lib/db/classes/write-classes'
import type { CopyRow } from '@/lib/db/session/copy-session'
import { readClassFile } from '@/lib/formats/classes/class-file'
import { classTable } from '@/lib/formats/classes/class-table'

function isWikipedia(link: string): boolean {
  const { hostname } = new URL(link)
  return hostname === 'wikipedia.org' || hostname.endsWith('.wikipedia.org')
}

/**
 * Rows for the classes of a file: labelable classes are numbered from 0 by rising index, inner nodes follow. The first
 * link to Wikipedia among a class's links is the one that raters are shown.
 */
export async function fileClassRows(projectId: number, path: string): Promise<ClassTableRows> {
  const table = classTable(path, await readClassFile(path))
  return {
    classes: table.map(({ index, id, name, names, gloss, path: way, links, note }, position): CopyRow => {
      const wikipedia = links.find(isWikipedia) ?? null
      return [projectId, position, index, id, name, names.slice(1), gloss, way, wikipedia, links, note]
    }),
    parents: table.flatMap(({ parents }, child) => parents.map((parent): CopyRow => [projectId, child, parent])),
    examples: table.flatMap(({ examples }, index) =>
      examples.map((file, position): CopyRow => [projectId, index, position, file]),
    ),
  }
}
