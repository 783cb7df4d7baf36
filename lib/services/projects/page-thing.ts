import { cache } from 'react'
import { prisma } from '@/lib/db/client'
import { addressId } from '@/lib/domain/address-id'
import type { Actor } from '@/lib/domain/permissions'
import { type PageId, pageAddress, pageAt } from '@/lib/domain/projects/project-pages'
import { guardProject } from '@/lib/services/access/guard-project'

/** The names are the parts of the address below the page. */
type Find = (projectId: number, ...names: string[]) => Promise<string | null>

const byId =
  (find: (where: { projectId: number; id: number }) => Promise<string | undefined>): Find =>
  async (projectId, name = '') => {
    const id = addressId(name)
    return id === null ? null : ((await find({ projectId, id })) ?? null)
  }

const select = { name: true }

const findClass = byId(
  async ({ projectId, id }) => (await prisma.class.findFirst({ where: { projectId, classIndex: id }, select }))?.name,
)

/** Name of the thing that a page is about, found by its key as the page finds it, by the page that it belongs to. */
const things: Partial<Record<PageId, Find>> = {
  batches: byId(
    async (where) => (await prisma.batch.findFirst({ where: { ...where, state: { not: 'draft' } }, select }))?.name,
  ),
  classes: findClass,
  classPairs: async (projectId, first, second) => {
    const [one, other] = await Promise.all([first, second].map((index) => findClass(projectId, index ?? '')))
    return one != null && other != null && first !== second ? `${one} and ${other}` : null
  },
  experiments: byId(async (where) => (await prisma.experiment.findFirst({ where, select }))?.name),
  models: byId(async (where) => (await prisma.model.findFirst({ where, select }))?.name),
  raters: byId(async (where) => ((await prisma.rater.count({ where })) > 0 ? String(where.id) : undefined)),
  releases: async (projectId, version = '') => {
    if (version.includes('\0')) return null
    const where = { projectId, version, NOT: { publishedAt: null } }
    return (await prisma.release.count({ where })) > 0 ? version : null
  },
  reviews: byId(async (where) => (await prisma.review.findFirst({ where, select }))?.name),
  runs: byId(async (where) => ((await prisma.aggregationRun.count({ where })) > 0 ? String(where.id) : undefined)),
}

/**
 * Finds the thing that a page is about, once for its status and its title. Undefined if the page is not about one, null
 * if there is no such thing.
 */
const findThing = cache(async (actor: Actor, slug: string, path: string): Promise<string | null | undefined> => {
  const asked = pageAt(slug, path)
  // The kinds of texts share one page.
  if (!asked) return path.startsWith(`/projects/${slug}/texts/`) ? null : undefined
  const names = path.slice(pageAddress(slug, asked.page.id).length + 1).split('/')
  const find = things[asked.page.id]
  if (!names[0] || !find || names[0] === 'compare') return undefined
  const { projectId } = await guardProject(actor, slug, asked.page.role)
  return find(projectId, ...names.map(decodeURIComponent))
})

/** Whether a page about one thing, such as a rater, will say that there is no such thing. For those who may open it. */
export const isPageMissing = async (actor: Actor, slug: string, path: string): Promise<boolean> =>
  (await findThing(actor, slug, path)) === null

/** Returns the name of the thing that a page is about. Null if there is no such thing. */
export const readThingName = async (actor: Actor, slug: string, path: string): Promise<string | null> =>
  (await findThing(actor, slug, path)) ?? null
