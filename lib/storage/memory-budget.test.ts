import { expect, test } from 'vitest'
import { MemoryBudget } from './memory-budget'

test('work that fits goes on at once, the rest in order, and what fails gives its part back', async () => {
  const budget = new MemoryBudget(100)
  let used = 0
  let most = 0
  const order: number[] = []
  const work = (bytes: number, name: number) =>
    budget.run(bytes, async () => {
      used += bytes
      most = Math.max(most, used)
      order.push(name)
      await new Promise((resolve) => setTimeout(resolve, 2))
      used -= bytes
      if (name === 2) throw new Error('broken')
    })
  const done = await Promise.allSettled([work(40, 1), work(60, 2), work(100, 3), work(10, 4), work(30, 5)])
  expect(done.map(({ status }) => status)).toEqual(
    [...'fr', ...'fff'].map((s) => (s === 'f' ? 'fulfilled' : 'rejected')),
  )
  expect(order).toEqual([1, 2, 3, 4, 5])
  expect(most).toBe(100)
  await expect(budget.run(101, async () => {})).rejects.toThrow(RangeError)
})
