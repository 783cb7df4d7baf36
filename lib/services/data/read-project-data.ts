import type { ProjectData } from '@/lib/contracts/data/project-data'
import { findDataSizes, findKeptModels, findModelSizes, lastAuditEvent } from '@/lib/db/data/project-data-query'
import type { Actor } from '@/lib/domain/permissions'
import { env } from '@/lib/env'
import { guardProject } from '@/lib/services/access/guard-project'
import { memoize } from '@/lib/services/memoize'

// Counting millions of predictions takes a second. Every change of them adds an audit event, which is part of the key.
const modelSizes = memoize<Awaited<ReturnType<typeof findModelSizes>>>(50)

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
    uploadMaxBytes: env.UPLOAD_MAX_BYTES,
  }
}
