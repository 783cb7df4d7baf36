import { createHmac, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { EntryProblem } from '@/lib/contracts/recruitment'
import { enterPanel as enterVisit } from '@/lib/db/recruitment/enter-panel'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import { idsInAddress, type PanelIds } from '@/lib/domain/recruitment/panel'
import { checkProlificToken } from './check-prolific-token'
import { isPanelSignature } from './panel-secret'
import { type PanelEntry, readPanelEntry } from './read-panel-entry'

// A lab or a school stands behind one address, so it may bring many people; one who tries ids does it faster.
const perAddress = new RateLimiterMemory({ points: 60, duration: 60 })
const perPanel = new RateLimiterMemory({ points: 1_200, duration: 60 })
const salt = randomBytes(16)
// Nobody's address is kept, not even in memory.
const blurred = (address: string) => createHmac('sha256', salt).update(address).digest('base64')

export type PanelAdmission =
  | { isOpen: true; slug: string; panelist: { projectId: number; raterId: number; visitId: string } }
  | { isOpen: false; problem: EntryProblem }
const refused = (problem: EntryProblem): PanelAdmission => ({ isOpen: false, problem })

/** Lets in whom a panel sent, by the ids of the address and what vouches for them. */
export async function enterPanel({
  panelId,
  query,
  address,
}: {
  panelId: string
  query: Readonly<Record<string, string | undefined>>
  address: string
}): Promise<PanelAdmission> {
  try {
    await Promise.all([perAddress.consume(`${panelId} ${blurred(address)}`), perPanel.consume(panelId)])
  } catch {
    return refused('too-many')
  }
  const panel = await readPanelEntry(panelId)
  if (!panel) return refused('unknown')
  const ids = idsInAddress(panel.kind, query)
  if (typeof ids === 'string') return refused(ids)
  const proof = await proofOf(panel, ids, query)
  if (proof !== 'right') return refused(proof)
  const { projectId, slug, isOpen, settings } = panel
  const entry = await repeatOnConflict(() =>
    enterVisit({ projectId, panelId: panel.id, kind: panel.kind, ids, isOpen, places: settings.places }),
  )
  if (entry.kind === 'refused') return refused(entry.reason)
  return { isOpen: true, slug, panelist: { projectId, raterId: entry.raterId, visitId: entry.visitId } }
}

async function proofOf(panel: PanelEntry, ids: PanelIds, query: Readonly<Record<string, string | undefined>>) {
  if (panel.kind === 'generic') return isPanelSignature(query.sig, panel.id, ids) ? 'right' : 'forged'
  if (!panel.settings.isSigned) return 'right'
  return checkProlificToken(query.prolific_token ?? query.token, ids)
}
