import type { GoldenClass } from '@/lib/contracts/golden/golden'
import { type Db, prisma } from '@/lib/db/client'
import { findHierarchyTop, searchHierarchy } from '@/lib/db/golden/golden-class-query'
import { findActorLanguage } from '@/lib/db/rating/rater-language'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

const limit = 30

/** Classes and branches of the hierarchy by a part of a name, for experts; without a text, where the hierarchy begins. */
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
