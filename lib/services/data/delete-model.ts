import { prisma } from '@/lib/db/client'
import { findKeptModels } from '@/lib/db/data/project-data-query'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { deleteModelRow } from '@/lib/db/data/write-predictions'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { conflict, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

/**
 * Keeps the candidates that the model proposed. Throws AppError `conflict` if a launched batch has any of them, since
 * the model documents why raters were asked about them.
 */
export async function deleteModel(
  actor: Actor,
  { slug, modelId }: { slug: string; modelId: number },
): Promise<{ id: number; name: string }> {
  const { projectId, userId } = await guardProject(actor, slug, 'admin')
  const model = await prisma.model.findFirst({ where: { projectId, id: modelId } })
  if (!model) throw notFound('model')
  if (await findActiveImport(projectId))
    throw conflict('An import is running. Delete the model when the import is done, or cancel the import.')
  const { id, name } = model
  // Needs its own connection, since a model has hundreds of thousands of predictions.
  await withCopySession(async (session) => {
    await lockProject(session, projectId)
    const batch = (await findKeptModels(projectId, session)).get(id)
    if (batch !== undefined)
      throw conflict(
        `“${name}” proposed candidates of the batch “${batch}”. It cannot be deleted, because it documents why raters were asked about them.`,
      )
    await deleteModelRow(session, projectId, id)
    await writeAuditEvent(session, { projectId, userId, action: 'model.delete', details: { modelId: id, name } })
  })
  return { id, name }
}
