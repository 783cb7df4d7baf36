import { beforeAll, describe, expect, it } from 'vitest'
import { imagenetHierarchy, readImagenetFile } from '@/lib/formats/classes/imagenet-file'
import { readPairInfoOf } from '@/lib/formats/pair-info'
import { validationPosition } from '@/lib/formats/validation-file-name'
import { type ClassDistances, classDistances, parentLists } from '@/lib/proposals/class-distance'
import { distanceWithin } from '@/lib/proposals/mean-distance'
import { packPairs } from '@/lib/proposals/pack-pairs'
import { comparePacking } from '@/lib/proposals/packing-comparison'
import { classCount, hasReleasedFiles, logIfMissing, releasedFile } from '@/lib/services/testing/released-input'

logIfMissing('the proof that real pairs are packed into tasks')

const limit = 8

interface Released {
  pairImage: Int32Array
  pairClass: Int32Array
  distances: ClassDistances
}

async function readReleasedPairs(): Promise<Released> {
  const { fileNames, classIndices } = await readPairInfoOf(releasedFile('raters.npz'), classCount)
  const image = Int32Array.from(fileNames, (name) => validationPosition(name) ?? -1)
  const order = Int32Array.from(image.keys()).sort((a, b) => image[a]! - image[b]!)
  const { nodeCount, edges } = imagenetHierarchy(await readImagenetFile(process.cwd()))
  return {
    pairImage: order.map((pair) => image[pair]!),
    pairClass: order.map((pair) => classIndices[pair]!),
    distances: classDistances(parentLists(nodeCount, edges)),
  }
}

/** By brute force; the two groups' sizes differ by at most one. */
function leastOfTwo(classes: Int32Array, { between }: ClassDistances): number {
  const most = Math.ceil(classes.length / 2)
  const distance = Array.from(classes, (one) => Array.from(classes, (other) => between(one, other)))
  const groups: number[][] = [[], []]
  let least = Number.POSITIVE_INFINITY
  const choose = (at: number, sum: number) => {
    if (sum >= least) return
    if (at === classes.length) least = sum
    else {
      for (const group of groups) {
        if (group.length === most) continue
        const added = group.reduce((total, member) => total + distance[member]![at]!, 0)
        group.push(at)
        choose(at + 1, sum + added)
        group.pop()
      }
    }
  }
  choose(0, 0)
  return least
}

describe.skipIf(!hasReleasedFiles)('packing the released pairs into tasks of at most eight', () => {
  let released: Released
  beforeAll(async () => {
    released = await readReleasedPairs()
  })

  it('needs the fewest tasks, fills them evenly, and puts similar classes together more often than a split by class index', () => {
    const comparison = comparePacking(released, released.distances, limit)
    const { packed, plain } = comparison
    console.info(
      [
        `${comparison.pairs} pairs of ${comparison.images} images, ${comparison.splitImages} of them split:`,
        `packed ${packed.tasks} tasks, mean distance ${packed.meanDistance?.toFixed(3)}, where split ${packed.meanDistanceWhereSplit?.toFixed(3)};`,
        `by class index ${plain.tasks} tasks, ${plain.meanDistance?.toFixed(3)}, ${plain.meanDistanceWhereSplit?.toFixed(3)}.`,
      ].join(' '),
    )
    expect(comparison).toMatchObject({ pairs: 184_962, images: 24_889, splitImages: 7_047, leastTasks: 34_126 })
    expect(packed.tasks).toBe(34_126)
    expect(plain.tasks).toBe(34_126)
    expect(packed.unevenness).toBe(1)
    expect(packed.meanDistance).toBeLessThan(0.92 * (plain.meanDistance ?? 0))
    expect(packed.meanDistanceWhereSplit).toBeLessThan(0.87 * (plain.meanDistanceWhereSplit ?? 0))
  })

  it('asks every pair once, in a task of its image, and is optimal for images with two tasks', () => {
    const { pairImage, pairClass, distances } = released
    const pairs = Int32Array.from(pairImage.keys())
    const packed = packPairs(released, pairs, { distances, limit })
    expect(packed.pairs.slice().sort()).toEqual(pairs)

    let imagesOfTwo = 0
    for (let task = 0, next = 0; task < packed.taskCount; task = next) {
      while (packed.image[next] === packed.image[task]) next++
      const ofImage = packed.pairs.subarray(packed.start[task], packed.start[next])
      if (ofImage.some((pair) => pairImage[pair] !== packed.image[task])) expect.fail(`Task ${task} mixes images`)
      if (next - task !== 2) continue
      imagesOfTwo++
      const classes = ofImage.map((pair) => pairClass[pair]!)
      const size = packed.start[task + 1]! - packed.start[task]!
      const { sum } = distanceWithin([classes.subarray(0, size), classes.subarray(size)], distances)
      const least = leastOfTwo(classes, distances)
      if (sum !== least) expect.fail(`Image ${packed.image[task]} is split at ${sum} where ${least} can be had`)
    }
    expect(imagesOfTwo).toBe(5_485)
  })
})
