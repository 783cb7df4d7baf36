import type { GoldenUse } from './quality-check-plan'

/**
 * What each image is used for when so many are drawn for training and for the test: the first of the given random order
 * are trained on, the next tested on, the rest hidden.
 *
 * Shapes: `order` is a permutation of the images. Errors: RangeError when more are wanted than there are.
 */
export function drawnUses(order: ArrayLike<number>, wanted: { training: number; test: number }): GoldenUse[] {
  const { training, test } = wanted
  if (training + test > order.length) throw new RangeError(`${training + test} of ${order.length} images`)
  const uses: GoldenUse[] = Array.from({ length: order.length }, () => 'hidden')
  for (let index = 0; index < training + test; index++) uses[order[index]!] = index < training ? 'training' : 'test'
  return uses
}
