import { parseFilters } from '@/lib/contracts/endpoint'
import { type GoldenDrawResult, maxDrawn } from '@/lib/contracts/golden/golden'
import type {
  AskAgainInput,
  AskedAgain,
  ChangedImages,
  ExcludeImagesInput,
  ImageTarget,
  ImageTargetInput,
  SentToExperts,
} from '@/lib/contracts/images/image-actions'
import { deleteRequests, insertRequests } from '@/lib/db/adjudication/adjudication-rows'
import type { Db } from '@/lib/db/client'
import { addProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { findChoosableImages, insertGoldenDraw } from '@/lib/db/golden/golden-draw-query'
import { deleteExclusions, insertExclusions } from '@/lib/db/images/image-exclusion-rows'
import { findKnownImageIds, findShownImageIds } from '@/lib/db/images/image-page-query'
import { insertTasksAgain } from '@/lib/db/plan/ask-again-rows'
import { insertBatch } from '@/lib/db/plan/batch-rows'
import { announceTasks } from '@/lib/db/rating/task-queue'
import { imageAddress } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, invalidInput } from '@/lib/errors'
import { changeProject, type ProjectChange } from '@/lib/services/access/guard-project'
import { counted, wholeNumber } from '@/lib/wording/number'
import { imageScope } from './image-scope'

/** Throws AppError `conflict` if the images of a bulk action are no longer as many as were confirmed. */
export async function targetImages(projectId: number, target: ImageTarget, db: Db): Promise<number[]> {
  if ('imageIds' in target) {
    const wanted = [...new Set(target.imageIds)]
    const known = await findKnownImageIds(projectId, wanted, db)
    if (known.length === wanted.length) return known
    const gone = wanted.length - known.length
    throw conflict(
      `${counted(gone, 'image')} of your selection no longer ${gone === 1 ? 'exists' : 'exist'}. Nothing was changed. Select again.`,
    )
  }
  const filter = parseFilters(imageAddress, Object.fromEntries(new URLSearchParams(target.filter)), 'filter')
  const { scope } = await imageScope(projectId, filter, db)
  const shown = await findShownImageIds(scope, db)
  if (shown.length === target.count) return shown
  throw conflict(
    `The filters match ${counted(shown.length, 'image')} now, not ${wholeNumber(target.count)}. Nothing was changed. Reload the list and try again.`,
  )
}

interface BulkWork extends ProjectChange {
  imageIds: number[]
}

/** Runs a bulk action of an admin on images, in one transaction. */
const changeImages = <Result>(
  actor: Actor,
  { slug, target }: { slug: string; target: ImageTarget },
  work: (bulk: BulkWork) => Promise<Result>,
): Promise<Result> =>
  changeProject(actor, slug, async (change) =>
    work({ ...change, imageIds: await targetImages(change.projectId, target, change.tx) }),
  )

export const auditedImages = (ids: readonly number[]) =>
  ids.length === 1 ? { imageId: ids[0] } : { images: ids.length }

/** Asks again about these images, in a new batch. Throws AppError `conflict` if there is nothing to ask. */
export const askAgain = (
  actor: Actor,
  { slug, target, votes }: AskAgainInput & { slug: string },
): Promise<AskedAgain> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const name = `Asked again: ${counted(imageIds.length, 'image')}`
    const batchId = await insertBatch(tx, { projectId, name, state: 'open' })
    const made = await insertTasksAgain({ projectId, batchId, imageIds, votes }, tx)
    if (made.tasks === 0)
      throw conflict(
        'Raters were not asked about these images yet, or they are excluded. Launch a plan on the Plan page first.',
      )
    await announceTasks(tx, projectId)
    await audit('image.ask-again', { batchId, ...made, votes })
    return { batchId, ...made }
  })

/**
 * Adds chosen images to the golden set, as a draw marked as chosen, which figures for all images leave out. Images that
 * are already golden stay unchanged. Throws AppError `conflict` if all of them are.
 */
export const addToGoldenSet = (
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<GoldenDrawResult> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const chosen = await findChoosableImages(projectId, imageIds, tx)
    if (chosen.length === 0)
      throw conflict(
        'None of these images can be added: they are already in the golden set, are excluded, or have no file.',
      )
    if (chosen.length > maxDrawn)
      throw invalidInput(
        `At most ${wholeNumber(maxDrawn)} images can be added at a time, and these are ${wholeNumber(chosen.length)}. Select fewer.`,
      )
    const drawId = await insertGoldenDraw(
      { projectId, seed: 0, isStratified: false, isChosen: true, imageIds: chosen },
      tx,
    )
    const newCandidates = await addProposedCandidates(projectId, chosen, tx)
    const made = { drawId, images: chosen.length, newCandidates }
    await audit('golden.choose', made)
    return made
  })

/**
 * Puts all candidates of images at the front of the adjudication queue, whatever their score and even before the first
 * run. Throws AppError `conflict` if there are none to decide.
 */
export const sendToExperts = (
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<SentToExperts> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, userId, imageIds, audit }) => {
    const sent = await insertRequests({ projectId, imageIds, userId }, tx)
    const sentIds = [...new Set(sent.map(({ imageId }) => imageId))]
    if (sent.length === 0)
      throw conflict(
        'Experts have nothing to decide here: each candidate of these images has already been sent, decided or excluded, or the images have no candidates yet. Launch a plan on the Plan page to get candidates.',
      )
    await audit('image.send-to-experts', { images: sentIds.length, candidates: sent.length })
    return { imageIds: sentIds, candidates: sent.length }
  })

/** Takes images back from the adjudication queue if they have not been decided yet. */
export const takeBackFromExperts = (
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<SentToExperts> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const taken = await deleteRequests(projectId, imageIds, tx)
    const takenIds = [...new Set(taken)]
    if (taken.length === 0)
      throw conflict(
        'No candidates of these images are waiting for experts. They may have been decided. Reload the page.',
      )
    await audit('image.take-back-from-experts', { images: takenIds.length, candidates: taken.length })
    return { imageIds: takenIds, candidates: taken.length }
  })

/**
 * Excludes images: raters and experts are no longer asked about them, and the next run ignores their votes and gives
 * them no label. They keep their position in the files. Throws AppError `conflict` if all are already excluded.
 */
export const excludeImages = (
  actor: Actor,
  { slug, target, reason }: ExcludeImagesInput & { slug: string },
): Promise<ChangedImages> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, userId, imageIds, audit }) => {
    const excluded = await insertExclusions({ projectId, imageIds, reason, userId }, tx)
    if (excluded.length === 0) throw conflict('These images are already excluded. Reload the page to see why.')
    await audit('image.exclude', { ...auditedImages(excluded), reason })
    return { imageIds: excluded }
  })

/** Reverts exclusions: closed tasks open again, and the next run includes the images again. */
export const includeImages = (
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<ChangedImages> =>
  changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const included = await deleteExclusions(projectId, imageIds, tx)
    if (included.length === 0) throw conflict('None of these images is excluded. Reload the page.')
    await announceTasks(tx, projectId)
    await audit('image.include', auditedImages(included))
    return { imageIds: included }
  })
