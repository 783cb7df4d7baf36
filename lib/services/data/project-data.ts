import type { ProjectData } from '@/lib/contracts/data/project-data'
import { prisma } from '@/lib/db/client'
import { findDataSizes, findKeptModels, findModelSizes, lastAuditEvent } from '@/lib/db/data/project-data-query'
import { findActiveImport } from '@/lib/db/data/upload-use-query'
import { deleteModelRow } from '@/lib/db/data/write-predictions'
import { withCopySession } from '@/lib/db/session/copy-session'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { KnownData } from '@/lib/domain/data/folder-proposal'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { conflict, notFound } from '@/lib/errors'
import { changeProject, guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { memoize } from '@/lib/services/memoize'

// Counting millions of predictions takes a second. Every change of them adds an audit event, which is part of the key.
const modelSizes = memoize<Awaited<ReturnType<typeof findModelSizes>>>(50)

/** What decides how files are recognized. */
export async function readKnownData(actor: Actor, slug: string): Promise<KnownData> {
  const { images, classes, models } = await readProjectData(actor, slug)
  return { imageCount: images.count, classCount: classes.labelable, models }
}

export async function readProjectData(actor: Actor, slug: string): Promise<ProjectData> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const last = await lastAuditEvent(projectId)
  const [sizes, models, kept] = await Promise.all([
    findDataSizes(projectId),
    modelSizes(`${projectId}/${last}`, () => findModelSizes(projectId)),
    findKeptModels(projectId),
  ])
  return {
    slug: project.slug,
    images: {
      count: sizes.imageCount,
      stored: sizes.storedImages,
      labelled: sizes.labelledImages,
      credited: sizes.creditedImages,
    },
    classes: { labelable: sizes.labelableClasses, inner: sizes.innerClasses, used: sizes.usedClasses },
    models: models.map((model) => ({ ...model, keptByBatch: kept.get(model.id) ?? null })),
    fetchHosts: project.fetchHosts,
    maxUploadBytes: env.UPLOAD_MAX_BYTES,
  }
}

/**
 * Keeps the candidates that the model proposed. Throws AppError `conflict` if a launched batch has any of them, since
 * the model documents why raters were asked about them.
 */
export async function deleteModel(actor: Actor, { slug, modelId }: { slug: string; modelId: number }): Promise<void> {
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
}

export async function updateFetchHosts(
  actor: Actor,
  { slug, hosts, basedOn }: { slug: string; hosts: string[]; basedOn?: BaselineValues },
): Promise<{ hosts: string[] }> {
  await changeProject(actor, slug, async ({ tx, projectId, audit }) => {
    const { fetchHosts } = await tx.project.findUniqueOrThrow({ where: { id: projectId } })
    refuseStale({ hosts: fetchHosts }, { hosts }, basedOn)
    await tx.project.update({ where: { id: projectId }, data: { fetchHosts: hosts } })
    await audit('project.fetch-hosts', { before: fetchHosts, hosts })
  })
  return { hosts }
}
