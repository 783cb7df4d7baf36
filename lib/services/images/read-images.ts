import {
  type ImageDetail,
  type ImagePage,
  type ImageTotal,
  type PairFacts,
  type ProjectImage,
  runImageCounts,
} from '@/lib/contracts/images/image'
import { prisma } from '@/lib/db/client'
import {
  findImageAdjudications,
  findImageFlags,
  findImageGoldenAnswers,
  findImagePredictions,
  findImageStops,
} from '@/lib/db/images/image-fact-query'
import { type ImageScope, isNarrow } from '@/lib/db/images/image-filter-sql'
import {
  countImages,
  findImageAfter,
  findImagePage,
  findNeighbours,
  type ListShape,
} from '@/lib/db/images/image-page-query'
import { findVotes } from '@/lib/db/images/image-table-query'
import { countRunImages } from '@/lib/db/runs/run-figures-query'
import { goldenTruthOf } from '@/lib/domain/golden/golden-truth-rule'
import { type ImageFilter, imageAddress, showsAllByPosition, usesOnlyRunValues } from '@/lib/domain/images/image-filter'
import type { Actor } from '@/lib/domain/permissions'
import { defaultDisagreement, defaultMargin } from '@/lib/domain/runs/image-doubt'
import { notFound } from '@/lib/errors'
import { guardProject } from '@/lib/services/access/guard-project'
import { keptFigure } from '@/lib/services/kept-figure'
import { largeProjectKey } from '@/lib/services/large-project'
import { memoize, shareRunning, waitAtMost } from '@/lib/services/memoize'
import { imageScope } from './image-scope'
import { findProjectImages } from './project-images'

const keepCounts = keptFigure(runImageCounts, 2_000)

const pageCountOf = (total: number, pageSize: number) => Math.max(1, Math.ceil(total / pageSize))

type Listed = Awaited<ReturnType<typeof imageScope>>

/** Reads a page and, unless it takes long, the total. A page past the end becomes the last one. */
async function readPage(
  { scope, run }: Listed,
  { page: asked, pageSize }: { page: number; pageSize: number },
  count?: typeof countImages,
) {
  let { ids, page, total } = await findImagePage(scope, { page: asked, pageSize })
  if (total === null && ids.length === 0) {
    total = await countList(scope, run, count)
    ;({ ids, page } = await findImagePage(scope, { page: pageCountOf(total, pageSize), pageSize }))
  }
  const [images, counted] = await Promise.all([
    findProjectImages(scope.projectId, scope.runId, ids),
    total ?? countListIfQuick(scope, run, count),
  ])
  return { images, page, total: counted, pageCount: counted === null ? null : pageCountOf(counted, pageSize) }
}

/** Counts the images of a list that `listImages` returned without a total. */
export async function countListedImages(
  actor: Actor,
  { slug, filter }: { slug: string; filter: ImageFilter },
  count?: typeof countImages,
): Promise<ImageTotal> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { scope, run } = await imageScope(projectId, filter, prisma)
  return { total: await countList(scope, run, count) }
}

/** The total is null if the count takes long in a large project. */
export async function listImages(
  actor: Actor,
  { slug, filter, pageSize }: { slug: string; filter: ImageFilter; pageSize: number },
  count?: typeof countImages,
): Promise<ImagePage & { filter: ImageFilter }> {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const listed = await imageScope(projectId, filter, prisma)
  const { scope, runs, run } = listed
  const [page, filterClass, models, counts] = await Promise.all([
    readPage(listed, { page: filter.page, pageSize }, count),
    filter.classIndex === null
      ? null
      : prisma.class.findUnique({ where: { projectId_classIndex: { projectId, classIndex: filter.classIndex } } }),
    prisma.model.findMany({ where: { projectId }, select: { name: true }, orderBy: { id: 'asc' } }),
    run &&
      keepCounts(
        {
          projectId,
          name: `images of run ${run.id}`,
          basis: `${run.createdAt} ${defaultDisagreement} ${defaultMargin}`,
        },
        () => countRunImages({ projectId, runId: run.id, disagreement: defaultDisagreement, margin: defaultMargin }),
      ),
  ])
  return {
    hasSimulated: project.hasSimulated,
    ...page,
    ...{ pageSize, runs, run, counts, readAt: new Date().toISOString() },
    models: models.map(({ name }) => name),
    filter: { ...scope.filter, page: page.page },
    filterClass: filterClass && {
      name: filterClass.name,
      externalId: filterClass.externalId,
      index: filterClass.classIndex,
    },
  }
}

