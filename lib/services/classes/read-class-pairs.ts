import type { ConfusionCounts, ConfusionMap } from '@/lib/contracts/classes/class'
import type { ProjectImage } from '@/lib/contracts/images/image'
import { findMistakenImages, findTogetherImages } from '@/lib/db/classes/class-image-query'
import { findClassPairHistory, findClassPairVotes, findDecidedPairs } from '@/lib/db/classes/class-pair-rows'
import { findClassFigures, findClassPictures } from '@/lib/db/classes/class-query'
import { findConfusedPairs, findConfusionsAmong } from '@/lib/db/classes/confused-pair-query'
import { prisma } from '@/lib/db/client'
import { type ClassPairDecision, decisionOf, kindOf } from '@/lib/domain/classes/class-pair'
import { confusionOrder } from '@/lib/domain/classes/confusion-order'
import { type Confuser, type ConfusionView, confusionAddress } from '@/lib/domain/classes/confusion-view'
import { pageOf } from '@/lib/domain/page-of'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { findProjectImages } from '@/lib/services/images/project-images'
import { classAgreement, classFactsOf } from './class-facts'
import { confusedPairOf, decidedPairOf } from './confused-pair'
import { classScope, countStateOf } from './count-classes'
import { getClassPair } from './decide-class-pair'
import { pairVoting } from './pair-voting'

const pageSize = 25

export async function readClassPairs(actor: Actor, { slug, view }: { slug: string; view: ConfusionView }) {
  const { project, projectId } = await guardProject(actor, slug, 'admin')
  const scope = await classScope(projectId)
  const read = (page: number) => findConfusedPairs(scope, view, { limit: pageSize, offset: (page - 1) * pageSize })
  const [first, map, decidedCount] = await Promise.all([
    read(view.page),
    confusionMapOf(scope, view.by),
    prisma.classPair.count({ where: { projectId } }),
  ])
  // A page past the end has no rows that contain the total, and becomes the last page.
  const { total } = first.rows.length > 0 || view.page === 1 ? first : await read(1)
  const { page, pageCount } = pageOf(total, view.page, pageSize)
  const { rows } = page === view.page ? first : await read(page)
  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    rows: rows.map((row) => confusedPairOf(row)),
    foundCount: total,
    decidedCount,
    pageCount,
    map,
    view: { ...view, page },
  }
}

/** More rows and columns would be illegible. */
const maxClasses = 24
const maxPairs = 60

/** Number of images on which the first class is taken for the second; symmetric if both are asked alike. */
const taken: Record<Confuser, (counts: ConfusionCounts) => number> = {
  any: ({ confusedCount }) => confusedCount,
  raters: ({ dividedCount }) => dividedCount,
  originals: ({ firstLostCount }) => firstLostCount,
  models: ({ firstNamedCount }) => firstNamedCount,
  together: ({ togetherCount }) => togetherCount,
}

/** Similar classes are next to each other. Rows are labels given or predicted, columns labels kept. */
async function confusionMapOf(scope: { projectId: number; runId: number | null }, by: Confuser): Promise<ConfusionMap> {
  if (scope.runId === null) return { classes: [], values: [] }
  const page = { limit: maxPairs, offset: 0 }
  const { rows } = await findConfusedPairs(scope, { ...confusionAddress.initial, by }, page)
  const chosen = new Set<number>()
  for (const { lowId, highId } of rows) {
    const added = [lowId, highId].filter((id) => !chosen.has(id))
    if (chosen.size + added.length <= maxClasses) for (const id of added) chosen.add(id)
  }
  const ids = [...chosen]
  const among = await findConfusionsAmong(scope, ids)
  const position = new Map(ids.map((id, at) => [id, at]))
  const size = ids.length
  const directed = new Float64Array(size * size)
  const strength = new Float64Array(size * size)
  const classes = new Map<number, { index: number; name: string }>()
  for (const row of among) {
    const [low, high] = [position.get(row.lowId) ?? 0, position.get(row.highId) ?? 0]
    classes.set(low, { index: row.lowIndex, name: row.lowName })
    classes.set(high, { index: row.highIndex, name: row.highName })
    directed[low * size + high] = taken[by](confusedPairOf(row).counts)
    directed[high * size + low] = taken[by](confusedPairOf(row, row.highId).counts)
    const both = directed[low * size + high]! + directed[high * size + low]!
    strength[low * size + high] = both
    strength[high * size + low] = both
  }
  const order = confusionOrder(strength, size)
  return {
    classes: order.map((at) => classes.get(at) ?? { index: -1, name: '' }),
    values: order.map((row) => order.map((column) => (row === column ? null : directed[row * size + column]!))),
  }
}

