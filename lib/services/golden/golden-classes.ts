import type { GoldenClass, GoldenClassNode } from '@/lib/contracts/golden/golden'
import { type Db, prisma } from '@/lib/db/client'
import { findHierarchyNode, findHierarchyTop, searchHierarchy } from '@/lib/db/golden/golden-class-query'
import { findActorLanguage } from '@/lib/db/rating/rater-language'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'

const limit = 30

/** Finds classes and inner nodes by part of a name; the top of the hierarchy without a query. */
export async function findGoldenClasses(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
  db: Db = prisma,
): Promise<{ classes: GoldenClass[] }> {
  const { project } = await guardProject(actor, slug, 'expert', db)
  const of = { projectId: project.id, language: await findActorLanguage(actor, project.id, db) }
  const classes = query === '' ? await findHierarchyTop(of, limit, db) : await searchHierarchy(of, query, limit, db)
  return { classes }
}

export async function readGoldenClass(
  actor: Actor,
  { slug, classId }: { slug: string; classId: number },
  db: Db = prisma,
): Promise<GoldenClassNode> {
  const { project } = await guardProject(actor, slug, 'expert', db)
  const language = await findActorLanguage(actor, project.id, db)
  const found = await findHierarchyNode({ projectId: project.id, language }, classId, db)
  if (!found) throw notFound('class')
  return found
}
