import type { ImagePage } from '@/lib/contracts/image'
import { type Db, prisma } from '@/lib/db/client'
import { countImages, findImageIds } from '@/lib/db/image-list-query'
import type { ImageFilter } from '@/lib/domain/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from './guard-project'
import { imageScope } from './image-scope'
import { findProjectImages } from './project-images'

/** One page of the images a filter shows; a page past the end is the last one. */
export async function browseImages(
  actor: Actor,
  { slug, filter, pageSize }: { slug: string; filter: ImageFilter; pageSize: number },
  db: Db = prisma,
): Promise<ImagePage & { filter: ImageFilter }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { scope, runs, run } = await imageScope(project.id, filter, db)
  const [total, filterClass] = await Promise.all([
    countImages(scope, db),
    filter.classIndex === null
      ? null
      : db.class.findUnique({
          where: { projectId_classIndex: { projectId: project.id, classIndex: filter.classIndex } },
        }),
  ])
  const pageCount = Math.max(1, Math.ceil(total / pageSize))
  const page = Math.min(filter.page, pageCount)
  const ids = await findImageIds(scope, pageSize, (page - 1) * pageSize, db)
  return {
    hasSimulated: project.hasSimulated,
    images: await findProjectImages(project.id, scope.runId, ids, db),
    ...{ total, page, pageCount, pageSize, runs, run },
    filter: { ...scope.filter, page },
    filterClass: filterClass && {
      name: filterClass.name,
      wnid: filterClass.externalId,
      index: filterClass.classIndex,
    },
  }
}
