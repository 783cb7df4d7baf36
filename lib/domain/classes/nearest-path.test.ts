import { expect, test } from 'vitest'
import { commonPrefixLength, nearestPath } from './nearest-path'

const paths = [
  ['entity', 'furniture', 'table', 'desk'],
  ['entity', 'device', 'computer', 'laptop'],
  ['entity', 'furniture', 'table', 'dining table'],
  ['entity', 'furniture', 'chair'],
  ['entity', 'device', 'mouse'],
]

test('returns the path with the longest common prefix', () => {
  expect(commonPrefixLength(paths[0]!, paths[2]!)).toBe(3)
  expect(nearestPath(paths, 0)).toBe(2)
  expect(nearestPath(paths, 4)).toBe(1)
})

test('breaks ties by length, then by position, and returns null if there is no other path', () => {
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