export async function readImageDetail(
  actor: Actor,
  { slug, imageId, filter }: { slug: string; imageId: number; filter: ImageFilter },
): Promise<ImageDetail> {
  const { projectId } = await guardProject(actor, slug, 'admin')
  const { scope, run } = await imageScope(projectId, filter, prisma)
  const [[image], neighbours] = await Promise.all([
    findProjectImages(projectId, scope.runId, [imageId]),
    keptShape(scope, run).then((shape) => findNeighbours(scope, imageId, shape)),
  ])
  if (!image) throw notFound('image')
  const { isShown, before, previousId, nextId } = neighbours
  return {
    image,
    ...(await imageFacts(projectId, scope.runId, image)),
    position: isShown ? before + 1 : null,
    previousId,
    nextId,
  }
}

type Golden = Awaited<ReturnType<typeof findImageGoldenAnswers>>[number]

function truthOf(answers: Omit<Golden, 'candidateId'>[]): PairFacts['truth'] {
  const said = answers.filter(({ isExpert, source }) => isExpert && source === 'expert')
  const conclusion = answers.at(0)?.conclusion ?? null
  const holds = goldenTruthOf({
    asked: said.length,
    yes: said.filter(({ answer }) => answer === 'yes').length,
    conclusion,
  })
  return holds === null ? null : { holds, isConcluded: conclusion === 0 || conclusion === 2 }
}

/** Returns the rows about one candidate, without its id. */
const about = <Row extends { candidateId: number }>(candidateId: number, rows: readonly Row[]) =>
  rows.filter((row) => row.candidateId === candidateId).map(({ candidateId: _, ...row }) => row)

/** Everything about an image besides its scores. */
async function imageFacts(projectId: number, runId: number | null, image: ProjectImage) {
  const [votes, golden, adjudications, predictions, flags, stops] = await Promise.all([
    findVotes(projectId, runId, [image.id]),
    findImageGoldenAnswers(projectId, image.id),
    findImageAdjudications(projectId, image.id),
    findImagePredictions(projectId, image.id),
    findImageFlags(projectId, image.id),
    findImageStops(projectId, image.id),
  ])
  const facts = image.pairs.map(({ candidateId, class: { index } }): PairFacts => {
    const answers = about(candidateId, golden)
    return {
      candidateId,
      votes: about(candidateId, votes),
      truth: truthOf(answers),
      golden: answers.map(({ conclusion: _, ...by }) => by),
      adjudications: about(candidateId, adjudications),
      models: predictions
        .filter(({ classIndex }) => classIndex === index)
        .map(({ model, rank }) => ({ name: model, rank: rank + 1 })),
      stop: about(candidateId, stops).at(0) ?? null,
    }
  })
  return { facts, flags }
}

// A run never changes, so lists that depend on it alone are counted only once.
const totals = memoize<number>(2_000)
const runningCounts = shareRunning<number>()
const shapes = memoize<ListShape | null>(2_000)

type RunOfList = { id: number; createdAt: string } | null

/** Identifies a list that depends on its run alone; null for other lists, and for those whose scores must be read. */
function listKey(scope: ImageScope, run: RunOfList): string | null {
  if (!run || isNarrow(scope) || showsAllByPosition(scope.filter) || !usesOnlyRunValues(scope.filter)) return null
  const { isChanged, isRated, labels, disagreement, margin, score } = scope.filter
  return JSON.stringify([
    scope.projectId,
    run.id,
    run.createdAt,
    isChanged,
    isRated,
    labels,
    disagreement,
    margin,
    score,
  ])
}

const listTotal = (scope: ImageScope, run: RunOfList, largeKey: string | null, count: typeof countImages) => {
  const key = listKey(scope, run)
  if (key !== null) return totals(key, () => count(scope))
  if (largeKey === null) return count(scope)
  const list = imageAddress.write({ ...scope.filter, page: 1, image: null })
  return runningCounts(`${largeKey} ${run?.id} ${list}`, () => count(scope))
}

/**
 * Counts the images of a list, each time unless the list depends on its run alone. In a large project, concurrent
 * requests share a count, unless an admin has changed something since it started.
 */
export const countList = async (scope: ImageScope, run: RunOfList, count = countImages): Promise<number> =>
  listTotal(scope, run, await largeProjectKey(scope.projectId), count)

/** If the count of a list in a large project takes longer than this, the list is shown before its total. */
const waitMs = 50

/** Does the same, but returns null if it takes long in a large project. The count goes on, for others to share. */
export async function countListIfQuick(scope: ImageScope, run: RunOfList, count = countImages): Promise<number | null> {
  const largeKey = await largeProjectKey(scope.projectId)
  const total = listTotal(scope, run, largeKey, count)
  return largeKey === null ? total : waitAtMost(total, waitMs)
}

/** Null if the list is empty or its images are counted each time. */
export async function keptShape(scope: ImageScope, run: RunOfList): Promise<ListShape | null> {
  const key = listKey(scope, run)
  if (key === null) return null
  return shapes(`${key} ${scope.filter.order}`, async () => {
    const total = await totals(key, () => countImages(scope))
    const middle = await findImageAfter(scope, Math.floor(total / 2))
    return middle && { total, ...middle }
  })
}
