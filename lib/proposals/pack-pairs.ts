import type { ClassDistances } from './class-distance'
import { packTasks } from './task-packing'
import type { WorkHooks } from './work-hooks'

/** Tasks of many images, each of one image: task t asks pairs[start[t]] to pairs[start[t + 1] − 1]. */
export interface PackedTasks {
  taskCount: number
  /** Int32Array[tasks]: rising. */
  image: Int32Array
  /** Int32Array[tasks + 1] */
  start: Int32Array
  /** Int32Array[pairs]: the given pairs, by task. */
  pairs: Int32Array
}

/**
 * Packs pairs into tasks, image by image, as `packTasks` does.
 *
 * Shapes: `pairs`: indices into the columns `pairImage` and `pairClass`, with the pairs of an image adjacent, such as
 *         those of `subsetFigures`. `nodeOfClass`: the node in `distances` of each class; without it a class is the
 *         node of its own number.
 * Errors: as `packTasks`; RangeError if the pairs of an image are not adjacent.
 * Cost:   as `packTasks` for each distinct set of classes; up to 10,000 sets are memoized.
 */
export function packPairs(
  { pairImage, pairClass }: { pairImage: Int32Array; pairClass: Int32Array },
  pairs: Int32Array,
  { distances, limit, nodeOfClass }: { distances: ClassDistances; limit: number; nodeOfClass?: ArrayLike<number> },
  { onProgress, signal }: WorkHooks = {},
): PackedTasks {
  const image: number[] = []
  const start = [0]
  const inOrder = new Int32Array(pairs.length)
  const packed = memoizedPacking((classes) => packTasks(classes, distances, limit))
  let index = 0
  let imagesDone = 0
  for (let first = 0, after = 0; first < pairs.length; first = after) {
    const ofImage = pairImage[pairs[first]!]!
    if (image.length > 0 && ofImage <= image[image.length - 1]!) {
      throw new RangeError(`The pairs of image ${ofImage} do not stand in a row by rising image`)
    }
    while (after < pairs.length && pairImage[pairs[after]!] === ofImage) after++
    const pairOfNode = new Map<number, number>()
    for (let at = first; at < after; at++) {
      const classIndex = pairClass[pairs[at]!]!
      pairOfNode.set(nodeOfClass ? nodeOfClass[classIndex]! : classIndex, pairs[at]!)
    }
    if (pairOfNode.size < after - first)
      throw new RangeError(`A class stands twice among the pairs of image ${ofImage}`)
    for (const task of packed(Int32Array.from(pairOfNode.keys()))) {
      for (const node of task) inOrder[index++] = pairOfNode.get(node) ?? -1
      image.push(ofImage)
      start.push(index)
    }
    if (++imagesDone % 256 === 0) {
      signal?.throwIfAborted()
      onProgress?.(index, pairs.length)
    }
  }
  onProgress?.(index, pairs.length)
  return { taskCount: image.length, image: Int32Array.from(image), start: Int32Array.from(start), pairs: inOrder }
}

const maxKeptSets = 10_000

/** Memoizes by set of classes: a list that is asked about every image is the same for all of them. */
function memoizedPacking(pack: (classes: Int32Array) => Int32Array[]): (classes: Int32Array) => Int32Array[] {
  const known = new Map<string, Int32Array[]>()
  return (classes) => {
    const key = classes.join()
    const before = known.get(key)
    if (before) return before
    const tasks = pack(classes)
    if (known.size < maxKeptSets) known.set(key, tasks)
    return tasks
  }
}
