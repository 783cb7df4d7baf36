import type { FirstSteps } from '@/lib/contracts/projects/first-steps'
import { type Db, prisma } from '@/lib/db/client'
import { countFirstSteps } from '@/lib/db/projects/first-steps-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'

/** What of a project's beginning is done; null once people rate, when nobody needs to be told any more. */
export async function readFirstSteps(actor: Actor, slug: string, db: Db = prisma): Promise<FirstSteps | null> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const hasVotes = await db.candidate.findFirst({
    where: { projectId: project.id, voteCount: { gt: 0 } },
    select: { id: true },
  })
  return hasVotes ? null : countFirstSteps(project.id, db)
}
