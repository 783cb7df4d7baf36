import { expect, it } from 'vitest'
import { numbered } from './numbered'

it('numbers ids in order of appearance, and equal ones alike', () => {
  const index = numbered(Int32Array.of(70, 5, 70, 9, 5))
  expect([...index]).toEqual([
    [70, 0],
    [5, 1],
    [9, 2],
  ])
  expect(numbered([]).size).toBe(0)
})
