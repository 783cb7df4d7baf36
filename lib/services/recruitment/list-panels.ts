import type { Panel } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import { findPanels } from '@/lib/db/recruitment/panel-list-query'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { panelView } from './panel-view'
import { visitPlanner } from './visit-plan'

/** Newest first. For admins only, since it includes completion codes and keys. */
export async function listPanels(actor: Actor, slug: string, db: Db = prisma): Promise<{ panels: Panel[] }> {
  const { project } = await guardProject(actor, slug, 'admin', db)
  const [rows, planOf] = await Promise.all([findPanels(project.id, null, db), visitPlanner(project, db)])
  return { panels: rows.map((row) => panelView(row, planOf)) }
}
