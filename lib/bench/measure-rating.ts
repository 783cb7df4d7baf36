import { prisma } from '@/lib/db/client'
import { startRaters } from '@/lib/services/testing/queue-raters'
import { makeRatingProject } from '@/lib/services/testing/rating-project'
import { type Rate, rateThroughPg, rateThroughPgbench, rateThroughPrisma } from './rating-rate'

export interface RatingMeasure {
  way: string
  /** Null where the tool it needs is not there. */
  rate: Rate | null
}

/**
 * Lease-and-submit at `clients` clients, eight answers a decision, on a project made for it and removed after: through
 * Prisma, also with tasks leased ahead, through plain pg, and what pgbench reaches with the same statement. One after another, on fresh tasks.
 */
export async function measureRating({
  clients,
  tasks,
  seconds,
}: {
  clients: number
  tasks: number
  seconds: number
}): Promise<RatingMeasure[]> {
  const answers = 8
  const ways = [
    ['pgbench, the same statement prepared', rateThroughPgbench, 0],
    ['Node, plain pg', rateThroughPg, 0],
    ['Node, Prisma', rateThroughPrisma, 0],
    ['Node, Prisma, three tasks leased ahead', rateThroughPrisma, 3],
  ] as const
  const measures: RatingMeasure[] = []
  // The first is thrown away: whoever comes first would pay for cold caches.
  for (const [way, measure, ahead] of [['warm-up', rateThroughPg, 0] as const, ...ways]) {
    const project = await makeRatingProject({ tasks, candidates: answers, quota: 5 })
    try {
      await prisma.$executeRaw`ANALYZE task, candidate, task_candidate, assignment, shown_candidate, vote`
      await startRaters(project.id, clients)
      measures.push({ way, rate: await measure({ projectId: project.id, clients, answers, ahead, seconds }) })
    } finally {
      await project.remove()
    }
  }
  return measures.slice(1)
}
