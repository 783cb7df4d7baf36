import { calibrationMap } from '@/lib/contracts/runs/aggregation'
import {
  findDifferingPairs,
  findPairsNearThreshold,
  findQueueRun,
  findScoreTotal,
  findSentPairs,
  findSentTotal,
  findTakenTotal,
  type OpenPairRow,
  type QueueScope,
  type QueueTotal,
  queueTotal,
  type SentPairRow,
} from '@/lib/db/adjudication/adjudication-queue-query'
import { type QueueKind, queueKinds } from '@/lib/domain/adjudication/adjudication'
import { changeableScoreRange, type ExpectedChange, expectedChange } from '@/lib/evaluation/expected-change'
import { keptFigure } from '@/lib/services/kept-figure'
import { memoize } from '@/lib/services/memoize'

export interface QueuedPair extends ExpectedChange {
  candidateId: number
  imageId: number
  /** Null without a run or a score in it. */
  score: number | null
  kind: QueueKind
}

export interface Queue {
  counts: Record<QueueKind, number>
  /** Number of labels that reviewing all pairs of the requested kind is expected to change. */
  changes: number
  /** Pairs sent by an admin first, then by descending gain. */
  first: QueuedPair[]
}

const firstReach = 300
const scoreTotals = memoize<QueueTotal>(200)
const wholeTotals = keptFigure(queueTotal, 200)

/** Before the first run, the queue has only the pairs sent by an admin. */
export type AnyScope = Omit<QueueScope, 'run' | 'scores'> & { run: QueueScope['run'] | null }

type RunScope = QueueScope & { madeAt: Date }
type KnownScope = RunScope | (Omit<AnyScope, 'run'> & { run: null })

async function withRun({ run, ...scope }: AnyScope): Promise<KnownScope> {
  const found = run && (await findQueueRun(scope.projectId, run.id))
  if (!found) return { ...scope, run: null }
  const map = calibrationMap.safeParse(found.calibration).data ?? null
  return { ...scope, run, scores: changeableScoreRange(map, scope.minChange), madeAt: found.createdAt }
}

/** Totals by score alone. Those of a whole run are cached in the database, since they read many scores. */
async function scoreTotal(scope: RunScope): Promise<QueueTotal> {
  const { projectId, run, classIndex, image, minChange, madeAt } = scope
  const basis = `${madeAt.getTime()} ${run.threshold} ${minChange} calibrated`
  const compute = () => findScoreTotal(scope)
  return classIndex === null && image === null
    ? wholeTotals({ projectId, name: `adjudication of run ${run.id}`, basis }, compute)
    : scoreTotals([projectId, run.id, basis, classIndex, image].join(), compute)
}

/** `rank` orders pairs of equal gain as the index of scores does, starting from the threshold. */
type RankedPair = QueuedPair & { rank: number }

const byGain = (one: RankedPair, other: RankedPair) => other.gain - one.gain || one.rank - other.rank

function queued({ candidateId, imageId, asked, yes, ...row }: OpenPairRow, threshold: number) {
  const { score } = row
  const experts = asked === null || yes === null ? null : { asked, yes }
  const kind: QueueKind = experts ? 'differ' : 'near'
  const rank = score >= threshold ? candidateId : -candidateId
  return { candidateId, imageId, rank, score, kind, ...expectedChange({ ...row, threshold, experts }) }
}

function queuedAsSent(
  { score, probability, labelCount, ...row }: SentPairRow,
  threshold: number | undefined,
): QueuedPair {
  if (score !== null && probability !== null && labelCount !== null && threshold !== undefined)
    return { ...queued({ ...row, score, probability, labelCount }, threshold), kind: 'sent' }
  const { candidateId, imageId } = row
  return { candidateId, imageId, score, kind: 'sent', change: 0, gain: 0 }
}

/**
 * Returns the pairs near the threshold with the highest gain. The expected change decreases with the distance from the
 * threshold and weights are at most 2, so pairs beyond the last one read gain less than twice its change. Reads on
 * until that is no more than the smallest gain returned.
 */
