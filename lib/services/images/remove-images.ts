import {
  countLostAnswers,
  type ImageContents,
  type ImageTargetInput,
  type RemovedImages,
  type RemoveImagesInput,
} from '@/lib/contracts/images/image-actions'
import { type Db, prisma } from '@/lib/db/client'
import { lockWithoutImport } from '@/lib/db/data/import-scope'
import { insertExclusions } from '@/lib/db/images/image-exclusion-rows'
import { findKnownImageIds } from '@/lib/db/images/image-page-query'
import {
  countCandidates,
  deleteImageContents,
  deleteImages,
  findImageContents,
  findImageUse,
  hasAssignments,
  lockImageTasks,
  withdrawImageTasks,
} from '@/lib/db/images/remove-image-rows'
import { withCopySession, withTemporaryIndex } from '@/lib/db/session/copy-session'
import { lockProject, repeatOnConflict, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict } from '@/lib/errors'
import { guardProject, type ProjectAccess } from '@/lib/services/access/guard-project'
import { type ImportHooks, reportProgress, withImportSession } from '@/lib/services/progress'
import { counted, wholeNumber } from '@/lib/wording/number'
import { auditedImages, targetImages } from './image-actions'

/** Answers about this many images are deleted in one transaction; raters wait at most a second for its locks. */
const imagesAtOnce = 200

/** With at least this many candidates, building an index for the deletion is faster than deleting without it. */
const manyCandidates = 100

const beingRemoved = 'Being removed.'
const images = (count: number) => counted(count, 'image')

export async function countImageContents(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<ImageContents> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const imageIds = await targetImages(projectId, target, prisma)
  return contentsOf({ projectId, imageIds }, prisma)
}

const contentsOf = async (those: { projectId: number; imageIds: number[] }, db: Db): Promise<ImageContents> => ({
  images: those.imageIds.length,
  ...(await findImageContents(those, db)),
  ...(await findImageUse(those, db)),
})

/** Throws AppError `conflict` if a run has used one of the images or a rater holds a task of one. */
function refuseUsed({ inRuns, held }: Pick<ImageContents, 'inRuns' | 'held'>): void {
  if (inRuns > 0)
    throw conflict(
      `${images(inRuns)} cannot be removed, because runs have used ${inRuns === 1 ? 'it' : 'them'}: positions in label files would shift. Exclude the images instead, or remove the runs first if no release was made from them.`,
    )
  if (held > 0)
    throw conflict(
      `Raters are answering about ${images(held)} at the moment. Make sure that they are excluded, and remove them once the answers are in.`,
    )
}

/**
 * Checks that images can be removed, excludes them and withdraws their tasks, so that until their removal no answer is
 * added or undone. Returns them by id, since a filter may match others when the job runs. Throws AppError `conflict` if
 * they cannot be removed, an import is waiting, or the number of answers to be lost differs from the one the admin
 * typed.
 */
export async function guardRemoval(
  { projectId, userId }: ProjectAccess,
  { target, lost }: RemoveImagesInput,
  db: Db,
): Promise<RemoveImagesInput> {
  await lockWithoutImport(projectId, db)
  const imageIds = await targetImages(projectId, target, db)
  await lockImageTasks({ projectId, imageIds }, db)
  const contents = await contentsOf({ projectId, imageIds }, db)
  refuseUsed(contents)
  if (countLostAnswers(contents) !== lost)
    throw conflict(
      `${counted(countLostAnswers(contents), 'answer or decision', 'answers and decisions')} would be lost, not ${wholeNumber(lost)}. Nothing was removed. Check the number and try again.`,
      { lost: 'is not the number of answers that would be lost' },
    )
  await insertExclusions({ projectId, imageIds, reason: beingRemoved, userId }, db)
  await withdrawImageTasks({ projectId, imageIds }, db)
  const { candidates, votes, goldenAnswers, decisions } = contents
  await writeAuditEvent(db, {
    ...{ projectId, userId, action: 'image.remove' },
    details: { ...auditedImages(imageIds), candidates, votes, goldenAnswers, decisions },
  })
  return { target: { imageIds }, lost }
}

/**
 * Removes images that passed `guardRemoval`: first what belongs to them, some images at a time, then all images at
 * once, when the positions of the others close up. If it is interrupted, the images are still there, excluded and
 * partly without answers, and can be removed again.
 */
export async function removeImages(
  actor: Actor,
  { slug, target }: RemoveImagesInput & { slug: string },
  { onProgress, signal, beforeCommit }: ImportHooks<RemovedImages> = {},
): Promise<RemovedImages> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const wanted = 'imageIds' in target ? target.imageIds : await targetImages(projectId, target, prisma)
  // An earlier attempt may have removed some of them.
  const imageIds = await findKnownImageIds(projectId, wanted)
  const clear = async (part: number[]) => {
    const those = { projectId, imageIds: part }
    await repeatOnConflict(() =>
      withCopySession(async (session) => {
        session.endBy(signal)
        await lockImageTasks(those, session)
        refuseUsed(await findImageUse(those, session))
        await deleteImageContents(those, session)
      }),
    )
  }
  const clearAll = async () => {
    for (let from = 0; from < imageIds.length; from += imagesAtOnce) {
      reportProgress({ onProgress, signal }, 'Removing answers and predictions', from, imageIds.length)
      await clear(imageIds.slice(from, from + imagesAtOnce))
    }
  }
  const needsIndex =
    (await hasAssignments(projectId)) && (await countCandidates({ projectId, imageIds })) >= manyCandidates
  if (needsIndex) {
    onProgress?.('Preparing', 0, imageIds.length)
    await withTemporaryIndex({ table: 'shown_candidate', column: 'candidate_id', projectId }, clearAll)
  } else await clearAll()
  reportProgress({ onProgress, signal }, 'Closing up positions', 0, imageIds.length)
  return withImportSession({ signal, beforeCommit }, async (session) => {
    await lockProject(session, projectId)
    const those = { projectId, imageIds }
    await lockImageTasks(those, session)
    refuseUsed(await findImageUse(those, session))
    await deleteImageContents(those, session)
    await deleteImages(those, session)
    return { images: imageIds.length }
  })
}
