import { prisma } from '@/lib/db/client'
import { addressId } from '@/lib/domain/address-id'
import type { Actor } from '@/lib/domain/permissions'
import { type PageId, pageAddress, pageAt } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'

type Count = (projectId: number, name: string) => Promise<number>

const byId =
  (count: (where: { projectId: number; id: number }) => Promise<number>): Count =>
  async (projectId, name) => {
    const id = addressId(name)
    return id === null ? 0 : count({ projectId, id })
  }

/** Counts the thing that a page is about, found by its key as the page finds it, by the page that it belongs to. */
const things: Partial<Record<PageId, Count>> = {
  batches: byId((where) => prisma.batch.count({ where: { ...where, state: { not: 'draft' } } })),
  classes: byId(({ projectId, id }) => prisma.class.count({ where: { projectId, classIndex: id } })),
  experiments: byId((where) => prisma.experiment.count({ where })),
  models: byId((where) => prisma.model.count({ where })),
  raters: byId((where) => prisma.rater.count({ where })),
  releases: async (projectId, version) =>
    version.includes('\0') ? 0 : prisma.release.count({ where: { projectId, version, NOT: { publishedAt: null } } }),
  reviews: byId((where) => prisma.review.count({ where })),
  runs: byId((where) => prisma.aggregationRun.count({ where })),
}

/** Whether a page about one thing, such as a rater, will say that there is no such thing. For those who may open it. */
export async function isPageMissing(actor: Actor, slug: string, path: string): Promise<boolean> {
  const asked = pageAt(slug, path)
  // The kinds of texts share one page.
  if (!asked) return path.startsWith(`/projects/${slug}/texts/`)
  const [name] = path.slice(pageAddress(slug, asked.page.id).length + 1).split('/')
  const count = things[asked.page.id]
  if (!name || !count || name === 'compare') return false
  const { projectId } = await guardProject(actor, slug, asked.page.role)
  return (await count(projectId, decodeURIComponent(name))) === 0
}
