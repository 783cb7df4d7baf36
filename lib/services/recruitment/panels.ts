import { type NewPanelInput, newPanelInput, type Panel, type PanelInput, panelInput } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { findPanels } from '@/lib/db/recruitment/panel-list-query'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { isUuid } from '@/lib/domain/uuid'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { type BasedOn, refuseStale } from '@/lib/services/access/refuse-stale'
import { panelView } from './panel-view'
import { visitPlanner } from './visit-plan'

/** Newest first. For admins only, since it includes completion codes and keys. */
export async function listPanels(actor: Actor, slug: string, db: Db = prisma): Promise<{ panels: Panel[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [rows, planOf] = await Promise.all([findPanels(project.id, null, db), visitPlanner(project, db)])
  return { panels: rows.map((row) => panelView(row, planOf)) }
}

/** A generic panel always signs its addresses. */
export async function createPanel(
  actor: Actor,
  { slug, panel }: { slug: string; panel: NewPanelInput },
  db: Db = prisma,
): Promise<Panel> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const { kind, name, settings } = newPanelInput.parse(panel)
  const { id } = await db.panel.create({
    data: {
      projectId: project.id,
      kind,
      name,
      settings: { ...settings, isSigned: kind === 'generic' || settings.isSigned },
    },
  })
  await writeAuditEvent(db, {
    projectId: project.id,
    userId,
    action: 'panel.create',
    details: { panelId: id, kind, name },
  })
  const [row] = await findPanels(project.id, id, db)
  return panelView(row!, await visitPlanner(project, db))
}

/** When a panel is closed, no new visits start, and existing ones go on. */
export async function updatePanel(
  actor: Actor,
  { slug, panelId, change, basedOn }: { slug: string; panelId: string; change: PanelInput; basedOn?: BasedOn },
  db: Db = prisma,
): Promise<Panel> {
  const { project, userId } = await guardProject(actor, slug, 'admin', db)
  const [known] = isUuid(panelId) ? await findPanels(project.id, panelId, db) : []
  if (!known) throw notFound('panel')
  const { name, settings, isOpen } = panelInput.parse(change)
  const planOf = await visitPlanner(project, db)
  refuseStale(panelView(known, planOf), change, basedOn)
  await db.panel.update({
    where: { projectId_id: { projectId: project.id, id: known.id } },
    data: {
      ...(name !== undefined && { name }),
      ...(isOpen !== undefined && { isOpen }),
      ...(settings && { settings: { ...settings, isSigned: known.kind === 'generic' || settings.isSigned } }),
    },
  })
  // Codes are worth money, so they are not in the audit trail.
  const details = { panelId: known.id, name, isOpen, hasNewSettings: settings !== undefined }
  await writeAuditEvent(db, { projectId: project.id, userId, action: 'panel.change', details })
  const [row] = await findPanels(project.id, known.id, db)
  return panelView(row!, planOf)
}
