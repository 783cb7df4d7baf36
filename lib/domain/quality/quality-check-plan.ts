import { byImage, checkPieces, hasBothKinds, type KnownPair, spread } from './check-pieces'
import type { Shape } from './golden-shapes'
import { hiddenPlan } from './hidden-plan'

export const checkKinds = ['golden', 'training', 'test'] as const
type CheckKind = (typeof checkKinds)[number]

export const goldenUses = ['hidden', 'training', 'test'] as const
export type GoldenUse = (typeof goldenUses)[number]

/** A hidden golden image becomes tasks of kind `golden`. */
const kindOfUse = { hidden: 'golden', training: 'training', test: 'test' } as const satisfies Record<
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
  /** Existing tasks whose state has to change. */
  launch: number[]
  retire: number[]
  /** Tasks to be created. */
  missing: { imageId: number; kind: CheckKind; candidateIds: number[] }[]
}

interface PlanInput {
  pairs: readonly KnownPair[]
  useOf: ReadonlyMap<number, GoldenUse>
  tasks: readonly ControlTask[]
  /** Shapes of ordinary images, one per image. Empty before the first launch. */
  ordinaryShapes?: readonly Shape[]
}

/**
 * Plans the changes after which control tasks match the experts' current answers. Training asks about every golden
 * label of its images; tests have labels of both kinds (`checkPieces`); gold questions resemble ordinary tasks
 * (`hiddenPlan`). Before there are ordinary tasks, hidden images with labels of only one kind are launched in equal
 * numbers of either. A task never changes its kind or labels, because raters may have answered it; only whether it is
 * launched changes, and tasks are added.
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
    // Labels left over beside existing tasks are only asked about if one of them holds, or in training.
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

/** Tests of older versions may have one label that holds among seven that do not. */
const isTestPiece = (asked: readonly KnownPair[]) => {
  const holding = asked.filter(({ holds }) => holds).length
  return asked.length - holding <= Math.max(2, holding)
}

/** Returns the images with labels of only one kind that are launched anyway: equal numbers of either kind. */
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
