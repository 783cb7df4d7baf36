import type { GoldenPageWorkspace, LastGoldenPage, NextGoldenPageInput } from '@/lib/contracts/golden/golden-page'
import {
  countGoldenCandidates,
  findGoldenImageIds,
  findLastGoldenPage,
  findOpenGoldenCandidates,
  findPagePictures,
} from '@/lib/db/golden/golden-page-rows'
import { findNewestDocument } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { answerOf } from '@/lib/domain/rating/answer'
import { pagesOf } from '@/lib/domain/rating/class-pages'
import { picturesPerPage } from '@/lib/domain/rating/grid-page'
import { classPageOf } from './class-page'
import { accessAsExpert, type ExpertAccess } from './golden-expert'
import { topUpCandidates } from './open-golden-image'

/** Pages sent in advance, so that experts can continue without network for a while. */
const pagesAhead = 2
const mostRows = (1 + pagesAhead) * picturesPerPage

/** Returns the expert's next class pages. Skipped pages come last. */
export async function goldenPageWorkspaceOf(
  { project, raterId }: ExpertAccess,
  { later }: NextGoldenPageInput,
): Promise<GoldenPageWorkspace> {
  const expert = { projectId: project.id, raterId }
  const openWithout = (without: number[]) => findOpenGoldenCandidates(expert, { without, limit: mostRows + 1 })
  const [first, progress, guidelines] = await Promise.all([
    openWithout(later),
    countGoldenCandidates(expert),
    findNewestDocument(project.id, 'guidelines', null),
  ])
  const rows = first.length > 0 || later.length === 0 ? first : await openWithout([])
  const hasMore = rows.length > mostRows
  const pages = pagesOf(rows.slice(0, mostRows), hasMore).slice(0, 1 + pagesAhead)
  const shown = await findPagePictures(
    expert,
    pages.flat().map(({ candidateId }) => candidateId),
  )
  const [task = null, ...ahead] = pages.flatMap((page) => {
    const known = page.flatMap(({ candidateId }) => shown.get(candidateId) ?? [])
    return known.length > 0 ? [classPageOf(project.slug, known)] : []
  })
  const { slug, name } = project
  return {
    project: { slug, name, hasGuidelines: guidelines !== null && guidelines.text !== '' },
    raterId,
    task,
    ahead,
    progress,
  }
}

export async function nextGoldenPage(
  actor: Actor,
  { slug, later }: NextGoldenPageInput & { slug: string },
): Promise<GoldenPageWorkspace> {
  return goldenPageWorkspaceOf(await accessAsExpert(actor, slug), { later })
}

/** On opening, also adds candidates that new models propose for golden images. */
export async function openGoldenPages(
  actor: Actor,
  { slug, screens }: { slug: string; screens?: string },
): Promise<GoldenPageWorkspace> {
  const access = await accessAsExpert(actor, slug, screens)
  await topUpCandidates(access.project.id, await findGoldenImageIds(access.project.id))
  return goldenPageWorkspaceOf(access, { later: [] })
}

export async function readLastGoldenPage(actor: Actor, { slug }: { slug: string }): Promise<LastGoldenPage> {
  const { project, raterId } = await accessAsExpert(actor, slug)
  const rows = await findLastGoldenPage({ projectId: project.id, raterId })
  const shown = await findPagePictures(
    { projectId: project.id, raterId },
    rows.map(({ candidateId }) => candidateId),
  )
  const pictures = rows.flatMap(({ candidateId }) => shown.get(candidateId) ?? [])
  if (pictures.length === 0) return { page: null, answers: [] }
  return { page: classPageOf(slug, pictures), answers: rows.map(({ answer }) => answerOf(answer)) }
}
