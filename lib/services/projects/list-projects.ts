import type { ProjectSummary } from '@/lib/contracts/projects/project'
import { type Db, prisma } from '@/lib/db/client'
import { findProjectSummaries } from '@/lib/db/projects/project-list-query'
import type { Actor } from '@/lib/domain/permissions'

/** The projects the actor belongs to, with how far each has got. Whom a panel sent belongs to none: they only rate. */
export async function listProjects(actor: Actor, db: Db = prisma): Promise<ProjectSummary[]> {
  if (actor.kind === 'panelist') return []
  return findProjectSummaries(actor.kind === 'account' ? actor.userId : null, db)
}
