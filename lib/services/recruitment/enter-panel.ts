import type { EntryProblem, OwnVisit } from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import { enterPanel as enterVisit, type FoundEntry, findEntry } from '@/lib/db/recruitment/enter-panel'
import { findReadiness } from '@/lib/db/recruitment/panel-visit-query'
import { idsInAddress, type PanelIds } from '@/lib/domain/recruitment/panel'
import { TooManyAttempts } from '@/lib/errors'
import { type AttemptLimit, takeAttempt } from '@/lib/services/access/attempt-limits'
import { checkProlificToken } from './check-prolific-token'
import { isPanelSignature, type PanelEntry, readPanelEntry } from './panels'
import { readVisitTerms, termsOf, visitPlanner } from './visits'

// Signed entries are not limited. Without a signature anybody can make up ids. The limits allow many people behind one
// address, such as a lab or a school, but not the rate of someone who tries ids.
const limitsOf = (panelId: string, network: string): AttemptLimit[] => [
  { name: 'panel by network', of: [panelId, network], most: 60, seconds: 60 },
  { name: 'panel', of: [panelId], most: 1_200, seconds: 60 },
]

type AddressQuery = Readonly<Record<string, string | undefined>>

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
  query: AddressQuery
  network: string
}): Promise<PanelAdmission> {
  const panel = await readPanelEntry(panelId)
  const vouched = await vouchedIds(panel, query)
  if (!('isSigned' in vouched && vouched.isSigned) && (await isTooMany(panel?.id ?? 'unknown', network)))
    return refused('too-many')
  if (!panel || 'problem' in vouched) return refused('problem' in vouched ? vouched.problem : 'unknown')
  const { ids } = vouched
  const { projectId, slug, isOpen, settings, quality } = panel
  const { places, sharesIds } = settings
  const plan = (await visitPlanner({ id: projectId, quality }))(settings)
  const visit = { projectId, panelId: panel.id, kind: panel.kind, sharesIds, ids, isOpen, places, plan }
  const entry = await enterVisit(visit)
  if (entry.kind === 'refused') return refused(entry.reason)
  return { isOpen: true, slug, panelist: { projectId, raterId: entry.raterId, visitId: entry.visitId } }
}

/** Returns why the participant would not be let in now, or the terms to show first. */
export async function readEntry(
  panel: PanelEntry | null,
  query: AddressQuery,
): Promise<{ problem: EntryProblem | null; terms: OwnVisit | null }> {
  const vouched = await vouchedIds(panel, query)
  // Nobody learns from a made-up link who has taken part.
  if (!panel || 'problem' in vouched)
    return { problem: 'problem' in vouched ? vouched.problem : 'unknown', terms: null }
  const { id: panelId, projectId, kind, isOpen, settings } = panel
  const { sharesIds, places } = settings
  const found = await findEntry({ projectId, panelId, kind, sharesIds, ids: vouched.ids, isOpen, places })
  if (found.kind === 'refused') return { problem: found.reason, terms: null }
  const terms = found.kind === 'visit' && !found.goesOn ? null : await entryTerms(panel, found)
  return { problem: null, terms: terms && (terms.pay ?? terms.maxMinutes) !== null ? terms : null }
}

/**
 * Returns time and pay, those with which it began for a visit that goes on. Null if the participant sees them above a text
 * to read, or saw them there when the visit began.
 */
async function entryTerms({ projectId, settings, quality }: PanelEntry, found: FoundEntry): Promise<OwnVisit | null> {
  const raterId = found.kind === 'new' ? found.raterId : null
  const ready = raterId === null ? null : await findReadiness(projectId, raterId)
  if (ready ? ready.hasUnreadText : await hasTexts(projectId)) return null
  const project = { id: projectId, quality }
  if (found.kind === 'visit') return readVisitTerms(project, found.visit.id)
  return { plan: (await visitPlanner(project))(settings, ready), ...termsOf(settings) }
}

async function hasTexts(projectId: number): Promise<boolean> {
  const newest = await prisma.documentVersion.findMany({
    where: { projectId, language: null, kind: { in: ['consent', 'guidelines'] } },
    ...{ distinct: ['kind'], orderBy: [{ kind: 'asc' }, { version: 'desc' }], select: { text: true } },
  })
  return newest.some(({ text }) => text !== '')
}

/** Returns the ids of the address and whether they are signed, or the reason why they are rejected. */
async function vouchedIds(
  panel: PanelEntry | null,
  query: AddressQuery,
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
