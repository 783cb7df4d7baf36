import { expect, test } from 'vitest'
import { labelChanges } from './label-changes'
import type { KeptLabels } from './labels'

function sets(...labels: number[][]): KeptLabels {
  const imageStart = new Int32Array(labels.length + 1)
  for (const [image, set] of labels.entries()) imageStart[image + 1] = imageStart[image]! + set.length
  return { imageStart, label: Int32Array.from(labels.flat()), isRated: new Uint8Array(labels.length) }
}

test('lists the labels that only one side has, image by image', () => {
  expect(labelChanges(sets([1, 3], [2], [], [5]), sets([1, 4], [2], [7], []))).toEqual([
    { image: 0, label: 3, isGained: false },
    { image: 0, label: 4, isGained: true },
    { image: 2, label: 7, isGained: true },
    { image: 3, label: 5, isGained: false },
  ])
})

test('finds no changes between a side and itself', () => {
  const side = sets([1, 2], [], [0])
  expect(labelChanges(side, side)).toEqual([])
  expect(labelChanges(sets(), sets())).toEqual([])
})

test('refuses sides with different numbers of images', () => {
  expect(() => labelChanges(sets([1]), sets([1], [2]))).toThrow('1 images on one side and 2 on the other')
})
