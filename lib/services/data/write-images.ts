import type { ImportedImages } from '@/lib/contracts/data/imported'
import { findFileScope } from '@/lib/db/data/file-scope-query'
import { lockForImport } from '@/lib/db/data/lock-for-import'
import { applyImages, collectImages, findReplacedImage, linkClassExamples } from '@/lib/db/data/write-images'
import { applyLabels, collectLabels, findChangedAskedImage } from '@/lib/db/data/write-labels'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { AppError } from '@/lib/errors'
import { ClassLookup } from '@/lib/formats/classes/class-lookup'
import { FormatError } from '@/lib/formats/format-error'
import type { ProgressHooks } from '@/lib/services/progress'
import type { PreparedImage, PreparedImages } from './prepare-images'

export const labelsNeedClasses = () =>
  new AppError(
    'conflict',
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
  throw new FormatError({
    file: location,
    where: images[replaced.position]!.where,
    expected: 'the image that the project already has under this name, or a new name',
    found: `another image${others}`,
    mend: 'Candidates and answers belong to the existing image. Use a different name for the new one.',
  })
}

async function writeLabels(session: CopySession, projectId: number, { location, images }: PreparedImages) {
  if (images.every(({ label }) => label === null)) return 0
  const scope = await findFileScope(session, projectId)
  if (scope.classes.length === 0) throw labelsNeedClasses()
  const lookup = new ClassLookup(scope.classes)
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    for (const { fileName, label, where } of images) {
      if (label === null) continue
      const found = 'cell' in label ? lookup.ofText(label.cell) : lookup.ofValue(label.value)
      if (typeof found !== 'number')
        throw new FormatError({ file: location, where: `${where}, field "label"`, ...found })
      const position = scope.positionOf.get(fileName) as number
      yield [scope.imageIds[position]!, scope.classIds.get(found) as number]
    }
  }
  await collectLabels(session, rows())
  const asked = await findChangedAskedImage(session, projectId)
  if (asked)
    throw new AppError(
      'conflict',
      `${asked.count.toLocaleString('en')} of these images already have candidates and a different label than in ${location}, for example ${asked.fileName}. Labels of images that raters were asked about cannot change. Leave out the labels, or import into a new project.`,
    )
  return (await applyLabels(session, projectId)).changed
}

/**
 * Writes prepared images into an open transaction: new names are added behind the others, names without a picture get
 * theirs, a name with another picture is refused. Run again, it finds nothing left to do.
 */
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
  const written = await applyImages(session, projectId)
  await linkClassExamples(session, projectId)
  const labelled = await writeLabels(session, projectId, prepared)
  signal?.throwIfAborted()
  onProgress?.('Writing images', images.length, images.length)
  return { images: images.length, leftOut: prepared.leftOut.names.size, ...written, labelled }
}
