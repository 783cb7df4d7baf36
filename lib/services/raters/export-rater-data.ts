import { type Db, prisma } from '@/lib/db/client'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { ownRater } from '@/lib/services/access/own-rater'
import type { ExportFile } from '@/lib/services/export-file'
import { ownDataFile } from './own-data-file'

export async function exportRaterData(
  actor: Actor,
  { slug, raterId }: { slug: string; raterId: number },
  db: Db = prisma,
): Promise<ExportFile> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const rater = await db.rater.findUnique({ where: { projectId_id: { projectId: project.id, id: raterId } } })
  if (!rater) throw notFound('rater')
  await writeAuditEvent(db, { projectId: project.id, userId, action: 'rater.export', details: { raterId } })
  return ownDataFile({ projectId: project.id, slug, projectName: project.name, raterId }, db)
}

export async function exportOwnData(actor: Actor, slug: string, db: Db = prisma): Promise<ExportFile> {
  const { projectId, name, raterId } = await ownRater(actor, slug, db)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so nothing is stored about you here.')
  return ownDataFile({ projectId, slug, projectName: name, raterId }, db)
}
