import type { ClassDistances } from './class-distance'
import { meanDistance } from './mean-distance'
import { packPairs } from './pack-pairs'

/**
 * Baseline split: classes by rising index, cut after every `limit`.
 *
 * Errors: RangeError if the limit is not a positive integer.
 */
export function plainSplit(classes: Int32Array, limit: number): Int32Array[] {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`A limit is a whole number from 1 on, not ${limit}`)
  const rising = classes.slice().sort()
  return Array.from({ length: Math.ceil(rising.length / limit) }, (_, task) => {
    return rising.slice(task * limit, (task + 1) * limit)
  })
}

export interface PackingComparison {
  pairs: number
  images: number
  /** Images with more labels than fit in a task. */
  splitImages: number
  /** Lower bound on the number of tasks. */
  leastTasks: number
  packed: SplitFigures
  /** By class index, filling each task before the next. */
  plain: SplitFigures
}

export interface SplitFigures {
  tasks: number
  /** Mean distance in edges between two labels of one task. */
  meanDistance: number | null
  /** The same over images with more labels than fit in a task; there is no choice for others. */
  meanDistanceWhereSplit: number | null
  /** Largest difference in size between tasks of one image. */
  unevenness: number
}

/**
 * Compares tasks packed along the hierarchy with a plain split by class index.
 *
 * Shapes: `pairImage` and `pairClass` [pairs] by rising image; classes are nodes of `distances`.
 * Errors, cost: as `packPairs`.
 */
export function comparePacking(
  columns: { pairImage: Int32Array; pairClass: Int32Array },
  distances: ClassDistances,
  limit: number,
): PackingComparison {
  const { pairImage, pairClass } = columns
  const { taskCount, image, start, pairs } = packPairs(columns, Int32Array.from(pairImage.keys()), { distances, limit })
  const packed = new Map<number, Int32Array[]>()
  for (let task = 0; task < taskCount; task++) {
    const classes = pairs.slice(start[task], start[task + 1]).map((pair) => pairClass[pair]!)
    packed.set(image[task]!, [...(packed.get(image[task]!) ?? []), classes])
  }
  const packedTasks = [...packed.values()]
  const classesOfImage = packedTasks.map((tasks) => Int32Array.from(tasks.flatMap((task) => [...task])))
  return {
    pairs: pairImage.length,
    images: classesOfImage.length,
    splitImages: classesOfImage.filter((classes) => classes.length > limit).length,
    leastTasks: classesOfImage.reduce((sum, classes) => sum + Math.ceil(classes.length / limit), 0),
    packed: figuresOf(packedTasks, distances),
    plain: figuresOf(
      classesOfImage.map((classes) => plainSplit(classes, limit)),
      distances,
    ),
  }
}

function figuresOf(tasksOfImages: readonly Int32Array[][], distances: ClassDistances): SplitFigures {
  const split = tasksOfImages.filter((tasks) => tasks.length > 1)
  return {
    tasks: tasksOfImages.reduce((sum, tasks) => sum + tasks.length, 0),
    meanDistance: meanDistance(tasksOfImages.flat(), distances),
    meanDistanceWhereSplit: meanDistance(split.flat(), distances),
    unevenness: split.reduce((most, tasks) => {
      const sizes = tasks.map((task) => task.length)
      return Math.max(most, Math.max(...sizes) - Math.min(...sizes))
    }, 0),
  }
}
