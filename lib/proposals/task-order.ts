import type { TaskOrder } from '@/lib/domain/plan/task-orders'
import { type Random, seededRandom, shuffled } from '@/lib/numeric/seeded-random'

/** About so many images have one position in the queue, within which each rater has an order of their own. */
export const imagesPerPosition = 250

/** Groups are this small so that two raters' orders have little in common where there are many classes. */
const imagesPerGroup = 5

/** Where an image stands in the queue: its position, and its group of images of different classes within that. */
export interface QueuePlace {
  position: number
  group: number
}

/**
 * The place of each image of a batch in the queue, positions from 0.
 *
 * Import order: every image has a position of its own. Mixed: the images of each class are shuffled and laid at equal
 * distances over the batch, and what results is split into positions of about `imagesPerPosition` images. Raters take the
 * positions one after the other, so that images are finished early, and the images of one position in an order of their
 * own. Within a position, up to `imagesPerGroup` consecutive images of different classes are a group; a rater's order
 * shuffles groups, and the images of a group, so that no two of a class meet but where groups do.
 *
 * Shapes: `classes` [n], the class of each image, below 0 where it is not known. Deterministic for a seed.
 */
export function queuePlaces(classes: ArrayLike<number>, order: TaskOrder, seed: number): QueuePlace[] {
  const count = classes.length
  if (order === 'import') return Array.from({ length: count }, (_, position) => ({ position, group: 0 }))
  const spread = spreadClasses(classes, seededRandom(seed))
  const positions = Math.max(1, Math.round(count / imagesPerPosition))
  const places = new Array<QueuePlace>(count)
  let place: QueuePlace = { position: 0, group: 0 }
  let size = 0
  const ofGroup = new Set<number>()
  spread.forEach((image, at) => {
    const position = Math.floor((at * positions) / count)
    const isNext = position !== place.position
    if (isNext || size === imagesPerGroup || ofGroup.has(classes[image]!)) {
      place = { position, group: isNext ? 0 : place.group + 1 }
      ofGroup.clear()
      size = 0
    }
    if (classes[image]! >= 0) ofGroup.add(classes[image]!)
    places[image] = place
    size++
  })
  return places
}

/** The images in an order in which those of one class are as far apart as can be. */
function spreadClasses(classes: ArrayLike<number>, random: Random): number[] {
  const members = new Map<number, number[]>()
  for (let image = 0; image < classes.length; image++) {
    // An image of no known class is a class of its own.
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
