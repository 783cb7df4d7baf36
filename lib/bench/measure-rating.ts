import { makeBulkProject } from './bulk-project'
import { rateThroughHttp } from './rating-http'
import { type Rate, rateThroughPgbench, rateThroughPrisma } from './rating-rate'

export interface RatingMeasure {
  way: string
  /** Null where the tool it needs is not there. */
  rate: Rate | null
}

/**
 * Lease-and-submit at `clients` clients, eight answers a decision, on a project made for each way: what pgbench reaches with
 * the statement prepared, what Prisma does, also with tasks leased ahead as browsers have it, and what the endpoint does that
 * browsers call. One after another, on fresh tasks.
 */
export async function measureRating({
  clients,
  tasks,
  seconds,
  projectRoot,
}: {
  clients: number
  tasks: number
  seconds: number
  projectRoot: string
}): Promise<RatingMeasure[]> {
  const answers = 8
  const ways = [
    { way: 'warm-up', measure: rateThroughPrisma, ahead: 0 },
    { way: 'pgbench, the same statement prepared', measure: rateThroughPgbench, ahead: 0 },
    { way: 'Prisma', measure: rateThroughPrisma, ahead: 0 },
    { way: 'Prisma, three tasks leased ahead', measure: rateThroughPrisma, ahead: 3 },
    { way: 'HTTP, three tasks leased ahead', measure: rateThroughHttp, ahead: 3, raters: 0 },
  ]
  const measures: RatingMeasure[] = []
  for (const { way, measure, ahead, raters = clients } of ways) {
    const projectId = await makeBulkProject({ tasks, candidates: answers, quota: 5, raters })
    measures.push({ way, rate: await measure({ projectId, clients, answers, ahead, seconds, projectRoot }) })
  }
  // The first is thrown away: whoever comes first would pay for cold caches.
  return measures.slice(1)
}
