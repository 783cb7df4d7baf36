import { type GoldenDrawResult, mostDrawn } from '@/lib/contracts/golden/golden'
import type { ImageTargetInput } from '@/lib/contracts/images/bulk'
import { type Db, prisma } from '@/lib/db/client'
import { addProposedCandidates } from '@/lib/db/golden/golden-candidates'
import { findChoosableImages, insertGoldenDraw } from '@/lib/db/golden/golden-draw-query'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { wholeNumber } from '@/lib/wording/number'
import { targetImages } from './target-images'

/**
 * Adds chosen images to the golden set, as a draw of their own that says so: experts answer about them as about others, and
 * figures that stand for all images leave them out. Those that are golden already stay as they are. AppError `conflict` when
 * all of them are.
 */
export async function addToGoldenSet(
  actor: Actor,
  { slug, target }: ImageTargetInput & { slug: string },
  db: Db = prisma,
): Promise<GoldenDrawResult> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const projectId = project.id
  return inTransaction(db, async (tx) => {
    await lockProject(tx, projectId)
    const imageIds = await findChoosableImages(projectId, await targetImages(projectId, target, tx), tx)
    if (imageIds.length === 0)
      throw new AppError(
        'conflict',
        'None of these images can be added: they are in the golden set already, excluded, or have no file.',
      )
    if (imageIds.length > mostDrawn)
      throw new AppError(
        'invalid-input',
        `At most ${wholeNumber(mostDrawn, 'en')} images can be added at a time, and these are ${wholeNumber(imageIds.length, 'en')}. Select fewer.`,
      )
    const drawId = await insertGoldenDraw({ projectId, seed: 0, isStratified: false, isChosen: true, imageIds }, tx)
    const newCandidates = await addProposedCandidates(projectId, imageIds, tx)
    const made = { drawId, images: imageIds.length, newCandidates }
    await writeAuditEvent(tx, { projectId, userId, action: 'golden.choose', details: made })
    return made
  })
}