async function nearestPairs(scope: QueueScope, { limit, without }: { limit: number; without: number[] }) {
  for (let reach = firstReach; ; reach *= 4) {
    const sides = await Promise.all(
      (['below', 'above'] as const).map((side) => findPairsNearThreshold(scope, side, { limit: reach, without })),
    )
    const pairs = sides.map((rows) => rows.map((row) => queued(row, scope.run.threshold)))
    const beyond = Math.max(...pairs.map((side) => (side.length < reach ? 0 : 2 * side[side.length - 1]!.change)))
    const best = pairs.flat().sort(byGain)
    if (best.length === 0 || beyond <= best[Math.min(limit, best.length) - 1]!.gain) return best.slice(0, limit)
  }
}

const hasRun = (scope: KnownScope): scope is RunScope => scope.run !== null

/** Pairs on which experts differ and whose label may change. */
const differingPairs = async (scope: QueueScope) =>
  (await findDifferingPairs(scope))
    .map((row) => queued(row, scope.run.threshold))
    .filter(({ change }) => change >= scope.minChange)

async function queueTotals(scope: KnownScope) {
  if (!hasRun(scope)) return { sent: await findSentTotal(scope), near: { pairs: 0, changes: 0 }, differ: [] }
  const [sent, scored, taken, differing] = await Promise.all([
    findSentTotal(scope),
    scoreTotal(scope),
    findTakenTotal(scope),
    differingPairs(scope),
  ])
  return {
    sent,
    near: { pairs: scored.pairs - taken.pairs, changes: scored.changes - taken.changes },
    differ: differing,
  }
}

export async function countQueue(scope: AnyScope): Promise<number> {
  const { sent, near, differ } = await queueTotals(await withRun(scope))
  return sent.pairs + near.pairs + differ.length
}

interface FirstPairs {
  kind: QueueKind | null
  without: number[]
  limit: number
  differ: RankedPair[]
}

/** Pairs sent by an admin first, then by descending gain. */
async function firstPairs(scope: KnownScope, { kind, without, limit, differ }: FirstPairs): Promise<QueuedPair[]> {
  const isWanted = (one: QueueKind) => kind === null || kind === one
  const skipped = new Set(without)
  const asked = isWanted('sent') ? await findSentPairs(scope, { limit, without }) : []
  const first = asked.map((row) => queuedAsSent(row, scope.run?.threshold))
  if (first.length >= limit || !hasRun(scope)) return first
  const pairs = [
    ...(isWanted('near') ? await nearestPairs(scope, { limit, without }) : []),
    ...(isWanted('differ') ? differ.filter(({ candidateId }) => !skipped.has(candidateId)) : []),
  ]
  return [...first, ...pairs.sort(byGain)].slice(0, limit)
}

/** `later` lists skipped pairs, which come last, and `without` those left out. All are counted. */
export async function adjudicationQueue(
  given: AnyScope,
  { kind, later, without = [], limit }: { kind: QueueKind | null; later: number[]; without?: number[]; limit: number },
): Promise<Queue> {
  const scope = await withRun(given)
  const { sent, near, differ } = await queueTotals(scope)
  const isWanted = (one: QueueKind) => kind === null || kind === one
  const firstWithout = (passed: number[]) => firstPairs(scope, { kind, without: passed, limit, differ })
  const first = await firstWithout([...without, ...later])
  const changes = {
    sent: sent.changes,
    near: near.changes,
    differ: differ.reduce((sum, { change }) => sum + change, 0),
  }
  return {
    counts: { sent: sent.pairs, near: near.pairs, differ: differ.length },
    changes: Math.max(
      0,
      queueKinds.reduce((sum, one) => sum + (isWanted(one) ? changes[one] : 0), 0),
    ),
    first: first.length > 0 || later.length === 0 ? first : await firstWithout(without),
  }
}

/** First pairs of a scope or of one class in it, without counting. */
export async function firstOfQueue(
  given: AnyScope,
  wanted: { kind: QueueKind | null; without: number[]; limit: number },
): Promise<QueuedPair[]> {
  const scope = await withRun(given)
  const differ = hasRun(scope) ? await differingPairs(scope) : []
  return firstPairs(scope, { ...wanted, differ })
}
