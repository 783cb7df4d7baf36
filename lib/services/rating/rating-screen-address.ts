import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'

export async function ratingScreenAddress(
  { projectId }: Actor & { kind: 'panelist' },
  db: Db = prisma,
): Promise<string> {
  const project = await db.project.findUnique({ where: { id: projectId }, select: { slug: true } })
  if (!project) throw notFound('project')
  return `/rate/${project.slug}`
}
