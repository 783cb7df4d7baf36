import { prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'

export async function ratingScreenAddress({ projectId }: Actor & { kind: 'panelist' }): Promise<string> {
  const project = await prisma.project.findUnique({ where: { id: projectId }, select: { slug: true } })
  if (!project) throw notFound('project')
  return `/rate/${project.slug}`
}
