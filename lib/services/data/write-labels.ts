import type { AnswerReading } from '@/lib/contracts/data/answers'
import type { ImportedLabels } from '@/lib/contracts/data/imported'
import { findFileScope, type LeftOutImages, notImported } from '@/lib/db/data/file-scope-query'
import { lockForImport } from '@/lib/db/data/lock-for-import'
import { applyLabels, collectLabels, findChangedAskedImage } from '@/lib/db/data/write-labels'
import type { CopyRow, CopySession } from '@/lib/db/session/copy-session'
import { AppError } from '@/lib/errors'
import { ClassLookup } from '@/lib/formats/classes/class-lookup'
import { readLabels } from '@/lib/formats/label-file'
import type { LabelFolderOptions } from '@/lib/formats/label-folder'
import type { ProgressHooks } from '@/lib/services/progress'
import { labelsOfAnswers } from './votes/labels-of-answers'

interface LabelsToWrite extends LabelFolderOptions {
  path: string
  leftOut?: LeftOutImages | null
  /** How a file of another tool is read; left out for the forms of label files. */
  reading?: AnswerReading | undefined
}

/**
 * Writes the original labels of a file or of a folder for each class into an open transaction. With `reading`, it is a file
 * of another tool, whose names are understood as for votes.
 *
 * Images that are not named keep theirs. An image that has candidates keeps its label: it was asked about, and what was
 * drawn, launched and computed counts on it; a file that says otherwise is refused, one that says the same is not.
 */
export async function writeLabels(
  session: CopySession,
  projectId: number,
  { path, leftOut, reading, ...options }: LabelsToWrite,
  { onProgress, signal }: ProgressHooks = {},
): Promise<ImportedLabels> {
  await lockForImport(session, projectId)
  const scope = await findFileScope(session, projectId, leftOut)
  const imageCount = scope.imageIds.length
  if (imageCount === 0) throw new AppError('conflict', 'The project has no images yet. Import them before the labels.')
  if (scope.classes.length === 0)
    throw new AppError('conflict', 'The project has no classes yet. Import them before the labels.')
  let images = 0
  // Before rows are copied: a file of another tool is compared with the project first.
  const labels = reading
    ? await labelsOfAnswers(session, { projectId, path, reading }, { onProgress, signal })
    : readLabels(path, { positionOf: scope.positionOf, classes: new ClassLookup(scope.classes) }, options)
  async function* rows(): AsyncGenerator<CopyRow, void, undefined> {
    for await (const { image, label } of labels) {
      if (scope.imageIds[image] === notImported) continue
      yield [scope.imageIds[image]!, scope.classIds.get(label) ?? null]
      if (++images % 4_096 !== 0) continue
      signal?.throwIfAborted()
      onProgress?.('Reading labels', images, imageCount)
    }
  }
  await collectLabels(session, rows())
  const asked = await findChangedAskedImage(session, projectId)
  if (asked)
    throw new AppError(
      'conflict',
      `${asked.count.toLocaleString('en')} of these images already have candidates and a different label than in the file, for example ${asked.fileName}. Labels of images that raters were asked about cannot change. Remove them, or import into a new project.`,
    )
  signal?.throwIfAborted()
  const outcome = await applyLabels(session, projectId)
  onProgress?.('Reading labels', images, images)
  return { images, ...outcome }
}
