import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import { type Random, seededRandom, shuffled } from '@/lib/numeric/seeded-random'

/** Approximate number of images that share a position in the queue, within which each rater has a different order. */
export const imagesPerPosition = 250

/** Small, so that two raters' orders have little in common if there are many classes. */
const imagesPerGroup = 5

/** An image's position in the queue, and its group of images of different classes within that position. */
export interface QueuePosition {
  position: number
  group: number
}

/**
 * Returns the position of each image of a batch in the queue, from 0.
 *
 * Import order gives every image its own position. Mixed order shuffles the images of each class, spaces them evenly
 * over the batch, and splits the result into positions of about `imagesPerPosition` images. Raters take the positions
 * one after the other, so that images are finished early, and the images of a position in an order of their own. Within
 * a position, up to `imagesPerGroup` consecutive images of different classes form a group; a rater's order shuffles
 * groups, and the images within each, so that two images of a class are adjacent only where groups meet.
 *
 * Shapes: `classes` [n], the class of each image, below 0 if unknown. Deterministic by seed.
 */
export function queuePositions(classes: ArrayLike<number>, order: TaskOrder, seed: number): QueuePosition[] {
  const count = classes.length
  if (order === 'import') return Array.from({ length: count }, (_, position) => ({ position, group: 0 }))
  const spread = spreadClasses(classes, seededRandom(seed))
  const positionCount = Math.max(1, Math.round(count / imagesPerPosition))
  const positions = new Array<QueuePosition>(count)
  let current: QueuePosition = { position: 0, group: 0 }
  let size = 0
  const ofGroup = new Set<number>()
  spread.forEach((image, at) => {
    const position = Math.floor((at * positionCount) / count)
    const isNext = position !== current.position
    if (isNext || size === imagesPerGroup || ofGroup.has(classes[image]!)) {
      current = { position, group: isNext ? 0 : current.group + 1 }
      ofGroup.clear()
      size = 0
    }
    if (classes[image]! >= 0) ofGroup.add(classes[image]!)
    positions[image] = current
    size++
  })
  return positions
}

/** Orders the images so that those of one class are as far apart as possible. */
function spreadClasses(classes: ArrayLike<number>, random: Random): number[] {
  const members = new Map<number, number[]>()
  for (let image = 0; image < classes.length; image++) {
    // An image of unknown class is a class of its own.
    const key = classes[image]! >= 0 ? classes[image]! : -1 - image
    const known = members.get(key)
    if (known) known.push(image)
    else members.set(key, [image])
  }
  const slots: { image: number; at: number }[] = []
  for (const images of members.values()) {
    const offset = random()
    for (const [k, image] of shuffled(random, images).entries()) slots.push({ image, at: (k + offset) / images.length })
  }
  return slots.sort((a, b) => a.at - b.at).map(({ image }) => image)
}
