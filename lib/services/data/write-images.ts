import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { ImportedImages, ImportedLabels } from '@/lib/contracts/data/imported'
import { expectFilled, findFileScope, lockForImport, notImported, type SkippedImages } from '@/lib/db/data/import-scope'
import {
  applyImages,
  applyLabels,
  collectImages,
  collectLabels,
  findChangedAskedImage,
  findRepeatedImage,
  findReplacedImage,
  linkClassExamples,
} from '@/lib/db/data/write-images'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { conflict } from '@/lib/errors'
import { FormatError, NameProblems } from '@/lib/formats/format-error'
import { type LabelFolderOptions, readLabels } from '@/lib/formats/label-file'
import { ClassLookup, type LabelableClass } from '@/lib/formats/name-lookup'
import { type ProgressHooks, reportProgress } from '@/lib/services/progress'
import type { FoundImages, PreparedImage, PreparedImages } from './prepare-images'
import { labelsOfAnswers } from './votes/collect-labels'

/** How many ignored files the result names. */
const maxNamed = 5

const labelsNeedClasses = () =>
  conflict(
    'The manifest has class labels, but the project has no classes yet. Import the classes first, or leave out the labels.',
  )

const rowOf = ({ fileName, stored, credit, creditUrl, license }: PreparedImage, index: number): CopyRow => {
  const { contentHash, byteSize, width, height } = stored
  return [index, fileName, contentHash, byteSize, width, height, credit, creditUrl, license]
}

async function refuseReplacing(session: CopySession, projectId: number, { location, images }: PreparedImages) {
  const replaced = await findReplacedImage(session, projectId)
  if (!replaced) return
  const others = replaced.count > 1 ? `, and ${(replaced.count - 1).toLocaleString('en')} others` : ''
  throw new FormatError(location, images[replaced.position]!.where, {
    expected: 'the image that the project already has under this name, or a new name',
    found: `another image${others}`,
    fix: 'Candidates and answers belong to the existing image. Use a different name for the new one.',
  })
}

/** Images with candidates keep their labels, because draws, launches and runs depend on them. */
async function refuseAskedImages(
  session: CopySession,
  projectId: number,
  { file, remedy }: { file: string; remedy: string },
): Promise<void> {
  const asked = await findChangedAskedImage(session, projectId)
  if (!asked) return
  throw conflict(
    `${asked.count.toLocaleString('en')} of these images already have candidates and a different label than in ${file}, for example ${asked.fileName}. Labels of images that raters were asked about cannot change. ${remedy}, or import into a new project.`,
  )
}

/** Yields the class index of each labeled image of a manifest. Throws FormatError for labels that are not classes. */
function* manifestLabels(
  location: string,
  images: Iterable<Pick<PreparedImage, 'fileName' | 'label' | 'where'>>,
  classes: readonly LabelableClass[],
): Generator<[fileName: string, index: number], void, undefined> {
  const lookup = new ClassLookup(classes)
  const problems = new NameProblems(location)
  for (const { fileName, label, where } of images) {
    if (label === null) continue
    const found = 'cell' in label ? lookup.ofText(label.cell) : lookup.ofValue(label.value)
    if (typeof found === 'number') yield [fileName, found]
    else problems.add(where, 'label', found)
  }
  problems.end()
}

export const hasLabels = ({ pictures }: FoundImages) => pictures.some(({ label }) => label !== null)

/** Throws what `writeImages` would throw for the labels of a manifest, without reading pictures. */
export function checkManifestLabels({ location, pictures }: FoundImages, classes: readonly LabelableClass[]) {
  if (classes.length === 0) throw labelsNeedClasses()
  for (const _ of manifestLabels(location, pictures, classes));
}

async function writeManifestLabels(session: CopySession, projectId: number, { location, images }: PreparedImages) {
  if (images.every(({ label }) => label === null)) return 0
  const scope = await findFileScope(session, projectId)
  if (scope.classes.length === 0) throw labelsNeedClasses()
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    for (const [fileName, index] of manifestLabels(location, images, scope.classes)) {
      const position = scope.positionOf.get(fileName) as number
      yield [scope.imageIds[position]!, scope.classIds.get(index) as number]
    }
  }
  await collectLabels(session, rows())
  await refuseAskedImages(session, projectId, { file: location, remedy: 'Leave out the labels' })
  return (await applyLabels(session, projectId)).changed
}

/** Appends new names and adds pictures to names without one. Throws FormatError for another picture of a name. */
export async function writeImages(
  session: CopySession,
  projectId: number,
  prepared: PreparedImages,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedImages> {
  const { images } = prepared
  await lockForImport(session, projectId)
  onProgress?.('Writing images', 0, images.length)
  await collectImages(session, images.map(rowOf))
  await refuseReplacing(session, projectId, prepared)
  signal?.throwIfAborted()
  const repeated = await findRepeatedImage(session, projectId)
  const written = await applyImages(session, projectId)
  await linkClassExamples(session, projectId)
  const labelled = await writeManifestLabels(session, projectId, prepared)
  reportProgress({ onProgress, signal }, 'Writing images', images.length, images.length)
  const { length: count } = prepared.ignored
  const ignored = count === 0 ? null : { count, names: prepared.ignored.slice(0, maxNamed) }
  return { images: images.length, leftOut: prepared.skipped.names.size, ignored, repeated, ...written, labelled }
}

interface LabelsToWrite extends LabelFolderOptions {
  path: string
  skipped?: SkippedImages | null
  reading?: AnswerReading | undefined
}

/**
 * With `reading`, the file is from another tool and its names are matched as for votes. Images that are not named keep
 * their labels. Throws AppError `conflict` for a different label of an image with candidates.
 */
export async function writeLabels(
  session: CopySession,
  projectId: number,
  { path, skipped, reading, ...options }: LabelsToWrite,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedLabels> {
  await lockForImport(session, projectId)
  const scope = await findFileScope(session, projectId, skipped)
  expectFilled(scope, 'before the labels')
  let images = 0
  // Must precede the copy, which occupies the session: a file of another tool is matched by queries first.
  const labels = reading
    ? await labelsOfAnswers(session, { projectId, path, reading }, { onProgress, signal })
    : readLabels(path, { positionOf: scope.positionOf, classes: new ClassLookup(scope.classes) }, options)
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    for await (const { image, label } of labels) {
      if (scope.imageIds[image] === notImported) continue
      yield [scope.imageIds[image]!, scope.classIds.get(label) ?? null]
      if (++images % 4_096 !== 0) continue
      reportProgress({ onProgress, signal }, 'Reading labels', images, scope.imageIds.length)
    }
  }
  await collectLabels(session, rows())
  await refuseAskedImages(session, projectId, { file: 'the file', remedy: 'Remove them' })
  signal?.throwIfAborted()
  const outcome = await applyLabels(session, projectId)
  onProgress?.('Reading labels', images, images)
  return { images, ...outcome }
}
