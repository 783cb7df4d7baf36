import { type Db, prisma } from './client'

/** Deletes a project with all that hangs on it: tasks before candidates, candidates before classes. */
export async function deleteProjectRows(projectId: number, db: Db = prisma): Promise<void> {
  await db.aggregationRun.deleteMany({ where: { projectId } })
  await db.$executeRaw`DELETE FROM vote WHERE project_id = ${projectId}::int`
  await db.batch.deleteMany({ where: { projectId } })
  await db.image.deleteMany({ where: { projectId } })
  await db.project.delete({ where: { id: projectId } })
}
