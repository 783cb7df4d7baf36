import { type Db, prisma } from '@/lib/db/client'
import { removeUnusedCandidates } from '@/lib/db/golden/golden-candidates'
import { findGoldenDraws } from '@/lib/db/golden/golden-draw-query'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/**
 * Also deletes candidates that nothing else refers to, so their images may get another original label. Throws AppError
 * `conflict` if an expert has answered.
 */
export async function undoGoldenDraw(
  actor: Actor,
  { slug, drawId }: { slug: string; drawId: number },
  db: Db = prisma,
): Promise<{ images: number }> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  return inTransaction(db, async (tx) => {
    await lockProject(tx, project.id)
    const draw = (await findGoldenDraws(project.id, tx)).find(({ id }) => id === drawId)
    if (!draw) throw notFound('draw')
    if (draw.answeredImages > 0)
      throw new AppError('conflict', 'Experts have already answered images of this draw, so it cannot be undone.')
    await removeUnusedCandidates(project.id, drawId, tx)
    await tx.goldenDraw.delete({ where: { projectId_id: { projectId: project.id, id: drawId } } })
    await writeAuditEvent(tx, {
      projectId: project.id,
      userId,
      action: 'golden.undo-draw',
      details: { drawId, images: draw.size },
    })
    return { images: draw.size }
  })
}
