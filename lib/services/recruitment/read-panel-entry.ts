import { type PanelSettings, panelSettings } from '@/lib/contracts/recruitment'
import { type Db, prisma } from '@/lib/db/client'
import type { PanelKind } from '@/lib/domain/recruitment/panel'
import { isUuid } from '@/lib/domain/uuid'

export interface PanelEntry {
  id: string
  projectId: number
  slug: string
  projectName: string
  kind: PanelKind
  isOpen: boolean
  settings: PanelSettings
}

/** Checks no access. Null if there is no such panel or its project is archived. */
export async function readPanelEntry(panelId: string, db: Db = prisma): Promise<PanelEntry | null> {
  if (!isUuid(panelId)) return null
  const row = await db.panel.findFirst({
    where: { id: panelId, project: { archivedAt: null } },
    include: { project: { select: { slug: true, name: true } } },
  })
  if (!row) return null
  const { id, projectId, kind, isOpen, project } = row
  const settings = panelSettings.parse(row.settings)
  return { id, projectId, slug: project.slug, projectName: project.name, kind, isOpen, settings }
}
