import type { ClassPage } from '@/lib/contracts/class-page'
import type {
  GoldenPageInput,
  GoldenPageWorkspace,
  LastGoldenPage,
  NextGoldenPageInput,
} from '@/lib/contracts/golden/golden-page'
import { prisma } from '@/lib/db/client'
import {
  countGoldenCandidates,
  findGoldenCandidateIds,
  findGoldenImageIds,
  findLastGoldenPage,
  findOpenGoldenCandidates,
  findPagePictures,
  hasGoldenPage,
  type PagePictureRow,
  writeGoldenPage,
} from '@/lib/db/golden/golden-page-rows'
import { lockRater } from '@/lib/db/raters/rater-query'
import { inTransaction } from '@/lib/db/session/transaction'
import { findDocumentInForce } from '@/lib/db/texts/document-rows'
import type { Actor } from '@/lib/domain/permissions'
import { answerCode } from '@/lib/domain/rating/answer'
import { pagesOf } from '@/lib/domain/rating/class-pages'
import { picturesPerPage } from '@/lib/domain/rating/rating-limits'
import { imageUrl, withWikipedia } from '@/lib/services/access/shown-picture'
import { accessAsExpert, cannotBeAnswered, type ExpertAccess, requireSameRater } from './golden-expert'
import { addMissingCandidates } from './golden-image'

export const classPageOf = (slug: string, rows: readonly PagePictureRow[]): ClassPage => ({
  asked: withWikipedia(rows[0]!.shown),
  pictures: rows.map(({ candidateId, contentHash, width, height, license }) => ({
    candidateId,
    image: { url: imageUrl(slug, contentHash), width, height, license },
  })),
})

/** Pages sent in advance, so that experts can continue without network for a while. */
const pagesAhead = 2
const maxRows = (1 + pagesAhead) * picturesPerPage

/** Returns the expert's next class pages. Skipped pages come last. */
async function goldenPageWorkspaceOf(
  { project, raterId }: ExpertAccess,
  { later }: NextGoldenPageInput,
): Promise<GoldenPageWorkspace> {
  const expert = { projectId: project.id, raterId }
  const openWithout = (without: number[]) => findOpenGoldenCandidates(expert, { without, limit: maxRows + 1 })
  const [first, progress, guidelines] = await Promise.all([
    openWithout(later),
    countGoldenCandidates(expert),
    findDocumentInForce(project.id, 'guidelines', null),
  ])
  const rows = first.length > 0 || later.length === 0 ? first : await openWithout([])
  const hasMore = rows.length > maxRows
  const pages = pagesOf(rows.slice(0, maxRows), hasMore).slice(0, 1 + pagesAhead)
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
    project: { slug, name, hasGuidelines: guidelines !== null },
    raterId,
    task,
    ahead,
    progress,
  }
}

export const nextGoldenPage = async (
  actor: Actor,
  { slug, later }: NextGoldenPageInput & { slug: string },
): Promise<GoldenPageWorkspace> => goldenPageWorkspaceOf(await accessAsExpert(actor, slug), { later })

/** On opening, also adds candidates that new models propose for golden images. */
export async function openGoldenPages(
  actor: Actor,
  { slug, screens }: { slug: string; screens?: string },
): Promise<GoldenPageWorkspace> {
  const access = await accessAsExpert(actor, slug, screens)
  await addMissingCandidates(access.project.id, await findGoldenImageIds(access.project.id))
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
  return { page: classPageOf(slug, pictures), answers: rows.map(({ answer }) => answer) }
}

/** Stores the same golden answers as image by image. Sending again is safe, even after answers changed. */
export async function submitGoldenPage(
  actor: Actor,
  { slug, next, ...input }: GoldenPageInput & { slug: string },
): Promise<GoldenPageWorkspace> {
  const access = await accessAsExpert(actor, slug)
  requireSameRater(access, input.raterId)
  const expert = { projectId: access.project.id, raterId: access.raterId }
  const { submission: page, pageMs, pictures } = input
  await inTransaction(prisma, async (tx) => {
    await lockRater(expert.projectId, expert.raterId, tx)
    if (await hasGoldenPage(expert, page, tx)) return
    const ids = pictures.map(({ candidateId }) => candidateId)
    const known = new Set(await findGoldenCandidateIds(expert.projectId, ids, tx))
    // Pictures that have left the golden set meanwhile are dropped.
    const said = pictures.filter(({ candidateId }) => known.has(candidateId))
    if (said.length === 0) throw cannotBeAnswered('page of golden images')
    await writeGoldenPage(
      expert,
      said.map(({ candidateId, answer, position, shownMs, isRest }) => ({
        candidateId,
        answer: answerCode(answer),
        asked: { page, pageMs, position, shownMs, isRest },
      })),
      tx,
    )
  })
  return goldenPageWorkspaceOf(access, next)
}
