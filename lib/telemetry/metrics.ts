import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

interface CountedPool {
  totalCount: number
  idleCount: number
  waitingCount: number
  options: { max: number }
}

export interface MetricsText {
  text: string
  contentType: string
}

const requestSeconds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]
const submissionAges = [1, 5, 30, 120, 600, 3_600, 6 * 3_600, 24 * 3_600, 7 * 24 * 3_600]
const jobSeconds = [0.1, 0.5, 2, 10, 30, 120, 600, 3_600, 4 * 3_600]

/** Labels have few values, all known to the code: no project, rater, job or address. */
const histograms = {
  requests: {
    name: 'reassess_http_request_duration_seconds',
    help: 'Time until the answer to a request began, by declared endpoint, or by what it was instead: page, file, other.',
    labelNames: ['method', 'endpoint', 'status'],
    buckets: requestSeconds,
  },
  leases: {
    name: 'reassess_lease_duration_seconds',
    help: 'Time to give a rater tasks, database included, without those given together with a submission.',
    labelNames: ['outcome'],
    buckets: requestSeconds,
  },
  submissions: {
    name: 'reassess_submission_duration_seconds',
    help: 'Time to save the answers to a task and give the next ones, database included.',
    labelNames: ['outcome'],
    buckets: requestSeconds,
  },
  submissionAges: {
    name: 'reassess_submission_age_seconds',
    help: 'Time that answers spent in the outbox of the browser before they were accepted, by the clock of the browser.',
    labelNames: [],
    buckets: submissionAges,
  },
  jobs: {
    name: 'reassess_job_duration_seconds',
    help: 'Time of an attempt of a job in this worker, by how it ended: succeeded, failed, cancelled, or to be tried again.',
    labelNames: ['kind', 'outcome'],
    buckets: jobSeconds,
  },
} as const

/** Read from the database, so queries take the maximum over servers, which all report the same value. */
const databaseGauges = {
  databaseUp: [
    'reassess_database_up',
    'Whether the figures of the database could be read: 1, or 0 while they could not.',
  ],
  openTasks: ['reassess_open_tasks', 'Rating tasks that another rater may take; an estimate where they are many.'],
  leasedAssignments: ['reassess_leased_assignments', 'Assignments that raters hold and have not submitted.'],
  storedVotes: ['reassess_stored_votes', 'Votes in the database, as its planner estimates them.'],
  jobWait: ['reassess_job_wait_seconds', 'Age of the oldest job that could begin and has not.'],
  workers: ['reassess_workers', 'Workers that have shown themselves within 20 seconds.'],
} as const

const poolGauges: [name: string, help: string, count: (pool: CountedPool) => number][] = [
  ['reassess_pool_connections', 'Open connections of the pool.', (pool) => pool.totalCount],
  ['reassess_pool_idle_connections', 'Those that nobody uses.', (pool) => pool.idleCount],
  ['reassess_pool_waiting', 'Queries that wait for a connection.', (pool) => pool.waitingCount],
  ['reassess_pool_limit', 'The most connections the pool may open.', (pool) => pool.options.max],
]

const mapped = <Table extends object, Made>(table: Table, make: (entry: Table[keyof Table]) => Made) =>
  Object.fromEntries(Object.entries(table).map(([key, entry]) => [key, make(entry)]))

function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const pools = new Set<CountedPool>()
  let lastBackupMs: number | null = null
  for (const [name, help, count] of poolGauges)
    new Gauge({
      ...{ name, help, registers },
      collect() {
        this.set([...pools].reduce((sum, pool) => sum + count(pool), 0))
      },
    })
  new Gauge({
    name: 'reassess_last_backup_seconds',
    help: 'Age of the newest backup in BACKUP_TO; without one, time since this worker began to look. 0 without the setting.',
    registers,
    collect() {
      this.set(lastBackupMs === null ? 0 : (Date.now() - lastBackupMs) / 1_000)
    },
  })
  let hasDefaults = false
  return {
    ...(mapped(
      histograms,
      (options) => new Histogram<string>({ ...options, buckets: [...options.buckets], registers }),
    ) as {
      [Key in keyof typeof histograms]: Histogram<(typeof histograms)[Key]['labelNames'][number]>
    }),
    ...(mapped(databaseGauges, ([name, help]) => new Gauge({ name, help, registers })) as Record<
      keyof typeof databaseGauges,
      Gauge
    >),
    unfinishedJobs: new Gauge({
      name: 'reassess_unfinished_jobs',
      help: 'Jobs that wait or run.',
      labelNames: ['kind', 'state'],
      registers,
    }),
    freeDisk: new Gauge({ name: 'reassess_free_disk_bytes', help: 'Free space in DATA_DIR.', registers }),
    votes: new Counter({
      name: 'reassess_votes_accepted_total',
      help: 'Votes that this process has accepted; a vote taken back later stays counted.',
      labelNames: ['answer'],
      registers,
    }),
    registry,
    /** Counts the pool's connections until `removePool`. */
    addPool: (pool: CountedPool) => void pools.add(pool),
    removePool: (pool: CountedPool) => void pools.delete(pool),
    /** Backups are expected from now on; `at` is the time of the newest if it is known. */
    showLastBackup(now: Date, at?: Date) {
      lastBackupMs = at?.getTime() ?? lastBackupMs ?? now.getTime()
    },
    /** Includes memory, processor time and event-loop lag from the first call on. */
    async text(): Promise<MetricsText> {
      if (!hasDefaults) collectDefaultMetrics({ register: registry })
      hasDefaults = true
      return { text: await registry.metrics(), contentType: registry.contentType }
    },
  }
}

// Shared by the web server and the code that Next bundles separately.
const shared = globalThis as typeof globalThis & { reassessMetrics?: ReturnType<typeof createMetrics> }
shared.reassessMetrics ??= createMetrics()

export const metrics = shared.reassessMetrics

/** Measures the time of `work`, labelled by what `outcomeOf` returns for its result, or as an error. */
export async function timed<T>(
  histogram: Histogram<'outcome'>,
  work: () => Promise<T>,
  outcomeOf: (result: T) => string,
): Promise<T> {
  const end = histogram.startTimer()
  try {
    const result = await work()
    end({ outcome: outcomeOf(result) })
    return result
  } catch (error) {
    end({ outcome: 'error' })
    throw error
  }
}
