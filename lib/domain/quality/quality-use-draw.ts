import type { GoldenUse } from './quality-check-plan'

/**
 * What each image is used for when so many are drawn for training and for the test: of the given random order, the first
 * that can be tested on are, the first of the others are trained on, and the rest are hidden.
 *
 * Shapes: `order` is a permutation of the images; `isTestable` by image. Errors: RangeError when more are wanted than
 * there are.
 */
export function drawnUses(
  order: ArrayLike<number>,
  { training, test }: { training: number; test: number },
  isTestable: readonly boolean[],
): GoldenUse[] {
  const drawn = Array.from(order)
  const tested = new Set(drawn.filter((image) => isTestable[image]).slice(0, test))
  const trained = new Set(drawn.filter((image) => !tested.has(image)).slice(0, training))
  if (tested.size < test || trained.size < training)
    throw new RangeError(`${training} + ${test} of ${order.length} images`)
  return drawn.map((_, image) => (tested.has(image) ? 'test' : trained.has(image) ? 'training' : 'hidden'))
}
