import { describe, expect, it } from 'vitest'
import { classDistances } from './class-distance'
import { withNearPairs } from './near-pairs'
import { packTasks } from './task-packing'

// Two families of four: 0 to 3 under node 8, 4 to 7 under node 9.
const distances = classDistances([[8], [8], [8], [8], [9], [9], [9], [9], [], []])
const all = Int32Array.from({ length: 8 }, (_, at) => at)
const tasksWith = (pairs: [number, number][]) =>
  packTasks(all, withNearPairs(distances, pairs), 4).map((task) => [...task].sort())
const areTogether = (tasks: number[][], [one, other]: [number, number]) =>
  tasks.some((task) => task.includes(one) && task.includes(other))

describe('pairs to be distinguished', () => {
  it('are in one task although they are far apart in the hierarchy', () => {
    const pairs: [number, number][] = [
      [0, 4],
      [1, 5],
    ]
    const tasks = tasksWith(pairs)
    for (const pair of pairs) expect(areTogether(tasks, pair)).toBe(true)
    expect(tasks.map((task) => task.length)).toEqual([4, 4])
  })
  it('do not affect other labels', () => {
    expect(tasksWith([])).toEqual(packTasks(all, distances, 4).map((task) => [...task].sort()))
    expect(tasksWith([[0, 3]])).toEqual(tasksWith([]))
  })
  it('are split only if the limit leaves no room', () => {
    const chain: [number, number][] = [0, 1, 2, 3].map((at) => [at, at + 4])
    const tasks = tasksWith(chain)
    for (const pair of chain) expect(areTogether(tasks, pair)).toBe(true)
  })
})
