import { expect, test } from 'vitest'
import { nearestPath, sharedSteps } from './nearest-path'

const paths = [
  ['entity', 'furniture', 'table', 'desk'],
  ['entity', 'device', 'computer', 'laptop'],
  ['entity', 'furniture', 'table', 'dining table'],
  ['entity', 'furniture', 'chair'],
  ['entity', 'device', 'mouse'],
]

test('the nearest is the one with the longest common way from the root', () => {
  expect(sharedSteps(paths[0]!, paths[2]!)).toBe(3)
  expect(nearestPath(paths, 0)).toBe(2)
  expect(nearestPath(paths, 4)).toBe(1)
})

test('of equally near ones it is the one fewer steps away, then the earlier; alone there is none', () => {
  expect(
    nearestPath(
      [
        ['a', 'x'],
        ['a', 'b', 'c'],
        ['a', 'y'],
      ],
      0,
    ),
  ).toBe(2)
  expect(nearestPath([[], [], []], 1)).toBe(0)
  expect(nearestPath([['a']], 0)).toBeNull()
})
