import {
  byImage,
  controlTaskPieces,
  goldQuestionPieces,
  hasBothKinds,
  type KnownPair,
  spread,
} from './control-task-pieces'
import { goldenShapes, isAmong, labelsOf, type Shape } from './golden-shapes'

export const controlTaskKinds = ['golden', 'training', 'test'] as const
type ControlTaskKind = (typeof controlTaskKinds)[number]

export const goldenUses = ['hidden', 'training', 'test'] as const
export type GoldenUse = (typeof goldenUses)[number]

/** A hidden golden image becomes tasks of kind `golden`. */
const kindOfUse = { hidden: 'golden', training: 'training', test: 'test' } as const satisfies Record<
  GoldenUse,
  ControlTaskKind
>

export interface ControlTask {
  taskId: number
  imageId: number
  kind: ControlTaskKind
  isLaunched: boolean
  candidateIds: readonly number[]
}

export interface ControlTaskPlan {
  /** Existing tasks whose state has to change. */
  launch: number[]
  retire: number[]
  /** Tasks to be created. */
  missing: { imageId: number; kind: ControlTaskKind; candidateIds: number[] }[]
}

const bySpread = (a: number, b: number) => spread(a) - spread(b) || a - b

interface PlanInput {
  pairs: readonly KnownPair[]
  useOf: ReadonlyMap<number, GoldenUse>
  tasks: readonly ControlTask[]
  /** Shapes of ordinary images, one per image. Empty before the first launch. */
  ordinaryShapes?: readonly Shape[]
}

/**
 * Plans the changes after which control tasks match the experts' current answers. Training asks about every golden
 * label of its images; tests have labels of both kinds (`controlTaskPieces`); gold questions resemble ordinary tasks
 * (`hiddenPlan`). Before there are ordinary tasks, hidden images with labels of only one kind are launched in equal
 * numbers of either. A task never changes its kind or labels, because raters may have answered it; only whether it is
 * launched changes, and tasks are added.
 */
export function planControlTasks({ pairs, useOf, tasks, ordinaryShapes = [] }: PlanInput): ControlTaskPlan {
  const known = new Map(pairs.map((pair) => [pair.candidateId, pair]))
  const images = byImage(pairs)
  const kindOf = (imageId: number) => kindOfUse[useOf.get(imageId) ?? 'hidden']
  const single = balancedSingles(images, (imageId) => kindOf(imageId) === 'golden')
  const pairsOf = ({ candidateIds }: Pick<ControlTask, 'candidateIds'>) =>
    candidateIds.flatMap((id) => known.get(id) ?? [])
  const isWanted = (imageId: number, kind: ControlTaskKind, asked: readonly KnownPair[]) =>
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
    return controlTaskPieces(left, kind)
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
      .sort(bySpread)
  const [holding, others] = [alone(true), alone(false)]
  const count = Math.min(holding.length, others.length)
  return new Set([...holding.slice(0, count), ...others.slice(0, count)])
}

type GoldQuestion = Omit<ControlTask, 'kind'>

interface HiddenPlan {
  /** Ids of the tasks to be launched. */
  wanted: ReadonlySet<number>
  missing: { imageId: number; kind: 'golden'; candidateIds: number[] }[]
}

/** What one golden image is asked about, by task. */
interface Asked {
  /** Existing tasks that stay. Empty if the tasks are new. */
  tasks: readonly GoldQuestion[]
  pieces: readonly (readonly KnownPair[])[]
  /** Whether there is room for only one label and the image has both kinds, so that either kind can be asked about. */
  isFree: boolean
}

const shapeOf = (tasks: readonly GoldQuestion[]): Shape => tasks.map(({ candidateIds }) => candidateIds.length)
const holdsOf = ({ pieces }: Asked): boolean | null => {
  const labels = pieces.flat()
  return labels.length === 0 || hasBothKinds(labels) ? null : labels[0]!.holds
}

/** Returns the tasks of an image that can stay: the launched ones, or all if none is launched. */
function currentTasks(tasks: readonly GoldQuestion[]): GoldQuestion[] {
  const launched = tasks.filter(({ isLaunched }) => isLaunched)
  return (launched.length > 0 ? launched : [...tasks]).sort((a, b) => a.taskId - b.taskId)
}

const piecesOf = (tasks: readonly GoldQuestion[], labels: readonly KnownPair[]) =>
  tasks.map(({ candidateIds }) => labels.filter(({ candidateId }) => candidateIds.includes(candidateId)))

