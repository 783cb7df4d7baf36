import type { ExpertTask, GoldenClass, GoldenClassNode } from '@/lib/contracts/golden/golden'
import { prisma } from '@/lib/db/client'
import { addCandidate } from '@/lib/db/golden/golden-candidates'
import { findHierarchyNode, findHierarchyTop, searchHierarchy } from '@/lib/db/golden/golden-class-query'
import { findGoldenImage } from '@/lib/db/golden/golden-image-query'
import { findActorLanguage } from '@/lib/db/rating/rater-language'
import { lockProject, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { accessAsExpert } from './golden-expert'
import { expertTask } from './open-golden-image'

const limit = 30

/** Finds classes and inner nodes by part of a name; the top of the hierarchy without a query. */
export async function findGoldenClasses(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
): Promise<{ classes: GoldenClass[] }> {
  const { project } = await guardProject(actor, slug, 'expert')
  const of = { projectId: project.id, language: await findActorLanguage(actor, project.id) }
  const classes = query === '' ? await findHierarchyTop(of, limit) : await searchHierarchy(of, query, limit)
  return { classes }
}

export async function readGoldenClass(
  actor: Actor,
  { slug, classId }: { slug: string; classId: number },
): Promise<GoldenClassNode> {
  const { project } = await guardProject(actor, slug, 'expert')
  const language = await findActorLanguage(actor, project.id)
  const found = await findHierarchyNode({ projectId: project.id, language }, classId)
  if (!found) throw notFound('class')
  return found
}

/** Adds a class to a golden image; all experts are asked about it. */
export async function addGoldenClass(
  actor: Actor,
  { slug, imageId, classId }: { slug: string; imageId: number; classId: number },
): Promise<ExpertTask> {
  const access = await accessAsExpert(actor, slug)
  const { project, userId, raterId } = access
  if (!(await findGoldenImage(project.id, imageId))) throw notFound('golden image')
  const found = await prisma.class.findUnique({ where: { projectId_id: { projectId: project.id, id: classId } } })
  if (!found) throw notFound('class')
  if (found.classIndex === null)
    throw new AppError('invalid-input', `“${found.name}” groups other classes and cannot be a label itself.`, {
      classId: 'is no label',
    })
  await prisma.$transaction(async (tx) => {
    await lockProject(tx, project.id)
    if (!(await addCandidate(project.id, imageId, classId, tx))) return
    await writeAuditEvent(tx, {
      projectId: project.id,
      userId,
      action: 'golden.add-class',
      details: { imageId, classId, raterId },
    })
  })
  return expertTask(access, imageId)
}
