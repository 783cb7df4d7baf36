import { expect, it } from 'vitest'
import { groupBy } from './group-by'

it('keeps the order of keys and of the rows of each', () => {
  expect([...groupBy(['fox', 'ant', 'frog', 'fly'], (name) => name[0])]).toEqual([
    ['f', ['fox', 'frog', 'fly']],
    ['a', ['ant']],
  ])
  expect(groupBy([], String).size).toBe(0)
})
