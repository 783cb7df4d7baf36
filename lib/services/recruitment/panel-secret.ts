import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { type PanelIds, signedText } from '@/lib/domain/recruitment/panel'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'

/** What a generic panel signs its addresses with: made from the server's secret and the panel's id, and kept nowhere. */
export function panelSecret(panelId: string): string {
  if (!env.NEXTAUTH_SECRET)
    throw new AppError('unavailable', 'NEXTAUTH_SECRET is not set, so the server cannot make a signing key.')
  return Buffer.from(hkdfSync('sha256', env.NEXTAUTH_SECRET, panelId, 'reassess panel signature', 32)).toString('hex')
}

export const panelSignature = (panelId: string, ids: PanelIds) =>
  createHmac('sha256', panelSecret(panelId)).update(signedText(panelId, ids)).digest('hex')

/** Compares without telling by its time how much was right. */
export function isPanelSignature(given: string | undefined, panelId: string, ids: PanelIds): boolean {
  const right = Buffer.from(panelSignature(panelId, ids))
  const bytes = Buffer.from(given?.toLowerCase() ?? '')
  return bytes.length === right.length && timingSafeEqual(bytes, right)
}
