import type { ReleaseClass, SnapshotReads } from '../release-rows'
import { type SnapshotWriting, snapshotFormat, textBytes, yesOrNo } from './release-format'

/** One folder a class: its id where that can be a folder's name and no other class has it, else its index. */
export function classFolders(classes: readonly ReleaseClass[]): Map<number, string> {
  const uses = new Map<string, number>()
  const key = (text: string) => text.toLowerCase()
  for (const { externalId } of classes)
    if (externalId !== null) uses.set(key(externalId), (uses.get(key(externalId)) ?? 0) + 1)
  return new Map(
    classes.map(({ index, externalId }) => {
      const canBeFolder =
        externalId !== null && /^[A-Za-z0-9_][\w.-]*$/.test(externalId) && uses.get(key(externalId)) === 1
      // A class without an id of its own must not get the folder of another one's id.
      const own = `class-${String(index).padStart(5, '0')}`
      return [index, canBeFolder && !/^class-\d{5}/i.test(externalId) ? externalId : own]
    }),
  )
}

/** A tab or a line break would end the field, so that they and the mark itself are written as \t, \n, \r and \\. */
const tsvField = (text: string) =>
  text.replace(/[\\\t\n\r]/g, (one) => ({ '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' })[one] ?? one)

const foldersColumns = ['path', 'image', 'folder', 'class_index', 'only_label', 'original', 'decision'] as const

const foldersReads = { images: ['fileName', 'original', 'labels'] } as const satisfies SnapshotReads

/**
 * One line a label: where the image belongs in a tree with a folder for each class. An image with several labels stands in
 * several folders; `only_label` tells of those with one.
 */
async function* lines({ snapshot }: SnapshotWriting<typeof foldersReads>) {
  const folders = classFolders(await snapshot.classes())
  const decided = await snapshot.decided()
  let position = 0
  yield `${foldersColumns.join('\t')}\n`
  for await (const block of snapshot.source.images()) {
    for (const { fileName, labels, original } of block) {
      // Folders of classes hold pictures, no further folders.
      const name = fileName.replaceAll('/', '__')
      const here = decided.ofImage(position++)
      for (const index of labels) {
        const folder = folders.get(index) ?? String(index)
        const fields = [`${folder}/${name}`, fileName, folder, String(index)]
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
