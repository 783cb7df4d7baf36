import type { GoldenDrawResult, GoldenImagePage, NewGoldenDraw } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { addProposedCandidates, removeUnusedCandidates } from '@/lib/db/golden/golden-candidates'
import { findDrawableImages, findGoldenDraws, insertGoldenDraw } from '@/lib/db/golden/golden-draw-query'
import { findBlindImages, findGoldenSteps } from '@/lib/db/golden/golden-image-query'
import { goldenDraw } from '@/lib/domain/golden/golden-draw'
import { goldenProgress, nextOpenImage } from '@/lib/domain/golden/golden-position'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { type AppError, conflict, invalidInput, notFound } from '@/lib/errors'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { addMissingCandidates } from './golden-image'

const pageSize = 120

/** Returns a page of golden images in the expert's order, with their progress. */
export async function listGoldenImages(
  actor: Actor,
  { slug, page }: { slug: string; page: number },
): Promise<GoldenImagePage> {
  const { projectId, userId } = await guardProject(actor, slug, 'expert')
  const identity = userId && (await prisma.raterIdentity.findFirst({ where: { projectId, userId } }))
  const golden = await prisma.goldenImage.findMany({ where: { projectId }, select: { imageId: true } })
  // New models may have proposed classes for answered images, which are then open again.
  await addMissingCandidates(
    projectId,
    golden.map(({ imageId }) => imageId),
  )
  const steps = await findGoldenSteps(projectId, identity ? identity.raterId : null)
  const { offset, ...paging } = pageOf(steps.length, page, pageSize)
  const shown = steps.slice(offset, offset + pageSize)
  const images = await findBlindImages(
    projectId,
    shown.map(({ imageId }) => imageId),
  )
  return {
    progress: goldenProgress(steps),
    images: shown.map((step) => {
      const { contentHash = null, credit = null, license = null } = images.get(step.imageId) ?? {}
      return { ...step, contentHash, credit, license }
    }),
    ...paging,
    nextImageId: steps.length === 0 ? null : nextOpenImage([...steps, { imageId: -1, state: 'done' }], steps.length),
  }
}

function tooFew(size: number, drawable: number): AppError {
  if (drawable === 0)
    return conflict('There are no images left to draw. Import more images first.', {
      size: 'no image is left',
    })
  return invalidInput(`${size} images cannot be drawn, because only ${drawable} are left.`, {
    size: `At most ${drawable.toLocaleString('en')}; no more images are left.`,
  })
}

/** Draws images that are not golden yet, and makes candidates of all proposals for them. Deterministic by seed. */
export async function drawGoldenImages(
  actor: Actor,
  { slug, draw }: { slug: string; draw: NewGoldenDraw },
): Promise<GoldenDrawResult> {
  const { size, seed, isStratified } = draw
  return changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const images = await findDrawableImages(projectId, tx)
    if (size > images.length) throw tooFew(size, images.length)
    const indices = goldenDraw({
      originalClass: images.map((image) => image.originalClassId ?? -1),
      order: permutation(seededRandom(seed), images.length),
      size,
      isStratified,
    })
    const imageIds = Array.from(indices, (index) => images[index]!.id)
    const drawId = await insertGoldenDraw({ projectId, seed, isStratified, imageIds }, tx)
    const newCandidates = await addProposedCandidates(projectId, imageIds, tx)
    const made = { drawId, images: imageIds.length, newCandidates }
    await audit('golden.draw', { ...made, seed, isStratified })
    return made
  })
}

/** Also deletes candidates that nothing else refers to. Throws AppError `conflict` if an expert has answered. */
export const undoGoldenDraw = (
  actor: Actor,
  { slug, drawId }: { slug: string; drawId: number },
): Promise<{ images: number }> =>
  changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const draw = (await findGoldenDraws(projectId, tx)).find(({ id }) => id === drawId)
    if (!draw) throw notFound('draw')
    if (!draw.canBeUndone) throw conflict('Experts have already answered images of this draw, so it cannot be undone.')
    await removeUnusedCandidates(projectId, drawId, tx)
    await tx.goldenDraw.delete({ where: { projectId_id: { projectId, id: drawId } } })
    await audit('golden.undo-draw', { drawId, images: draw.size })
    return { images: draw.size }
  })
