import { makeBulkProject } from './bulk-project'
import { type Rate, rateThroughPg, rateThroughPgbench, rateThroughPrisma } from './rating-rate'

export interface RatingMeasure {
  way: string
  /** Null where the tool it needs is not there. */
  rate: Rate | null
}

/**
 * Lease-and-submit at `clients` clients, eight answers a decision, on a project made for each way: through
 * Prisma and through plain pg, and what pgbench reaches with the same statement, also with tasks leased ahead as browsers have it.
 * One after another, on fresh tasks.
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
    ['pgbench, three tasks leased ahead', rateThroughPgbench, 3],
    ['Node, plain pg', rateThroughPg, 0],
    ['Node, Prisma', rateThroughPrisma, 0],
    ['Node, Prisma, three tasks leased ahead', rateThroughPrisma, 3],
  ] as const
  const measures: RatingMeasure[] = []
  // The first is thrown away: whoever comes first would pay for cold caches.
  for (const [way, measure, ahead] of [['warm-up', rateThroughPg, 0] as const, ...ways]) {
    const projectId = await makeBulkProject({ tasks, candidates: answers, quota: 5, raters: clients })
    measures.push({ way, rate: await measure({ projectId, clients, answers, ahead, seconds }) })
  }
  return measures.slice(1)
}
