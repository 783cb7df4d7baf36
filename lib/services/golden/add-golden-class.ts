import type { ExpertTask } from '@/lib/contracts/golden/golden'
import { type Db, prisma } from '@/lib/db/client'
import { addCandidate } from '@/lib/db/golden/golden-candidates'
import { findGoldenImage } from '@/lib/db/golden/golden-image-query'
import { inTransaction, lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { accessAsExpert } from './golden-expert'
import { expertTask } from './open-golden-image'

/** Adds a class to a golden image; all experts are asked about it. */
export async function addGoldenClass(
  actor: Actor,
  { slug, imageId, classId }: { slug: string; imageId: number; classId: number },
  db: Db = prisma,
): Promise<ExpertTask> {
  const access = await accessAsExpert(actor, slug, db)
  const { project, userId, raterId } = access
  if (!(await findGoldenImage(project.id, imageId, db))) throw notFound('golden image')
  const found = await db.class.findUnique({ where: { projectId_id: { projectId: project.id, id: classId } } })
  if (!found) throw notFound('class')
  if (found.classIndex === null)
    throw new AppError('invalid-input', `“${found.name}” groups other classes and cannot be a label itself.`, {
      classId: 'is no label',
    })
  await inTransaction(db, async (tx) => {
    await lockProject(tx, project.id)
    if (!(await addCandidate(project.id, imageId, classId, tx))) return
    await writeAuditEvent(tx, {
      projectId: project.id,
      userId,
      action: 'golden.add-class',
      details: { imageId, classId, raterId },
    })
  })
  return expertTask(access, imageId, db)
}
