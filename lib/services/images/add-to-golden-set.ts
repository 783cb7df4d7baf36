import { type GoldenDrawResult, mostDrawn } from '@/lib/contracts/golden/golden'
import type { ImageTargetInput } from '@/lib/contracts/images/image-acts'
import { addProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { findChoosableImages, insertGoldenDraw } from '@/lib/db/golden/golden-draw-query'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { wholeNumber } from '@/lib/wording/number'
import { changeImages } from './target-images'

/**
 * Adds chosen images to the golden set, as a draw marked as chosen, which figures for all images leave out. Images that
 * are already golden stay unchanged. Throws AppError `conflict` if all of them are.
 */
export async function addToGoldenSet(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
): Promise<GoldenDrawResult> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const chosen = await findChoosableImages(projectId, imageIds, tx)
    if (chosen.length === 0)
      throw new AppError(
        'conflict',
        'None of these images can be added: they are already in the golden set, are excluded, or have no file.',
      )
    if (chosen.length > mostDrawn)
      throw new AppError(
        'invalid-input',
        `At most ${wholeNumber(mostDrawn, 'en')} images can be added at a time, and these are ${wholeNumber(chosen.length, 'en')}. Select fewer.`,
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
}
