import type { ProposalPool } from './proposal-pool'

/** A pool with the pairs that follow from decisions about classes. */
export interface ClosedPool extends ProposalPool {
  /** Int32Array[pairs]: the models that propose the pair themselves; 0 where it only follows from another one. */
  ownModels: Int32Array
}

/**
 * Adds to each image the classes that hold wherever a proposed one does: whoever proposes that one proposes these too,
 * and what follows from the original label is proposed by all.
 *
 * Shapes: `closure`: for a class the others that follow from it, with what follows from those among them. Pairs stay
 *         ordered by image, then class, every pair once; originals stay originals.
 * Cost:   O(pairs · what follows from one) time and memory. Deterministic.
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

/** How many of the pairs are neither an original label nor proposed by a model of the mask itself. */
export function countFollowing({ ownModels, isOriginal }: ClosedPool, pairs: Int32Array, mask: number): number {
  let count = 0
  for (const pair of pairs) if (isOriginal[pair] === 0 && (ownModels[pair]! & mask) === 0) count++
  return count
}
