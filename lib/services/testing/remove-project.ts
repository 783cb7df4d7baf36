import { prisma } from '@/lib/db/client'
import { removeProjectRows } from '@/lib/db/testing/remove-project-rows'

export async function removeProject(slug: string): Promise<void> {
  const project = await prisma.project.findUnique({ where: { slug } })
  if (project) await removeProjectRows(project.id)
}
