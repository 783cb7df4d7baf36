import type { ProposalPool } from './proposal-pool'

/** A pool that includes the pairs implied by decisions about classes. */
export interface ClosedPool extends ProposalPool {
  /** Int32Array[pairs]: the models that propose the pair themselves; 0 if it only follows from another pair. */
  ownModels: Int32Array
}

/**
 * Adds to each image the classes that hold whenever a proposed class does. Models that propose a class also propose the
 * classes that follow from it; those that follow from the original label are proposed by all models.
 *
 * Shapes: `closure`: for a class all others that follow from it, transitively. Pairs stay ordered by image, then class,
 *         every pair once; originals stay originals.
 * Cost:   O(pairs · classes that follow from one) time and memory. Deterministic.
 */
export function closePool(pool: ProposalPool, closure: ReadonlyMap<number, Int32Array>): ClosedPool {
  if (closure.size === 0) return { ...pool, ownModels: pool.pairModels }
  const everyModel = pool.modelCount === 0 ? 0 : 2 ** pool.modelCount - 1
  const pairImage: number[] = []
  const pairClass: number[] = []
  const pairModels: number[] = []
  const ownModels: number[] = []
  const isOriginal: number[] = []
  const pairStart = new Int32Array(pool.imageCount + 1)
  for (let image = 0; image < pool.imageCount; image++) {
    const found = new Map<number, { models: number; own: number; isOriginal: number }>()
    const of = (classIndex: number) => {
      const known = found.get(classIndex) ?? { models: 0, own: 0, isOriginal: 0 }
      found.set(classIndex, known)
      return known
    }
    for (let pair = pool.pairStart[image]!; pair < pool.pairStart[image + 1]!; pair++) {
      const models = pool.pairModels[pair]!
      const own = of(pool.pairClass[pair]!)
      own.models |= models
      own.own |= models
      own.isOriginal |= pool.isOriginal[pair]!
      for (const other of closure.get(pool.pairClass[pair]!) ?? [])
        of(other).models |= pool.isOriginal[pair] === 1 ? everyModel : models
    }
    for (const [classIndex, pair] of [...found].sort(([one], [other]) => one - other)) {
      pairImage.push(image)
      pairClass.push(classIndex)
      pairModels.push(pair.models)
      ownModels.push(pair.own)
      isOriginal.push(pair.isOriginal)
    }
    pairStart[image + 1] = pairImage.length
  }
  return {
    ...pool,
    pairImage: Int32Array.from(pairImage),
    pairClass: Int32Array.from(pairClass),
    pairModels: Int32Array.from(pairModels),
    ownModels: Int32Array.from(ownModels),
    isOriginal: Uint8Array.from(isOriginal),
    pairStart,
  }
}

/** Counts the pairs that are neither an original label nor proposed directly by a model in the mask. */
export function countImpliedPairs({ ownModels, isOriginal }: ClosedPool, pairs: Int32Array, mask: number): number {
  let count = 0
  for (const pair of pairs) if (isOriginal[pair] === 0 && (ownModels[pair]! & mask) === 0) count++
  return count
}
