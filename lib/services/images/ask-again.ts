import type { AskAgainInput, AskedAgain } from '@/lib/contracts/images/image-acts'
import { insertTasksAgain } from '@/lib/db/plan/ask-again-rows'
import { insertBatch } from '@/lib/db/plan/insert-batch'
import { announceTasks } from '@/lib/db/rating/announce-tasks'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { counted } from '@/lib/wording/number'
import { changeImages } from './target-images'

/** Asks again about these images, in a new batch. Throws AppError `conflict` if there is nothing to ask. */
export async function askAgain(
  actor: Actor,
  { slug, target, votes }: AskAgainInput & { slug: string },
): Promise<AskedAgain> {
  return changeImages(actor, { slug, target }, async ({ tx, projectId, imageIds, audit }) => {
    const last = await tx.batch.aggregate({ where: { projectId }, _max: { id: true } })
    const batchId = (last._max.id ?? 0) + 1
    const name = `Asked again: ${counted(imageIds.length, 'image', 'images', 'en')}`
    await insertBatch(tx, { projectId, id: batchId, name, state: 'open' })
    const made = await insertTasksAgain({ projectId, batchId, imageIds, votes }, tx)
    if (made.tasks === 0)
      throw new AppError(
        'conflict',
        'Raters were not asked about these images yet, or they are excluded. Launch a plan on the Plan page first.',
      )
    await announceTasks(tx, projectId)
    const details = { batchId, ...made, votes }
    await audit('image.ask-again', details)
    return { batchId, ...made }
  })
}
