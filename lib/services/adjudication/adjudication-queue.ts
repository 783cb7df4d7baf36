import {
  findDifferingPairs,
  findPairsBeside,
  findScoreTotal,
  findTakenTotal,
  type OpenPairRow,
  type QueueScope,
} from '@/lib/db/adjudication/adjudication-queue-query'
import { type Db, prisma } from '@/lib/db/client'
import type { QueueKind } from '@/lib/domain/adjudication/adjudication'
import { type ExpectedChange, expectedChange } from '@/lib/evaluation/expected-change'
import { memoize } from '@/lib/services/memoize'

export interface QueuedPair extends ExpectedChange {
  candidateId: number
  imageId: number
  score: number
  kind: QueueKind
}

export interface Queue {
  counts: { near: number; differ: number }
  /** Labels that looking at all pairs of the kind asked for is expected to change. */
  changes: number
  /** Most to be gained first, then in the order of the files. */
  first: QueuedPair[]
}

const firstReach = 300
const scoreTotals = memoize<{ pairs: number; changes: number }>(200)

const byGain = (one: QueuedPair & { position: number }, other: QueuedPair & { position: number }) =>
  other.gain - one.gain || one.position - other.position

function queued({ candidateId, imageId, position, score, labelCount, asked, yes }: OpenPairRow, threshold: number) {
  const experts = asked === null || yes === null ? null : { asked, yes }
  const kind: QueueKind = experts ? 'differ' : 'near'
  return { candidateId, imageId, position, score, kind, ...expectedChange({ score, threshold, experts, labelCount }) }
}

/**
 * The pairs near the threshold to be asked first. Change falls with the distance from the threshold on either side, and the weight is
 * at most two: what lies beyond those seen gains less than twice the change of the last. It looks further until that is
 * less than what it gives back.
 */
async function nearestPairs(scope: QueueScope, { limit, without }: { limit: number; without: number[] }, db: Db) {
  for (let reach = firstReach; ; reach *= 4) {
    const sides = await Promise.all(
      (['below', 'above'] as const).map((side) => findPairsBeside(scope, side, { limit: reach, without }, db)),
    )
    const pairs = sides.map((rows) => rows.map((row) => queued(row, scope.run.threshold)))
    const beyond = Math.max(...pairs.map((side) => (side.length < reach ? 0 : 2 * side[side.length - 1]!.change)))
    const best = pairs.flat().sort(byGain)
    if (best.length === 0 || beyond <= best[Math.min(limit, best.length) - 1]!.gain) return best.slice(0, limit)
  }
}

/** The sizes of a scope's queue, and the pairs on which experts differ. */
async function queueTotals(scope: QueueScope, db: Db) {
  const { projectId, run, classIndex, image, leastChange } = scope
  const key = [projectId, run.id, run.threshold, classIndex, image, leastChange].join()
  const [scored, taken, differing] = await Promise.all([
    scoreTotals(key, () => findScoreTotal(scope, db)),
    findTakenTotal(scope, db),
    findDifferingPairs(scope, db),
  ])
  return {
    near: { pairs: scored.pairs - taken.pairs, changes: scored.changes - taken.changes },
    differ: differing.map((row) => queued(row, run.threshold)).filter(({ change }) => change >= leastChange),
  }
}

/** How many pairs are left to decide in a scope. */
export async function countQueue(scope: QueueScope, db: Db = prisma): Promise<number> {
  const { near, differ } = await queueTotals(scope, db)
  return near.pairs + differ.length
}

/** The queue of a scope: its size, and the first pairs of a kind. Those of `later` come when no other is left. */
export async function adjudicationQueue(
  scope: QueueScope,
  { kind, later, limit }: { kind: QueueKind | null; later: number[]; limit: number },
  db: Db = prisma,
): Promise<Queue> {
  const { near, differ } = await queueTotals(scope, db)
  const firstWithout = async (without: number[]) => {
    const skipped = new Set(without)
    const pairs = [
      ...(kind === 'differ' ? [] : await nearestPairs(scope, { limit, without }, db)),
      ...(kind === 'near' ? [] : differ.filter(({ candidateId }) => !skipped.has(candidateId))),
    ]
    return pairs.sort(byGain).slice(0, limit)
  }
  const first = await firstWithout(later)
  const ofDiffering = differ.reduce((sum, { change }) => sum + change, 0)
  return {
    counts: { near: near.pairs, differ: differ.length },
    changes: Math.max(0, (kind === 'differ' ? 0 : near.changes) + (kind === 'near' ? 0 : ofDiffering)),
    first: first.length > 0 || later.length === 0 ? first : await firstWithout([]),
  }
}
