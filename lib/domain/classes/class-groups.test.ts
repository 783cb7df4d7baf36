import { expect, test } from 'vitest'
import { classGroups } from './class-groups'

/** Paths of `count` classes below these nodes. */
const under = (count: number, ...nodes: string[]) =>
  Array.from({ length: count }, (_, index) => [...nodes, `${nodes.at(-1)} ${index}`])

const sizes = (paths: string[][], options?: Parameters<typeof classGroups>[1]) => {
  const { groupOf, names } = classGroups(paths, options)
  return names.map((name, group) => [name, groupOf.filter((own) => own === group).length])
}

test('divides branches that are too large and merges small ones', () => {
  const paths = [
    ...under(12, 'entity', 'object', 'animal', 'dog'),
    ...under(4, 'entity', 'object', 'animal', 'fish'),
    ...under(3, 'entity', 'object', 'animal', 'bird'),
    ...under(11, 'entity', 'object', 'tool'),
    ...under(2, 'entity', 'matter'),
  ]
  expect(sizes(paths, { largestShare: 0.4, smallest: 5 })).toEqual([
    ['dog', 12],
    ['other animal', 7],
    ['tool', 11],
    ['other entity', 2],
  ])
  expect(sizes(paths, { largestShare: 1 })).toEqual([['All classes', 32]])
})

test('skips nodes with a single branch, and names a branch that cannot be divided by its innermost node', () => {
  const paths = [...under(9, 'a', 'b', 'c'), ...under(9, 'a', 'x')]
  expect(sizes(paths, { largestShare: 0.25, smallest: 5 })).toEqual([
    ['c', 9],
    ['x', 9],
  ])
})

test('keeps a class that is also a node with the classes below it', () => {
  const paths = [['root', 'dog'], ...under(3, 'root', 'dog'), ...under(3, 'root', 'cat')]
  const { groupOf, names } = classGroups(paths, { largestShare: 0.3, smallest: 3 })
  expect(names).toEqual(['dog', 'cat'])
  expect([...groupOf]).toEqual([0, 0, 0, 0, 1, 1, 1])
})

test('makes one group without a hierarchy, and a separate one for classes without a path', () => {
  expect(sizes([[], [], []])).toEqual([['All classes', 3]])
  expect(sizes([])).toEqual([])
  expect(sizes([[], ...under(4, 'tree')], { largestShare: 1, smallest: 1 })).toEqual([
    ['classes outside the hierarchy', 1],
    ['classes in the hierarchy', 4],
  ])
})

test('makes the names of groups unique', () => {
  const paths = [...under(3, 'r', 'a', 'crane'), ...under(3, 'r', 'b', 'crane'), ...under(3, 'r', 'b', 'gull')]
  expect(sizes(paths, { largestShare: 0.34, smallest: 3 }).map(([name]) => name)).toEqual(['a', 'crane', 'gull'])
  const twins = [
    ...under(2, 'r', 'a', 'x'),
    ...under(3, 'r', 'a', 'crane'),
    ...under(2, 'r', 'b', 'x'),
    ...under(3, 'r', 'b', 'crane'),
  ]
  expect(sizes(twins, { largestShare: 0.3, smallest: 3 }).map(([name]) => name)).toEqual([
    'other a',
    'crane',
    'other b',
    'crane (2)',
  ])
})

test('rejects invalid options', () => {
  expect(() => classGroups([], { largestShare: 0 })).toThrow(RangeError)
  expect(() => classGroups([], { smallest: 0.5 })).toThrow(RangeError)
})
