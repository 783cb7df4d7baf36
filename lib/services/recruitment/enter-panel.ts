import type { EntryProblem } from '@/lib/contracts/recruitment'
import { enterPanel as enterVisit } from '@/lib/db/recruitment/enter-panel'
import { repeatOnConflict } from '@/lib/db/session/transaction'
import { idsInAddress, type PanelIds } from '@/lib/domain/recruitment/panel'
import { TooManyAttempts } from '@/lib/errors'
import { type AttemptLimit, takeAttempt } from '@/lib/services/access/attempt-limits'
import { checkProlificToken } from './check-prolific-token'
import { isPanelSignature, type PanelEntry, readPanelEntry } from './panels'
import { visitPlanner } from './visits'

// Signed entries are not limited. Without a signature anybody can make up ids. The limits allow many people behind one
// address, such as a lab or a school, but not the rate of someone who tries ids.
const limitsOf = (panelId: string, network: string): AttemptLimit[] => [
  { name: 'panel by network', of: [panelId, network], most: 60, seconds: 60 },
  { name: 'panel', of: [panelId], most: 1_200, seconds: 60 },
]

export type PanelAdmission =
  | { isOpen: true; slug: string; panelist: { projectId: number; raterId: number; visitId: string } }
  | { isOpen: false; problem: EntryProblem }
const refused = (problem: EntryProblem): PanelAdmission => ({ isOpen: false, problem })

export async function enterPanel({
  panelId,
  query,
  network,
}: {
  panelId: string
  query: Readonly<Record<string, string | undefined>>
  network: string
}): Promise<PanelAdmission> {
  const panel = await readPanelEntry(panelId)
  const vouched = await vouchedIds(panel, query)
  if (!('isSigned' in vouched && vouched.isSigned) && (await isTooMany(panel?.id ?? 'unknown', network)))
    return refused('too-many')
  if (!panel || 'problem' in vouched) return refused('problem' in vouched ? vouched.problem : 'unknown')
  const { ids } = vouched
  const { projectId, slug, isOpen, settings, quality } = panel
  const plan = (await visitPlanner({ id: projectId, quality }))(settings)
  const entry = await repeatOnConflict(() =>
    enterVisit({ projectId, panelId: panel.id, kind: panel.kind, ids, isOpen, places: settings.places, plan }),
  )
  if (entry.kind === 'refused') return refused(entry.reason)
  return { isOpen: true, slug, panelist: { projectId, raterId: entry.raterId, visitId: entry.visitId } }
}

/** Returns the ids of the address and whether they are signed, or the reason why they are rejected. */
async function vouchedIds(
  panel: PanelEntry | null,
  query: Readonly<Record<string, string | undefined>>,
): Promise<{ ids: PanelIds; isSigned: boolean } | { problem: EntryProblem }> {
  if (!panel) return { problem: 'unknown' }
  const ids = idsInAddress(panel.kind, query)
  if (typeof ids === 'string') return { problem: ids }
  if (panel.kind === 'generic')
    return isPanelSignature(query.sig, panel.id, ids) ? { ids, isSigned: true } : { problem: 'forged' }
  if (!panel.settings.isSigned) return { ids, isSigned: false }
  const proof = await checkProlificToken(query.prolific_token ?? query.token, ids)
  return proof === 'right' ? { ids, isSigned: true } : { problem: proof }
}

async function isTooMany(panelId: string, network: string): Promise<boolean> {
  try {
    await takeAttempt(limitsOf(panelId, network))
    return false
  } catch (error) {
    if (error instanceof TooManyAttempts) return true
    throw error
  }
}
