import type { SearchHit } from '@/lib/contracts/projects/project'
import { searchClasses } from '@/lib/db/classes/class-query'
import { prisma } from '@/lib/db/client'
import { searchImages, searchRaters } from '@/lib/db/projects/search-query'
import { type Actor, canAdminister } from '@/lib/domain/permissions'
import { projectHome } from '@/lib/domain/projects/project-home'
import { matchRank, parseSearchedNumber } from '@/lib/domain/projects/search'
import { guardProject } from '@/lib/services/access/guard-project'

/** Maximum results of each kind. With more, another letter is faster than scrolling. */
const most = 6

async function searchProjects(userId: string | null, slug: string, text: string): Promise<SearchHit[]> {
  if (!userId) return []
  const own = await prisma.project.findMany({
    where: { archivedAt: null, deletedAt: null, memberships: { some: { userId } }, slug: { not: slug } },
    select: { slug: true, name: true, memberships: { where: { userId }, select: { role: true } } },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
  })
  return own
    .flatMap((project) => {
      const rank = matchRank(project.name, text) ?? matchRank(project.slug, text)
      return rank === null ? [] : [{ ...project, rank }]
    })
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ slug, name, memberships }) => ({
      kind: 'project',
      title: name,
      hint: slug,
      href: projectHome(slug, memberships[0]!.role),
    }))
}

/** Ranks matching classes: own names before other names and ids. */
function bestClasses<Row extends { name: string; index: number }>(classes: readonly Row[], text: string): Row[] {
  const rank = ({ name, index }: Row) => (String(index) === text ? -1 : (matchRank(name, text) ?? 4))
  return [...classes].sort((one, other) => rank(one) - rank(other)).slice(0, most)
}

async function searchContents(project: { id: number; slug: string }, text: string): Promise<SearchHit[]> {
  const asked = parseSearchedNumber(text)
  const isAsked = (kind: SearchHit['kind']) => !asked?.kind || asked.kind === kind
  const wanted = asked?.kind ? String(asked.number) : text
  const search = { projectId: project.id, text: wanted, number: asked?.number ?? null, limit: most }
  const [classes, images, raters] = await Promise.all([
    isAsked('class') ? searchClasses(project.id, wanted, 60) : [],
    isAsked('image') ? searchImages(search) : [],
    isAsked('rater') ? searchRaters(search) : [],
  ])
  const address = `/projects/${project.slug}`
  return [
    ...bestClasses(classes, wanted).map(
      ({ name, index, externalId }): SearchHit => ({
        kind: 'class',
        title: name,
        hint: [index, externalId].filter((part) => part !== null).join(' · '),
        href: `${address}/classes/${index}`,
      }),
    ),
    ...images.map(
      ({ id, position, fileName }): SearchHit => ({
        kind: 'image',
        title: fileName,
        hint: `Position ${position}`,
        href: `${address}/images?image=${id}`,
      }),
    ),
    ...raters.map(
      ({ id, kind, isExpert, externalId }): SearchHit => ({
        kind: 'rater',
        title: `Rater ${id}`,
        hint: [isExpert && 'expert', kind !== 'human' && kind, externalId].filter(Boolean).join(' · '),
        href: `${address}/raters/${id}`,
      }),
    ),
  ]
}

/** Finds the actor's other projects and, for admins, classes, images and raters here. The caller matches pages. */
export async function searchProject(
  actor: Actor,
  { slug, query }: { slug: string; query: string },
): Promise<{ found: SearchHit[] }> {
  const { project, role, userId } = await guardProject(actor, slug, 'expert')
  const [projects, contents] = await Promise.all([
    searchProjects(userId, slug, query),
    canAdminister(role) ? searchContents(project, query) : [],
  ])
  return { found: [...projects, ...contents] }
}
