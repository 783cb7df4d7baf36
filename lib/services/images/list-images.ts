import { type ImagePage, runImageCounts } from '@/lib/contracts/images/image'
import { prisma } from '@/lib/db/client'
import { findImagePage } from '@/lib/db/images/image-page-query'
import { countRunImages } from '@/lib/db/runs/run-image-count-query'
import type { ImageFilter } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { usualDisagreement, usualMargin } from '@/lib/domain/runs/image-doubt'
import { guardProject } from '@/lib/services/access/guard-project'
import { keptFigure } from '@/lib/services/kept-figure'
import { imageScope } from './image-scope'
import { findProjectImages } from './project-images'
import { keptTotal } from './run-lists'

const keepCounts = keptFigure(runImageCounts, 2_000)

/** A page past the end becomes the last one. */
export async function listImages(
  actor: Actor,
  { slug, filter, pageSize }: { slug: string; filter: ImageFilter; pageSize: number },
): Promise<ImagePage & { filter: ImageFilter }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const projectId = project.id
  const { scope, runs, run } = await imageScope(projectId, filter, prisma)
  const [{ total, page, ids }, filterClass, models, counts] = await Promise.all([
    keptTotal(scope, run).then((total) => findImagePage(scope, { page: filter.page, pageSize, total })),
    filter.classIndex === null
      ? null
      : prisma.class.findUnique({ where: { projectId_classIndex: { projectId, classIndex: filter.classIndex } } }),
    prisma.model.findMany({ where: { projectId }, select: { name: true }, orderBy: { id: 'asc' } }),
    run &&
      keepCounts(
        { projectId, name: `images of run ${run.id}`, basis: `${run.createdAt} ${usualDisagreement} ${usualMargin}` },
        () => countRunImages({ projectId, runId: run.id, disagreement: usualDisagreement, margin: usualMargin }),
      ),
  ])
  return {
    hasSimulated: project.hasSimulated,
    images: await findProjectImages(projectId, scope.runId, ids),
    ...{ total, page, pageSize, runs, run, counts },
    pageCount: Math.max(1, Math.ceil(total / pageSize)),
    models: models.map(({ name }) => name),
    filter: { ...scope.filter, page },
    filterClass: filterClass && {
      name: filterClass.name,
      externalId: filterClass.externalId,
      index: filterClass.classIndex,
    },
  }
}
