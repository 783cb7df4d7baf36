import type { ImageDetail } from '@/lib/contracts/images/image'
import { type Db, prisma } from '@/lib/db/client'
import { findNeighbours } from '@/lib/db/images/image-page-query'
import type { ImageFilter } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { imageFacts } from './image-facts'
import { imageScope } from './image-scope'
import { findProjectImages } from './project-images'
import { keptShape } from './run-lists'

export async function readImageDetail(
  actor: Actor,
  { slug, imageId, filter }: { slug: string; imageId: number; filter: ImageFilter },
  db: Db = prisma,
): Promise<ImageDetail> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const { scope, run } = await imageScope(project.id, filter, db)
  const [[image], neighbours] = await Promise.all([
    findProjectImages(project.id, scope.runId, [imageId], db),
    keptShape(scope, run, db).then((shape) => findNeighbours(scope, imageId, db, shape)),
  ])
  if (!image) throw notFound('image')
  const { isShown, before, previousId, nextId } = neighbours
  return {
    image,
    ...(await imageFacts(project.id, image, db)),
    position: isShown ? before + 1 : null,
    previousId,
    nextId,
  }
}
