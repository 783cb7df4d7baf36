import { type ClassFileRow, findClassFileRows } from '@/lib/db/classes/class-query'
import { prisma } from '@/lib/db/client'
import { classesCsvStream, classesJsonStream, type WrittenClass } from '@/lib/formats/classes/class-writer'
import type { ExportedProject, ExportFile } from '@/lib/services/export-file'

/** Puts the parent on the class's path first, since importing follows the first parent. */
function parentsInOrder(row: ClassFileRow, placeOf: ReadonlyMap<number, number>, rows: readonly ClassFileRow[]) {
  const above = row.path.slice(0, -1)
  const isMain = (index: number) =>
    rows[index]!.path.length === above.length && rows[index]!.path.every((name, k) => name === above[k])
  const indices = row.parents.map((id) => placeOf.get(id)).filter((index) => index !== undefined)
  const main = indices.find(isMain)
  return main === undefined ? indices : [main, ...indices.filter((index) => index !== main)]
}

function writtenClasses(rows: readonly ClassFileRow[]): WrittenClass[] {
  const placeOf = new Map(rows.map((row, index) => [row.id, index]))
  return rows.map((row) => {
    const { index, externalId, name, otherNames, gloss, note, wikipediaUrl, path, links, examples, translations } = row
    return {
      index,
      id: externalId,
      name,
      names: [path.at(-1) ?? name, ...otherNames],
      gloss,
      note,
      links: wikipediaUrl === null || links.includes(wikipediaUrl) ? links : [wikipediaUrl, ...links],
      parents: parentsInOrder(row, placeOf, rows),
      examples,
      translations,
    }
  })
}

export async function exportClasses({ id, slug }: ExportedProject, format: 'csv' | 'json'): Promise<ExportFile> {
  const classes = writtenClasses(await findClassFileRows(id))
  const { languages } = await prisma.project.findUniqueOrThrow({ where: { id }, select: { languages: true } })
  return {
    fileName: `${slug}-class-list.${format}`,
    content: format === 'json' ? classesJsonStream(classes) : classesCsvStream(classes, languages),
  }
}
