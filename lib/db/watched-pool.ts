import { AsyncResource } from 'node:async_hooks'
import type { Socket } from 'node:net'
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises'
import pg from 'pg'
import { metrics } from '@/lib/telemetry/metrics'
import { traceQueries, tracing } from '@/lib/telemetry/spans'
import { isReachable } from './is-reachable'
import { sqlState } from './session/sql-state'

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: Error | boolean) => void,
) => void

interface WatchLimits {
  /** A query that takes longer triggers a check whether the server still answers. */
  suspiciousMs: number
  /** A server that has not answered the check by then counts as stalled. */
  answerMs: number
}

/** The connection used to check whether the server answers. */
interface Asker {
  client: pg.Client
  isOpen: Promise<unknown>
}

const usual: WatchLimits = { suspiciousMs: 300, answerMs: 2_500 }
const checkMs = 200
const askAgainMs = 500

const stalledError = () =>
  Object.assign(new Error('Connection terminated: the database does not answer'), { code: 'ETIMEDOUT' })

/**
 * A pool that detects a stalled server: stopped, cut off, or behind a network that swallows packets. A limit per query
 * would have to allow for the slowest query, and a request makes several. Instead, a slow query makes the pool send a
 * trivial query on another connection. If that gets no answer, all queries fail at once, and so do new ones until the
 * server answers again; a server that is merely busy may finish. A pooler in front of the server is only checked for
 * any reply, because its clients may wait long under normal load.
 */
export class WatchedPool extends pg.Pool {
  private readonly clients = new Set<pg.PoolClient>()
  /** Start times of clients in use, and of requests waiting for one. */
  private readonly busySince = new Map<object, number>()
  private readonly timer: NodeJS.Timeout
  private asker: Asker | null = null
  private isAsking = false
  private answeredAt = 0
  private isStalled = false

  constructor(
    config: pg.PoolConfig,
    /** Address to check, bypassing a pooler, whose queue of waiting clients says nothing about the server. */
    private readonly address = config.connectionString,
    private readonly limits = usual,
  ) {
    super(config)
    this.on('connect', (client) => {
      this.clients.add(client)
      this.openAsker()
      traceQueries(client)
    })
    this.on('acquire', (client) => this.busySince.set(client, Date.now()))
    this.on('release', (_error, client) => this.busySince.delete(client))
    this.on('remove', (client) => {
      this.clients.delete(client)
      this.busySince.delete(client)
    })
    metrics.addPool(this)
    this.timer = setInterval(() => void this.check(), checkMs).unref()
  }

  override connect(): Promise<pg.PoolClient>
  override connect(callback: Connected): void
  override connect(callback?: Connected) {
    if (this.isStalled && !callback) return Promise.reject(stalledError())
    if (this.isStalled) return process.nextTick(() => callback?.(stalledError(), undefined, () => {}))
    const wait = {}
    this.busySince.set(wait, Date.now())
    const over = () => this.busySince.delete(wait)
    if (!callback) return super.connect().finally(over)
    // The client that releases a connection runs the next waiter's callback, whose query belongs to another request.
    const mine = tracing() ? AsyncResource.bind(callback) : callback
    return super.connect((error, client, done) => {
      over()
      mine(error, client, done)
    })
  }

  override end(): Promise<void>
  override end(callback: () => void): void
  override end(callback?: () => void) {
    clearInterval(this.timer)
    metrics.removePool(this)
    this.closeAsker(this.asker)
    return callback ? super.end(callback) : super.end()
  }

  private async check(): Promise<void> {
    const now = Date.now()
    const oldest = Math.min(...this.busySince.values())
    if (this.isAsking || now - this.answeredAt < askAgainMs) return
    if (!this.isStalled && now - oldest < this.limits.suspiciousMs) return
    this.isAsking = true
    try {
      const answers = (await Promise.all([this.answersAnybody(), this.poolerAnswers()])).every(Boolean)
      if (answers) this.answeredAt = Date.now()
      if (!answers && !this.isStalled) this.giveUp()
      this.isStalled = !answers
    } finally {
      this.isAsking = false
    }
  }

  /**
   * Any answer counts, even a refusal; a server that is gone breaks its connections by itself. Uses a connection that
   * is already open, because opening one takes long on a busy machine.
   */
  private async answersAnybody(): Promise<boolean> {
    const asker = this.openAsker()
    const answered = asker.isOpen
      .then(() => asker.client.query('SELECT 1'))
      .then(
        () => true,
        (error: unknown) => {
          this.closeAsker(asker)
          return sqlState(error) !== null || !this.isStalled
        },
      )
    const limit = new AbortController()
    const tooLate = sleep(this.limits.answerMs, undefined, { signal: limit.signal, ref: false }).then(
      async () => {
        // If this process itself was blocked, the answer has arrived and only needs to be read.
        await turn()
        await turn()
        return false
      },
      () => false,
    )
    const answers = await Promise.race([answered, tooLate])
    limit.abort()
    if (!answers) this.closeAsker(asker)
    return answers
  }

  /** True without a pooler. */
  private async poolerAnswers(): Promise<boolean> {
    const { connectionString } = this.options
    if (connectionString === this.address) return true
    const { host, port } = new pg.Client({ connectionString })
    return isReachable({ host, port }, this.limits.answerMs)
  }

  private openAsker(): Asker {
    if (this.asker) return this.asker
    const client = new pg.Client({ connectionString: this.address, application_name: 'reassess-watch' })
    client.on('error', () => {})
    const isOpen = client.connect().then(() => streamOf(client)?.unref())
    isOpen.catch(() => {})
    const asker = { client, isOpen }
    this.asker = asker
    return asker
  }

  private closeAsker(asker: Asker | null): void {
    if (asker) destroy(asker.client)
    if (asker === this.asker) this.asker = null
  }

  private giveUp(): void {
    for (const client of this.clients) destroy(client, stalledError())
  }
}

const streamOf = (client: pg.Client | pg.PoolClient) =>
  (client as unknown as { connection?: { stream: Socket } }).connection?.stream

/** Closes a connection at once, whatever it waits for. */
const destroy = (client: pg.Client | pg.PoolClient, reason?: Error) => streamOf(client)?.destroy(reason)
