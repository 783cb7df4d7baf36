import type { Actor } from '@/lib/domain/permissions'
import { guardProject, raterRow } from './guard-project'

/** For members in any role and panel visitors. Throws AppError `not-found` for others. */
export async function ownProjectId(actor: Actor, slug: string): Promise<number> {
  if (actor.kind === 'operator') return (await guardProject(actor, slug, 'rater')).projectId
  return (await raterRow.read(actor, slug)).projectId
}
