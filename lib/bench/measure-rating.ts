import { makeBulkProject } from './bulk-project'
import { rateThroughHttp } from './rating-http'
import { type Rate, rateThroughPgbench, rateThroughPrisma } from './rating-rate'

export interface RatingMeasure {
  way: string
  /** Null if the required tool is not installed. */
  rate: Rate | null
}

/**
 * Measures submit-and-lease with `clients` clients and eight answers per decision, through pgbench with the prepared statement,
 * through Prisma, with and without prefetched tasks, and through the endpoint that browsers call. Each way has its own project
 * with fresh tasks, and they run one after the other.
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
  // The first way only warms up the caches.
  return measures.slice(1)
}
