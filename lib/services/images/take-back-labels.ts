import type { TakeBackLabelsInput } from '@/lib/contracts/images/image-acts'
import { alignAdjudicatedAnswers, withdrawHandLabels } from '@/lib/db/adjudication/hand-label-rows'
import { prisma } from '@/lib/db/client'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/**
 * Takes back labels set by hand by any admin; the previous decision counts again. Earlier runs stay unchanged. Throws
 * AppError `conflict` if they have already been taken back.
 */
export async function takeBackLabels(
  actor: Actor,
  { slug, ...which }: TakeBackLabelsInput & { slug: string },
): Promise<{ labels: number }> {
  const { project, userId } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  return prisma.$transaction(async (tx) => {
    await lockProject(tx, projectId)
    const withdrawn = await withdrawHandLabels({ projectId, ...which }, tx)
    if (withdrawn.length === 0)
      throw new AppError('conflict', 'This label was already taken back. Reload the page to see the current label.')
    await alignAdjudicatedAnswers(projectId, withdrawn, tx)
    const details = { labels: withdrawn.length, ...which }
    await writeAuditEvent(tx, { projectId, userId, action: 'image.take-back-label', details })
    return { labels: withdrawn.length }
  })
}
