import { expect, test } from 'vitest'
import { classGroups } from './class-groups'

/** `count` classes under the nodes named. */
const under = (count: number, ...nodes: string[]) =>
  Array.from({ length: count }, (_, index) => [...nodes, `${nodes.at(-1)} ${index}`])

const sizes = (paths: string[][], options?: Parameters<typeof classGroups>[1]) => {
  const { groupOf, names } = classGroups(paths, options)
  return names.map((name, group) => [name, groupOf.filter((own) => own === group).length])
}

test('divides a branch while it holds too much, and gathers its small branches', () => {
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

test('passes nodes with a single branch, and names an undividable branch by its innermost node', () => {
  const paths = [...under(9, 'a', 'b', 'c'), ...under(9, 'a', 'x')]
  expect(sizes(paths, { largestShare: 0.25, smallest: 5 })).toEqual([
    ['c', 9],
    ['x', 9],
  ])
})

test('a class that is itself a node stays with what is below it', () => {
  const paths = [['root', 'dog'], ...under(3, 'root', 'dog'), ...under(3, 'root', 'cat')]
  const { groupOf, names } = classGroups(paths, { largestShare: 0.3, smallest: 3 })
  expect(names).toEqual(['dog', 'cat'])
  expect([...groupOf]).toEqual([0, 0, 0, 0, 1, 1, 1])
})

test('without a hierarchy there is one group, and classes without a path get one of their own', () => {
  expect(sizes([[], [], []])).toEqual([['All classes', 3]])
  expect(sizes([])).toEqual([])
  expect(sizes([[], ...under(4, 'tree')], { largestShare: 1, smallest: 1 })).toEqual([
    ['classes outside the hierarchy', 1],
    ['All classes', 4],
  ])
})

test('names are unique where two branches bear one', () => {
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

test('refuses options that mean nothing', () => {
  expect(() => classGroups([], { largestShare: 0 })).toThrow(RangeError)
  expect(() => classGroups([], { smallest: 0.5 })).toThrow(RangeError)
})