/** Whether tasks resemble ordinary ones, and ask about both kinds if there are both and room for them. */
function isKept(tasks: readonly GoldQuestion[], labels: readonly KnownPair[], ordinary: readonly Shape[]): boolean {
  const shape = shapeOf(tasks)
  if (!isAmong(shape, ordinary)) return false
  const asked = piecesOf(tasks, labels)
  if (asked.some((piece) => piece.length === 0)) return false
  return labelsOf(shape) === 1 || !hasBothKinds(labels) || hasBothKinds(asked.flat())
}

/** Assigns images with room for one label the kind that is asked about less often so far. */
function addOneLabel(asked: Map<number, Asked>, free: ReadonlyMap<number, readonly KnownPair[]>) {
  const counts = { true: 0, false: 0 }
  for (const one of asked.values()) {
    const holds = holdsOf(one)
    if (holds !== null) counts[`${holds}`]++
  }
  for (const imageId of [...free.keys()].sort(bySpread)) {
    const holds = counts.true <= counts.false
    counts[`${holds}`]++
    asked.set(imageId, { tasks: [], pieces: goldQuestionPieces(free.get(imageId)!, [1], holds), isFree: true })
  }
}

/** Returns images to leave out, so that as many images ask only about labels that hold as only about others. */
function unbalanced(asked: ReadonlyMap<number, Asked>): Set<number> {
  const alone = (holds: boolean) => [...asked].filter(([, one]) => holdsOf(one) === holds)
  const [holding, others] = [alone(true), alone(false)]
  const [more, count] = holding.length > others.length ? [holding, others.length] : [others, holding.length]
  const fixed = more.filter(([, { isFree }]) => !isFree).map(([imageId]) => imageId)
  const dropped = Math.min(fixed.length, more.length - count)
  return new Set(fixed.sort(bySpread).slice(fixed.length - dropped))
}

const isSame = (piece: readonly KnownPair[], { candidateIds }: GoldQuestion) =>
  piece.length === candidateIds.length && piece.every(({ candidateId }) => candidateIds.includes(candidateId))

type Images = ReadonlyMap<number, readonly KnownPair[]>

function keptImages(images: Images, there: ReadonlyMap<number, GoldQuestion[]>, ordinary: readonly Shape[]) {
  const asked = new Map<number, Asked>()
  for (const [imageId, labels] of images) {
    const tasks = currentTasks(there.get(imageId) ?? [])
    if (tasks.length === 0 || !isKept(tasks, labels, ordinary)) continue
    const isFree = labelsOf(shapeOf(tasks)) === 1 && hasBothKinds(labels)
    asked.set(imageId, { tasks, pieces: piecesOf(tasks, labels), isFree })
  }
  return asked
}

function addOthers(asked: Map<number, Asked>, images: Images, ordinary: readonly Shape[]) {
  const given = [...asked.values()].map(({ tasks }) => shapeOf(tasks))
  const others = new Map([...images].flatMap(([id, labels]) => (asked.has(id) ? [] : [[id, labels.length] as const])))
  const free = new Map<number, readonly KnownPair[]>()
  for (const [imageId, shape] of goldenShapes(others, { ordinary, given })) {
    const labels = images.get(imageId)!
    if (labelsOf(shape) === 1 && hasBothKinds(labels)) free.set(imageId, labels)
    else asked.set(imageId, { tasks: [], pieces: goldQuestionPieces(labels, shape, true), isFree: false })
  }
  addOneLabel(asked, free)
}

/**
 * Plans the gold questions for these shapes of ordinary tasks. Images whose tasks already have one of the shapes keep
 * their tasks; the others get the shapes furthest below their share (`goldenShapes`). Images asked about only one kind
 * of label are launched in equal numbers of either kind, because “no” to everything must not be correct more often than
 * “yes”.
 */
function hiddenPlan(images: Images, tasks: readonly GoldQuestion[], ordinary: readonly Shape[]): HiddenPlan {
  const there = byImage(tasks)
  const asked = keptImages(images, there, ordinary)
  addOthers(asked, images, ordinary)
  for (const imageId of unbalanced(asked)) asked.delete(imageId)
  const wanted = new Set([...asked.values()].flatMap((one) => one.tasks.map(({ taskId }) => taskId)))
  const missing: HiddenPlan['missing'] = []
  for (const [imageId, { tasks: mine, pieces }] of asked)
    for (const piece of mine.length > 0 ? [] : pieces) {
      const found = there.get(imageId)?.find((task) => !wanted.has(task.taskId) && isSame(piece, task))
      if (found) wanted.add(found.taskId)
      else missing.push({ imageId, kind: 'golden', candidateIds: piece.map(({ candidateId }) => candidateId) })
    }
  return { wanted, missing }
}
