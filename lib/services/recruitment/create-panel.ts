import { type NewPanelInput, newPanelInput, type Panel } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { findPanels } from '@/lib/db/recruitment/panel-list-query'
import { writeAuditEvent } from '@/lib/db/session/transaction'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { panelView } from './panel-view'
import { visitPlanner } from './visit-plan'

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
