import pg from 'pg'
import { directDatabaseUrl } from '@/lib/env'

/** Namespace of the advisory locks that mark live workers. */
const aliveLock = 72707372

/**
 * Distinguishes live workers from dead ones.
 *
 * graphile-worker keeps a killed worker's jobs locked for four hours. Each worker therefore holds an advisory lock in
 * its own session, which PostgreSQL ends with the process; whichever worker can take another's lock releases that
 * worker's jobs.
 */
export class WorkerGuard {
  private readonly own = new Set<string>()

  private constructor(
    private readonly client: pg.Client,
    /** Settles when the session is lost; from then on other workers consider this one dead. */
    readonly lost: Promise<void>,
  ) {}

  static async open(): Promise<WorkerGuard> {
    const client = new pg.Client({
      connectionString: directDatabaseUrl(),
      application_name: 'reassess-worker-guard',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    })
    const lost = new Promise<void>((resolve) => {
      client.once('error', () => resolve())
      client.once('end', resolve)
    })
    client.on('error', () => {})
    await client.connect()
    return new WorkerGuard(client, lost)
  }

  /** Marks the worker pool with this id as alive while this session lasts. */
  async hold(poolId: string): Promise<void> {
    this.own.add(poolId)
    await this.client.query('SELECT pg_advisory_lock($1, hashtext($2))', [aliveLock, poolId])
  }

  /**
   * Releases the jobs of dead workers and returns their ids. A new worker has three seconds from its first job to hold.
   */
  async freeJobsOfDead(): Promise<string[]> {
    const { rows } = await this.client.query<{ id: string }>(
      `SELECT DISTINCT locked_by AS id FROM graphile_worker.jobs
       WHERE locked_by IS NOT NULL AND locked_at < now() - interval '3 seconds'`,
    )
    const dead: string[] = []
    for (const { id } of rows) {
      if (this.own.has(id)) continue
      const { rows: taken } = await this.client.query<{ ok: boolean }>(
        'SELECT pg_try_advisory_lock($1, hashtext($2)) AS ok',
        [aliveLock, id],
      )
      if (!taken[0]!.ok) continue
      await this.client.query('SELECT graphile_worker.force_unlock_workers(ARRAY[$1])', [id])
      await this.client.query('SELECT pg_advisory_unlock($1, hashtext($2))', [aliveLock, id])
      dead.push(id)
    }
    return dead
  }

  /** Takes back all expired leases, a few per transaction, so that raters hardly wait. */
  async expireLeases(): Promise<void> {
    const few = 20
    for (let count: number | null = few; count === few; ) {
      const { rows }: { rows: { count: number | null }[] } = await this.client.query(
        'SELECT expire_leases($1) AS count',
        [few],
      )
      count = rows[0]!.count
    }
  }

  async closeFinishedBatches(): Promise<void> {
    await this.client.query('SELECT close_finished_batches()')
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => {})
  }
}
