import type { ReleaseClass } from '@/lib/contracts/releases/release-rows'
import { isFormula } from '@/lib/domain/csv-field'
import type { SnapshotReads } from '../release-rows'
import { type SnapshotWriting, snapshotFormat, textBytes, yesOrNo } from './release-format'

/** Assigns a folder to each class: its id if that is unique and valid as a folder name, otherwise its index. */
export function classFolders(classes: readonly ReleaseClass[]): Map<number, string> {
  const uses = new Map<string, number>()
  const key = (text: string) => text.toLowerCase()
  for (const { externalId } of classes)
    if (externalId !== null) uses.set(key(externalId), (uses.get(key(externalId)) ?? 0) + 1)
  return new Map(
    classes.map(({ index, externalId }) => {
      const canBeFolder =
        externalId !== null && /^[A-Za-z0-9_][\w.-]*$/.test(externalId) && uses.get(key(externalId)) === 1
      // An id that looks like the folder of another class's index is not used.
      const own = `class-${String(index).padStart(5, '0')}`
      return [index, canBeFolder && !/^class-\d{5}/i.test(externalId) ? externalId : own]
    }),
  )
}

/** Escapes tabs, line breaks and backslashes as \t, \n, \r and \\. */
const tsvField = (text: string) =>
  text.replace(/[\\\t\n\r]/g, (one) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[one] ?? one)

const foldersColumns = ['path', 'image', 'folder', 'class_index', 'only_label', 'original', 'decision'] as const

const foldersReads = { images: ['fileName', 'original', 'labels'] } as const satisfies SnapshotReads

/** One line per label: its place in a tree with one folder per class. `only_label` marks images with a single label. */
async function* lines({ snapshot }: SnapshotWriting<typeof foldersReads>) {
  const folders = classFolders(await snapshot.classes())
  const decided = await snapshot.decided()
  let position = 0
  yield `${foldersColumns.join('\t')}\n`
  for await (const block of snapshot.source.images()) {
    for (const { fileName, labels, original } of block) {
      // Class folders contain pictures, not further folders.
      const name = fileName.replaceAll('/', '__')
      const here = decided.ofImage(position++)
      for (const index of labels) {
        const folder = folders.get(index) ?? String(index)
        // The same path to `ln`, but a text to spreadsheets.
        const image = isFormula(fileName) ? `./${fileName}` : fileName
        const fields = [`${folder}/${name}`, image, folder, String(index)]
        const decision = here.find(({ classIndex }) => classIndex === index)?.decision ?? ''
        const marks = [yesOrNo(labels.length === 1), yesOrNo(index === original), decision]
        yield `${[...fields.map(tsvField), ...marks].join('\t')}\n`
      }
    }
  }
}

export const foldersFile = snapshotFormat({
  suffix: 'folders.tsv',
  group: 'tool',
  title: 'Class folders (list)',
  needsRun: true,
  about: 'One line per label: the class folder and the image that belongs in it, for image-folder loaders.',
  reads: foldersReads,
  write: (writing) => textBytes(lines(writing)),
})
