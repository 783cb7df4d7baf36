import type { ConfusionCounts, ConfusionMap } from '@/lib/contracts/classes/class'
import { findConfusedPairs, findConfusionsAmong } from '@/lib/db/classes/confused-pair-query'
import { prisma } from '@/lib/db/client'
import { confusionOrder } from '@/lib/domain/classes/confusion-order'
import { type Confuser, type ConfusionView, confusionAddress } from '@/lib/domain/classes/confusion-view'
import type { Actor } from '@/lib/domain/permissions'
import { guardProject } from '@/lib/services/access/guard-project'
import { classScope, countStateOf } from './class-scope'
import { confusedPairOf } from './confused-pair'

const pageSize = 25

export async function readClassPairs(actor: Actor, { slug, view }: { slug: string; view: ConfusionView }) {
  const { project } = await guardProject(actor, slug, 'admin')
  const scope = await classScope(project.id)
  const offsetOf = (page: number) => ({ limit: pageSize, offset: (page - 1) * pageSize })
  const [first, map, decidedCount] = await Promise.all([
    findConfusedPairs(scope, view, offsetOf(view.page)),
    confusionMapOf(scope, view.by),
    prisma.classPair.count({ where: { projectId: project.id } }),
  ])
  // A page past the end has no rows that contain the total.
  const found = first.rows.length > 0 || view.page === 1 ? first : await findConfusedPairs(scope, view, offsetOf(1))
  const pageCount = Math.max(1, Math.ceil(found.total / pageSize))
  return {
    ...countStateOf(scope),
    hasSimulated: project.hasSimulated,
    rows: found.rows.map((row) => confusedPairOf(row)),
    foundCount: found.total,
    decidedCount,
    pageCount,
    map,
    view: { ...view, page: found === first ? view.page : confusionAddress.initial.page },
  }
}

/** More rows and columns would be illegible. */
const mostClasses = 24
const mostPairs = 60

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
  const page = { limit: mostPairs, offset: 0 }
  const { rows } = await findConfusedPairs(scope, { ...confusionAddress.initial, by }, page)
  const chosen = new Set<number>()
  for (const { lowId, highId } of rows) {
    const added = [lowId, highId].filter((id) => !chosen.has(id))
    if (chosen.size + added.length <= mostClasses) for (const id of added) chosen.add(id)
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