const imagesShown = 12
const picturesShown = 6

const pairImageSets = ['divided', 'firstLost', 'secondLost', 'firstNamed', 'secondNamed', 'together'] as const
type PairImageSet = (typeof pairImageSets)[number]

export async function readClassPair(
  actor: Actor,
  { slug, first, second }: { slug: string; first: number; second: number },
) {
  const { project } = await guardProject(actor, slug, 'admin')
  const pair = await getClassPair(project.id, [first, second])
  const scope = await classScope(project.id)
  const key = { projectId: project.id, lowId: pair.lowId, highId: pair.highId }
  const [agreement, counted, votes, [decided], history, images] = await Promise.all([
    classAgreement(project.id),
    findConfusionsAmong(scope, [pair.lowId, pair.highId]),
    findClassPairVotes({ projectId: project.id, first: pair.first.id, second: pair.second.id }),
    findDecidedPairs(project.id, [pair.lowId, pair.highId]),
    findClassPairHistory(key),
    mistaken(scope, pair.first.id, pair.second.id),
  ])
  const voting = pairVoting(votes)
  const shown = { ...images, divided: voting.divided.slice(0, imagesShown) }
  const found = await findProjectImages(project.id, scope.runId, [...new Set(Object.values(shown).flat())])
  const byId = new Map(found.map((image) => [image.id, image]))
  const sides = await Promise.all(
    [pair.first, pair.second].map(async (row) => {
      const { projectId, runId } = scope
      const figures = runId === null ? null : await findClassFigures({ projectId, runId, classId: row.id })
      return classFactsOf(row, { figures, agreement: agreement.get(row.id) ?? null })
    }),
  )
  const pictures = await Promise.all(
    [pair.first, pair.second].map(({ id }) =>
      findClassPictures({ projectId: project.id, runId: scope.runId, classId: id, limit: picturesShown }),
    ),
  )
  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    first: sides[0]!,
    second: sides[1]!,
    pictures: { first: pictures[0]!, second: pictures[1]! },
    confusion: counted[0] ? confusedPairOf(counted[0], pair.first.id) : null,
    voting: { matrix: voting.matrix, agreement: voting.agreement, dividedCount: voting.divided.length },
    images: Object.fromEntries(
      pairImageSets.map((set) => [set, shown[set].flatMap((id) => byId.get(id) ?? [])]),
    ) as Record<PairImageSet, ProjectImage[]>,
    decided: decided ? decidedPairOf(decided, pair.isLow) : null,
    history: history.map(({ at, author, after }) => ({
      ...{ at: at.toISOString(), author },
      after: after && { decision: seenFrom(pair.isLow, after.decision), note: after.note },
    })),
  }
}

/** Turns a stored decision, seen from the class with the lower id, to the first of the two classes. */
const seenFrom = (isLow: boolean, decision: ClassPairDecision) => decisionOf(kindOf(decision, true), isLow)

async function mistaken(
  { projectId, runId }: { projectId: number; runId: number | null },
  first: number,
  second: number,
) {
  if (runId === null) return { firstLost: [], secondLost: [], firstNamed: [], secondNamed: [], together: [] }
  const scope = { projectId, runId, limit: imagesShown }
  const [firstLost, secondLost, firstNamed, secondNamed, together] = await Promise.all([
    findMistakenImages({ ...scope, instead: first, kept: second, by: 'original' }),
    findMistakenImages({ ...scope, instead: second, kept: first, by: 'original' }),
    findMistakenImages({ ...scope, instead: first, kept: second, by: 'model' }),
    findMistakenImages({ ...scope, instead: second, kept: first, by: 'model' }),
    findTogetherImages({ ...scope, first, second }),
  ])
  return { firstLost, secondLost, firstNamed, secondNamed, together }
}
