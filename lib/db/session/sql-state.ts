import { hasNoSpace } from '@/lib/file-system'

interface Carrier {
  code?: unknown
  cause?: unknown
  meta?: { driverAdapterError?: unknown; code?: unknown }
  originalCode?: unknown
}

/** Reads errors of pg, the driver adapter or Prisma; null if none. Distinguish errors by this code, never by text. */
export function sqlState(error: unknown): string | null {
  for (let step = error as Carrier | undefined, depth = 0; step && depth < 6; depth++) {
    for (const code of [step.originalCode, step.meta?.code, step.code])
      if (typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code) && !/^P\d{4}$/.test(code)) return code
    step = (step.meta?.driverAdapterError ?? step.cause) as Carrier | undefined
  }
  return prismaState(error)
}

const known: Record<string, string> = { P2002: '23505', P2003: '23503', P2004: '23514', P2034: '40001' }

const prismaState = (error: unknown) => known[String((error as Carrier | null)?.code)] ?? null

export const isUniqueViolation = (error: unknown) => sqlState(error) === '23505'
/** A serialization failure or deadlock rolled this transaction back, so it is safe to repeat. */
export const isRetryable = (error: unknown) => ['40001', '40P01'].includes(sqlState(error) ?? '')

/** The disk of the database or of our own files is full. */
export const isDiskFull = (error: unknown) => sqlState(error) === '53100' || hasNoSpace(error)

/** The server is unreachable, starting, stopping, or out of connections. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error) ?? ''
  if (/^(08|57P|53)/.test(state) || state === '57014') return true
  for (let step = error as Carrier | undefined, depth = 0; step && depth < 6; depth++) {
    if (
      [
        'ECONNREFUSED',
        'ECONNRESET',
        'EPIPE',
        'ETIMEDOUT',
        'EAI_AGAIN',
        'EHOSTUNREACH',
        'ENETUNREACH',
        'P1001',
        'P1002',
        'P1008',
        'P1017',
        'P2024',
        'P2028',
      ].includes(String(step.code))
    )
      return true
    const kind = (step as { kind?: unknown }).kind
    if (['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'].includes(String(kind)))
      return true
    step = (step.meta?.driverAdapterError ?? step.cause) as Carrier | undefined
  }
  // pg sets no code on these three.
  const message = String((error as Error | null)?.message ?? '')
  return /Connection terminated|timeout exceeded when trying to connect|Query read timeout/.test(message)
}
