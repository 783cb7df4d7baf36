import { prisma } from '@/lib/db/client'

/** Removes a project and all that is in it, if it is there. */
export async function removeProject(slug: string): Promise<void> {
  const project = await prisma.project.findUnique({ where: { slug } })
  if (!project) return
  // Tasks hold candidates and candidates hold classes, so they go in this order.
  await prisma.batch.deleteMany({ where: { projectId: project.id } })
  await prisma.image.deleteMany({ where: { projectId: project.id } })
  await prisma.project.delete({ where: { id: project.id } })
}
