import { PrismaPg } from '@prisma/adapter-pg'
import type { ClientBase } from 'pg'
import { directDatabaseUrl, env } from '@/lib/env'
import { type Prisma, PrismaClient } from './generated/client'
import { WatchedPool } from './watched-pool'

/** Runs queries: the client itself, or a transaction on it. */
export type Db = PrismaClient | Prisma.TransactionClient

/** Longer than a request may take. Long work uses separate connections: see `copy-session.ts`. */
const maxQueryMs = 20_000
const waitMs = 4_000
const maxTransactionMs = 30_000
// Longer than the client's own limit: for a process that was stopped or cut off within a transaction while others wait
// for its locks.
const maxIdleMs = maxTransactionMs + 5_000

/**
 * Makes the server end queries and idle transactions that nobody waits for any more. Set by a statement, because
 * poolers refuse connections with such startup parameters; poolers that share connections between transactions need the
 * limits in their own `connect_query`.
 */
const limitQueries = async (client: ClientBase) => {
  if (env.DIRECT_DATABASE_URL === undefined)
    await client.query(`SET statement_timeout = ${maxQueryMs}; SET idle_in_transaction_session_timeout = ${maxIdleMs}`)
}

const connectPool = () =>
  new WatchedPool(
    {
      connectionString: env.DATABASE_URL,
      max: env.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: waitMs,
      idleTimeoutMillis: 60_000,
      // Longer than the server's limit, for servers where the limit could not be set.
      query_timeout: maxQueryMs + 2_000,
      keepAlive: true,
      application_name: 'reassess',
      onConnect: limitQueries,
    },
    directDatabaseUrl(),
  )

function connect(): PrismaClient {
  const adapter = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    // A server that goes away breaks idle connections; the pool drops them, and the next query opens new ones.
    connect: () =>
      new PrismaPg(connectPool(), {
        disposeExternalPool: true,
        onPoolError: () => {},
        onConnectionError: () => {},
      }).connect(),
  } as const
  return new PrismaClient({ adapter, transactionOptions: { maxWait: waitMs, timeout: maxTransactionMs } })
}

const shared = globalThis as typeof globalThis & { reassessPrisma?: PrismaClient }
shared.reassessPrisma ??= connect()

export const prisma: PrismaClient = shared.reassessPrisma
