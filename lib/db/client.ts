import { PrismaPg } from '@prisma/adapter-pg'
import { env } from '@/lib/env'
import { type Prisma, PrismaClient } from './generated/client'

/** What a query runs on: the client itself, or a transaction it has opened. */
export type Db = PrismaClient | Prisma.TransactionClient

function connect(): PrismaClient {
  const adapter = new PrismaPg(
    {
      connectionString: env.DATABASE_URL,
      max: env.DATABASE_POOL_SIZE,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 60_000,
      // A server that stands still answers nobody: the client gives up by itself. Not the server's statement_timeout,
      // because a pooler refuses connections that ask for one.
      query_timeout: 20_000,
      keepAlive: true,
      application_name: 'reassess',
    },
    // A server that goes away breaks idle connections; the pool drops them, and the next query opens new ones.
    { onPoolError: () => {}, onConnectionError: () => {} },
  )
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 30_000 } })
}

const shared = globalThis as typeof globalThis & { reassessPrisma?: PrismaClient }
shared.reassessPrisma ??= connect()

export const prisma: PrismaClient = shared.reassessPrisma
