import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import { ownRater } from '@/lib/services/access/own-rater'
import type { ExportFile } from '@/lib/services/export-file'
import { ownDataFile } from './own-data-file'

/** Everything that is kept of the actor as a rater of the project. */
export async function exportOwnData(actor: Actor, slug: string, db: Db = prisma): Promise<ExportFile> {
  const { projectId, name, raterId } = await ownRater(actor, slug, db)
  if (raterId === null)
    throw new AppError('not-found', 'You have not rated in this project, so nothing is stored about you here.')
  return ownDataFile({ projectId, slug, projectName: name, raterId }, db)
}
