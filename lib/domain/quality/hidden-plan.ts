import { byImage, hasBothKinds, type KnownPair, shapedPieces, spread } from './check-pieces'
import { goldenShapes, isAmong, labelsOf, type Shape } from './golden-shapes'

interface GoldQuestion {
  taskId: number
  imageId: number
  isLaunched: boolean
  candidateIds: readonly number[]
}

export interface HiddenPlan {
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

const bySpread = (a: number, b: number) => spread(a) - spread(b) || a - b
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
    asked.set(imageId, { tasks: [], pieces: shapedPieces(free.get(imageId)!, [1], holds), isFree: true })
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
    else asked.set(imageId, { tasks: [], pieces: shapedPieces(labels, shape, true), isFree: false })
  }
  addOneLabel(asked, free)
}

/**
 * Plans the gold questions for these shapes of ordinary tasks. Images whose tasks already have one of the shapes keep
 * their tasks; the others get the shapes furthest below their share (`goldenShapes`). Images asked about only one kind
 * of label are launched in equal numbers of either kind, because “no” to everything must not be correct more often than
 * “yes”.
 */
export function hiddenPlan(images: Images, tasks: readonly GoldQuestion[], ordinary: readonly Shape[]): HiddenPlan {
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
