import { describe, expect, test } from 'vitest'
import { seededRandom, shuffled } from '@/lib/numeric/seeded-random'
import { imagesPerPosition, queuePositions } from './task-order'

const sorted = (classCount: number, each: number) =>
  Array.from({ length: classCount * each }, (_, image) => Math.floor(image / each))

function grouped<Item, Key>(items: Iterable<Item>, keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>()
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item])
  return groups
}

/** One rater's order as queue_key makes it: groups are shuffled, and the images of each group. */
function raterOrder(classes: number[], seed: number): number[] {
  const positions = queuePositions(classes, 'mixed', 1)
  const random = seededRandom(seed)
  const groups = grouped(positions.keys(), (image) => positions[image]!)
  const byPosition = grouped(groups, ([first]) => first.position)
  return [...byPosition]
    .sort(([a], [b]) => a - b)
    .flatMap(([, ofPosition]) => shuffled(random, ofPosition).flatMap(([, images]) => shuffled(random, images)))
}

const runsOf = (values: number[]) => {
  let longest = 0
  let repeats = 0
  for (let at = 0, run = 0; at < values.length; at++) {
    run = at > 0 && values[at] === values[at - 1] ? run + 1 : 1
    if (run > 1) repeats++
    longest = Math.max(longest, run)
  }
  return { longest, repeats }
}

describe('the queue of a batch', () => {
  test('gives every image its own position in import order', () => {
    expect(queuePositions([5, 5, 2], 'import', 1)).toEqual([0, 1, 2].map((position) => ({ position, group: 0 })))
  })

  test('gives positions about equally many images in mixed order, and one position to few images', () => {
    const counts = (images: number) => {
      const positions = queuePositions(new Array<number>(images).fill(-1), 'mixed', 1)
      return [...grouped(positions, ({ position }) => position).values()].map((of) => of.length)
    }
    expect(counts(0)).toEqual([])
    expect(counts(300)).toEqual([300])
    expect(counts(1_000)).toEqual([imagesPerPosition, imagesPerPosition, imagesPerPosition, imagesPerPosition])
    for (const count of counts(1_130)) expect(Math.abs(count - imagesPerPosition)).toBeLessThan(60)
  })

  test('is deterministic by seed, and differs between seeds', () => {
    const classes = sorted(20, 50)
    expect(queuePositions(classes, 'mixed', 3)).toEqual(queuePositions(classes, 'mixed', 3))
    expect(queuePositions(classes, 'mixed', 3)).not.toEqual(queuePositions(classes, 'mixed', 4))
  })

  test('separates classes in a folder sorted by class: runs are at most two long, and few are that long', () => {
    for (const [classCount, each] of [
      [20, 50],
      [5, 200],
      [2, 500],
      [1_000, 1],
    ] as const) {
      const classes = sorted(classCount, each)
      for (let seed = 1; seed <= 5; seed++) {
        const order = raterOrder(classes, seed)
        expect(new Set(order).size).toBe(classes.length)
        const { longest, repeats } = runsOf(order.map((image) => classes[image]!))
        expect(longest).toBeLessThanOrEqual(2)
        // A plain shuffle repeats the previous class in one of `classCount` positions; here only where groups meet.
        expect(repeats).toBeLessThan(classes.length / classCount / 2 + 40)
      }
    }
  })

  test('gives no group two images of one class, however uneven the classes are', () => {
    const random = seededRandom(9)
    const classes = Array.from({ length: 700 }, () => Math.floor(random() ** 4 * 30) - 1)
    const positions = queuePositions(classes, 'mixed', 2)
    for (const images of grouped(positions.keys(), (image) => positions[image]!).values()) {
      const known = images.map((image) => classes[image]!).filter((one) => one >= 0)
      expect(new Set(known).size).toBe(known.length)
    }
  })
})
