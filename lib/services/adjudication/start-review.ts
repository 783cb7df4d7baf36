import type { z } from 'zod'
import type { newReview, reviewMade } from '@/lib/contracts/adjudication/review'
import { findMistakes, insertReview } from '@/lib/db/adjudication/review-query'
import { prisma } from '@/lib/db/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { permutation, seededRandom } from '@/lib/numeric/seeded-random'
import { guardProject } from '@/lib/services/access/guard-project'
import { usableRun } from '@/lib/services/runs/usable-run'

/**
 * Draws images at random, by seed, on which the model is wrong by the latest usable run; all of them if there are fewer
 * than `size`.
 */
export async function startReview(
  actor: Actor,
  { slug, name, modelId, size, seed, scope }: z.output<typeof newReview> & { slug: string },
): Promise<z.infer<typeof reviewMade>> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  const [model, runId] = await Promise.all([
    prisma.model.findUnique({ where: { projectId_id: { projectId, id: modelId } } }),
    usableRun(projectId, undefined),
  ])
  if (!model) throw notFound('model')
  const pool = { projectId, modelId, runId, scope }
  const mistakes = await findMistakes(pool)
  if (mistakes.length === 0)
    throw new AppError('conflict', `${model.name} is correct on all of these images, so there is nothing to review.`)
  const order = permutation(seededRandom(seed), mistakes.length)
  const items = Array.from(order.subarray(0, size), (index) => mistakes[index]!)
  const poolSize = mistakes.length
  return prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    const reviewId = await insertReview({ ...pool, name: name || model.name, seed, poolSize, items }, tx)
    const made = { reviewId, size: items.length, poolSize }
    await writeAuditEvent(tx, {
      projectId,
      userId,
      action: 'review.start',
      details: { ...made, modelId, runId, seed, scope },
    })
    return made
  })
}
