import { searchClasses } from '@/lib/db/classes/class-search-query'
import { type Db, prisma } from '@/lib/db/client'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Up to 20 labelable classes that fit a text: a name, a part of one, an external id or the index. */
export async function findClasses(actor: Actor, { slug, query }: { slug: string; query: string }, db: Db = prisma) {
  const { project } = await guardProject(actor, slug, 'expert', db)
  return { classes: await searchClasses(project.id, query, 20, db) }
}
