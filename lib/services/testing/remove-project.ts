import { prisma } from '@/lib/db/client'

/** Published releases can be removed by nobody: a test takes its own away past the rules, as a superuser may. */
async function removeReleases(projectId: number): Promise<void> {
  if ((await prisma.release.count({ where: { projectId } })) === 0) return
  await prisma.$transaction(async (db) => {
    await db.$executeRaw`SET LOCAL session_replication_role = replica`
    await db.releaseWithdrawal.deleteMany({ where: { projectId } })
    await db.releaseChunk.deleteMany({ where: { projectId } })
    await db.releasePart.deleteMany({ where: { projectId } })
    await db.release.deleteMany({ where: { projectId } })
  })
}

/** Removes a project and all that is in it, if it is there. */
export async function removeProject(slug: string): Promise<void> {
  const project = await prisma.project.findUnique({ where: { slug } })
  if (!project) return
  await removeReleases(project.id)
  // Tasks hold candidates and candidates hold classes, so they go in this order.
  await prisma.batch.deleteMany({ where: { projectId: project.id } })
  await prisma.image.deleteMany({ where: { projectId: project.id } })
  await prisma.project.delete({ where: { id: project.id } })
}
