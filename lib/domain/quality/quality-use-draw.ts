import type { GoldenUse } from './control-task-plan'

/**
 * Draws the use of each image: in random order, the first `test` testable images, the first `training` of the others,
 * and hidden for the rest.
 *
 * Shapes: `order` is a permutation of the images; `isTestable` by image.
 * Errors: RangeError if there are too few images.
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
