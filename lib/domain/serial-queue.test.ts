import { expect, test } from 'vitest'
import { serialQueue } from './serial-queue'

test('runs work in order and continues after a failure', async () => {
  const inTurn = serialQueue()
  const log: string[] = []
  const work =
    (name: string, fails = false) =>
    async () => {
      log.push(`${name} begins`)
      await Promise.resolve()
      log.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    }
  const first = inTurn(work('first', true))
  const second = inTurn(work('second'))
  await expect(first).rejects.toThrow('first')
  expect(await second).toBe('second')
  expect(log).toEqual(['first begins', 'first ends', 'second begins', 'second ends'])
})
