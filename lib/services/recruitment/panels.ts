import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import {
  type NewPanelInput,
  newPanelInput,
  type Panel,
  type PanelInput,
  type PanelSettings,
  panelInput,
  panelSettings,
} from '@/lib/contracts/recruitment'
import { prisma } from '@/lib/db/client'
import { findPanels, lockPanel, type PanelRow } from '@/lib/db/recruitment/panel-list-query'
import { inTransaction, writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { idNames, type PanelIds, type PanelKind, signedText } from '@/lib/domain/recruitment/panel'
import { isUuid } from '@/lib/domain/uuid'
import { env } from '@/lib/env'
import { AppError, notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BaselineValues, refuseStale } from '@/lib/services/access/refuse-stale'
import { panelCosts } from './panel-visits'
import { visitPlanner } from './visits'

/** Newest first. For admins only, since it includes completion codes and keys. */
export async function listPanels(actor: Actor, slug: string): Promise<{ panels: Panel[] }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const [rows, planOf, costsOf] = await Promise.all([
    findPanels(projectId, null),
    visitPlanner(project),
    panelCosts(project),
  ])
  return { panels: rows.map((row) => panelView(row, planOf, costsOf(row.id))) }
}

/** A generic panel always signs its addresses. */
export async function createPanel(
  actor: Actor,
  { slug, panel }: { slug: string; panel: NewPanelInput },
): Promise<Panel> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  const { kind, name, settings } = newPanelInput.parse(panel)
  const planOf = await visitPlanner(project)
  return inTransaction(prisma, async (tx) => {
    const { id } = await tx.panel.create({
      data: {
        projectId,
        kind,
        name,
        settings: { ...settings, isSigned: kind === 'generic' || settings.isSigned },
      },
    })
    await writeAuditEvent(tx, { projectId, userId, action: 'panel.create', details: { panelId: id, kind, name } })
    const [row] = await findPanels(projectId, id, tx)
    return panelView(row!, planOf)
  })
}

/** When a panel is closed, no new visits start, and existing ones go on. */
export async function updatePanel(
  actor: Actor,
  { slug, panelId, change, basedOn }: { slug: string; panelId: string; change: PanelInput; basedOn?: BaselineValues },
): Promise<Panel> {
  const { project, projectId, userId } = await guardProject(actor, slug, 'admin')
  if (!isUuid(panelId)) throw notFound('panel')
  const { name, settings, isOpen } = panelInput.parse(change)
  const [planOf, costsOf] = await Promise.all([visitPlanner(project), panelCosts(project)])
  return inTransaction(prisma, async (tx) => {
    await lockPanel(projectId, panelId, tx)
    const [known] = await findPanels(projectId, panelId, tx)
    if (!known) throw notFound('panel')
    refuseStale(panelView(known, planOf), change, basedOn)
    await tx.panel.update({
      where: { projectId_id: { projectId, id: known.id } },
      data: {
        ...(name !== undefined && { name }),
        ...(isOpen !== undefined && { isOpen }),
        ...(settings && { settings: { ...settings, isSigned: known.kind === 'generic' || settings.isSigned } }),
      },
    })
    // Codes are worth money, so they are not in the audit trail.
    const details = { panelId: known.id, name, isOpen, hasNewSettings: settings !== undefined }
    await writeAuditEvent(tx, { projectId, userId, action: 'panel.change', details })
    const [row] = await findPanels(projectId, known.id, tx)
    return panelView(row!, planOf, costsOf(known.id))
  })
}

const entryUrl = (id: string) => `${env.NEXTAUTH_URL ?? ''}/p/${id}`
const withIds = (kind: PanelKind, { pid, study, session }: PanelIds) =>
  `${idNames[kind].pid}=${pid}&${idNames[kind].study}=${study}&${idNames[kind].session}=${session}`

/** Returns the entry address of a panel. Prolific fills in its own placeholders, a generic panel those of its own. */
function entryAddress(id: string, kind: PanelKind): string {
  if (kind === 'generic')
    return `${entryUrl(id)}?${withIds(kind, { pid: 'PID', study: 'STUDY', session: 'SESSION' })}&sig=SIGNATURE`
  const { pid, study, session } = idNames.prolific
  const placeholders = { pid: `{{%${pid}%}}`, study: `{{%${study}%}}`, session: `{{%${session}%}}` }
  return `${entryUrl(id)}?${withIds(kind, placeholders)}`
}

const example: Record<PanelKind, PanelIds> = {
  prolific: {
    pid: '000000000000000000000abc',
    study: '000000000000000000000001',
    session: '000000000000000000000002',
  },
  generic: { pid: 'example', study: 'try-out', session: 'visit-1' },
}

function exampleAddress(id: string, kind: PanelKind, { isSigned }: PanelSettings): string | null {
  if (kind === 'prolific') return isSigned ? null : `${entryUrl(id)}?${withIds(kind, example.prolific)}`
  return `${entryUrl(id)}?${withIds(kind, example.generic)}&sig=${panelSignature(id, example.generic)}`
}

function panelView(
  row: PanelRow,
  planOf: (settings: PanelSettings) => Panel['plan'],
  costs: Panel['visits']['costs'] = [],
): Panel {
  const { id, kind, name, isOpen, createdAt, settings: stored, ...visits } = row
  const settings = panelSettings.parse(stored)
  return {
    ...{ id, kind, name, settings, isOpen, createdAt },
    entryAddress: entryAddress(id, kind),
    exampleAddress: exampleAddress(id, kind, settings),
    secret: kind === 'generic' ? panelSecret(id) : null,
    plan: planOf(settings),
    visits: { ...visits, costs },
  }
}

export interface PanelEntry {
  id: string
  projectId: number
  slug: string
  projectName: string
  kind: PanelKind
  isOpen: boolean
  settings: PanelSettings
  /** The project's quality settings. */
  quality: unknown
}

/** Checks no access. Null if there is no such panel or its project is archived. */
export async function readPanelEntry(panelId: string): Promise<PanelEntry | null> {
  if (!isUuid(panelId)) return null
  const row = await prisma.panel.findFirst({
    where: { id: panelId, project: { archivedAt: null } },
    include: { project: { select: { slug: true, name: true, quality: true } } },
  })
  if (!row) return null
  const { id, projectId, kind, isOpen, project } = row
  const settings = panelSettings.parse(row.settings)
  const { slug, name: projectName, quality } = project
  return { id, projectId, slug, projectName, kind, isOpen, settings, quality }
}

/** Derives the key that signs a generic panel's addresses from the server's secret; it is not stored. */
function panelSecret(panelId: string): string {
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
