import { hkdfSync } from 'node:crypto'
import { env } from '@/lib/env'

/**
 * Returns a one-way code by which a panel recognizes a participant whose identity was erased. It belongs to no rater's
 * number and cannot be made without the server's secret. Null if there is none.
 */
export const erasedPerson = (panelId: string, pid: string): string | null =>
  env.NEXTAUTH_SECRET
    ? Buffer.from(hkdfSync('sha256', env.NEXTAUTH_SECRET, panelId, `reassess erased ${pid}`, 32)).toString('hex')
    : null
