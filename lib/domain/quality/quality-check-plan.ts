import { byImage, checkPieces, hasBothKinds, type KnownPair, spread } from './check-pieces'
import type { Shape } from './golden-shapes'
import { hiddenPlan } from './hidden-plan'

/** What a task that checks raters is for. */
export const checkKinds = ['golden', 'training', 'test'] as const
export type CheckKind = (typeof checkKinds)[number]

export const goldenUses = ['hidden', 'training', 'test'] as const
export type GoldenUse = (typeof goldenUses)[number]

/** A golden image that may be hidden in the stream becomes tasks of the kind golden. */
export const kindOfUse = { hidden: 'golden', training: 'training', test: 'test' } as const satisfies Record<
  GoldenUse,
  CheckKind
>

export interface ControlTask {
  taskId: number
  imageId: number
  kind: CheckKind
  isLaunched: boolean
  candidateIds: readonly number[]
}

export interface CheckPlan {
  /** Existing tasks to be offered, and no longer offered, that were not so before. */
  launch: number[]
  retire: number[]
  /** Tasks that there are not yet. */
  missing: { imageId: number; kind: CheckKind; candidateIds: number[] }[]
}

interface PlanInput {
  /** Golden labels whose truth is known. */
  pairs: readonly KnownPair[]
  useOf: ReadonlyMap<number, GoldenUse>
  tasks: readonly ControlTask[]
  /** The shapes of ordinary images, one for each; none before the first launch. */
  ordinaryShapes?: readonly Shape[]
}

/**
 * What has to change so that raters are checked by what experts say now: training asks about every golden label of its
 * images; tests have labels of both kinds (`checkPieces`); gold questions look like ordinary ones (`hiddenPlan`). Before
 * there are ordinary ones, hidden images with labels of one kind alone are offered as many of one kind as of the other. A
 * task keeps its kind and its labels for ever, since raters may have answered it; what changes is whether it is offered, and
 * what is added.
 */
export function checkPlan({ pairs, useOf, tasks, ordinaryShapes = [] }: PlanInput): CheckPlan {
  const known = new Map(pairs.map((pair) => [pair.candidateId, pair]))
  const images = byImage(pairs)
  const kindOf = (imageId: number) => kindOfUse[useOf.get(imageId) ?? 'hidden']
  const single = balancedSingles(images, (imageId) => kindOf(imageId) === 'golden')
  const pairsOf = ({ candidateIds }: Pick<ControlTask, 'candidateIds'>) =>
    candidateIds.flatMap((id) => known.get(id) ?? [])
  const isWanted = (imageId: number, kind: CheckKind, asked: readonly KnownPair[]) =>
    kind === kindOf(imageId) &&
    asked.length > 0 &&
    (kind === 'training' || hasBothKinds(asked) || (kind === 'golden' && single.has(imageId))) &&
    (kind !== 'test' || isTestPiece(asked))
  const isShaped = (imageId: number) => ordinaryShapes.length > 0 && kindOf(imageId) === 'golden'
  const hidden = hiddenPlan(
    new Map([...images].filter(([imageId]) => isShaped(imageId))),
    tasks.filter(({ imageId, kind }) => kind === 'golden' && isShaped(imageId)),
    ordinaryShapes,
  )
  const wanted = new Set(
    tasks.filter((task) =>
      isShaped(task.imageId) ? hidden.wanted.has(task.taskId) : isWanted(task.imageId, task.kind, pairsOf(task)),
    ),
  )
  const asked = new Set([...wanted].flatMap(({ candidateIds }) => candidateIds))
  const missing = [...images].flatMap(([imageId, labels]) => {
    if (isShaped(imageId)) return []
    const kind = kindOf(imageId)
    const left = labels.filter(({ candidateId }) => !asked.has(candidateId))
    // What is left beside tasks that stand is asked about where it holds, or trains.
    const isAsked = left.length < labels.length
    if (isAsked && kind !== 'training' && !left.some(({ holds }) => holds)) return []
    return checkPieces(left, kind)
      .filter((piece) => isWanted(imageId, kind, piece))
      .map((piece) => ({ imageId, kind, candidateIds: piece.map(({ candidateId }) => candidateId) }))
  })
  return {
    launch: tasks.filter((task) => wanted.has(task) && !task.isLaunched).map(({ taskId }) => taskId),
    retire: tasks.filter((task) => !wanted.has(task) && task.isLaunched).map(({ taskId }) => taskId),
    missing: [...missing, ...hidden.missing],
  }
}

/** A test task of before might have one label that holds among seven that do not. */
const isTestPiece = (asked: readonly KnownPair[]) => {
  const holding = asked.filter(({ holds }) => holds).length
  return asked.length - holding <= Math.max(2, holding)
}

/** Images with labels of one kind alone that are offered all the same: as many where they hold as where they do not. */
function balancedSingles(images: ReadonlyMap<number, KnownPair[]>, isHidden: (imageId: number) => boolean) {
  const alone = (holds: boolean) =>
    [...images]
      .filter(([imageId, labels]) => isHidden(imageId) && labels.every((label) => label.holds === holds))
      .map(([imageId]) => imageId)
      .sort((a, b) => spread(a) - spread(b) || a - b)
  const [holding, others] = [alone(true), alone(false)]
  const count = Math.min(holding.length, others.length)
  return new Set([...holding.slice(0, count), ...others.slice(0, count)])
}
