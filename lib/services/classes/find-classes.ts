import { searchClasses } from '@/lib/db/classes/class-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** Finds up to 20 labelable classes by part of a name, external id or index. */
export async function findClasses(actor: Actor, { slug, query }: { slug: string; query: string }) {
  const { projectId } = await guardProject(actor, slug, 'expert')
  return { classes: await searchClasses(projectId, query, 20) }
}
