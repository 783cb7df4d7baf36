import { prisma } from '@/lib/db/client'
import { makeRatingProject, type RatingProject } from './rating-project'

/**
 * `classQuota` raters are asked about every candidate class first, and `imageQuota` image first; with 0 there are no
 * image-first tasks.
 */
export async function makeGridProject({
  images,
  candidates = 3,
  imageQuota = 0,
  classQuota = 2,
}: {
  images: number
  candidates?: number
  imageQuota?: number
  classQuota?: number
}): Promise<RatingProject> {
  const project = await makeRatingProject({ tasks: images, candidates, quota: Math.max(1, imageQuota) })
  const { id } = project
  if (imageQuota === 0) await prisma.task.deleteMany({ where: { projectId: id } })
  await prisma.$executeRaw`INSERT INTO task (project_id, id, batch_id, image_id, kind, quota, is_launched, class_id)
    SELECT project_id, 10000 + id, 0, image_id, 'rating', ${classQuota}::int, true, class_id FROM candidate
    WHERE project_id = ${id}::int ORDER BY md5(id::text)`
  await prisma.$executeRaw`INSERT INTO task_candidate (project_id, task_id, position, candidate_id)
    SELECT project_id, 10000 + id, 0, id FROM candidate WHERE project_id = ${id}::int`
  return project
}
