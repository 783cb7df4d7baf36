import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { type PanelIds, signedText } from '@/lib/domain/recruitment/panel'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** Derives the key that signs a generic panel's addresses from the server's secret; it is not stored. */
export function panelSecret(panelId: string): string {
  if (!env.NEXTAUTH_SECRET)
    throw new AppError('unavailable', 'NEXTAUTH_SECRET is not set, so the server cannot make a signing key.')
  return Buffer.from(hkdfSync('sha256', env.NEXTAUTH_SECRET, panelId, 'reassess panel signature', 32)).toString('hex')
}

export const panelSignature = (panelId: string, ids: PanelIds) =>
  createHmac('sha256', panelSecret(panelId)).update(signedText(panelId, ids)).digest('hex')

/** Compares signatures in constant time. */
export function isPanelSignature(given: string | undefined, panelId: string, ids: PanelIds): boolean {
  const right = Buffer.from(panelSignature(panelId, ids))
  const bytes = Buffer.from(given?.toLowerCase() ?? '')
  return bytes.length === right.length && timingSafeEqual(bytes, right)
}
