import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inParallel } from './prepare-images'

it('processes every item once, at most `width` at a time', async () => {
  const done: [string, number][] = []
  let running = 0
  let most = 0
  await inParallel(['a', 'b', 'c', 'd', 'e'], 2, async (item, index) => {
    most = Math.max(most, ++running)
    await setTimeout(1)
    running--
    done.push([item, index])
  })
  expect(most).toBe(2)
  expect(done.sort()).toEqual([
    ['a', 0],
    ['b', 1],
    ['c', 2],
    ['d', 3],
    ['e', 4],
  ])
})

it('starts nothing after an error and waits for what was started', async () => {
  const begun: number[] = []
  const ended: number[] = []
  const work = async (item: number) => {
    begun.push(item)
    if (item === 1) throw new Error('one')
    await setTimeout(5)
    ended.push(item)
  }
  await expect(inParallel([0, 1, 2, 3], 2, work)).rejects.toThrow('one')
  expect(begun).toEqual([0, 1])
  expect(ended).toEqual([0])
})
