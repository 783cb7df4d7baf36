import type { Dashboard } from '@/lib/contracts/projects/dashboard'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { dashboardFacts } from './dashboard-facts'

export async function readDashboard(
  actor: Actor,
  slug: string,
  now = new Date(),
): Promise<{ name: string; description: string; dashboard: Dashboard }> {
  const { project } = await guardProject(actor, slug, 'admin')
  const { name, description } = project
  return { name, description, dashboard: await dashboardFacts(project, now) }
}
