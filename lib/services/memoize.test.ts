import { expect, test } from 'vitest'
import { memoize } from './memoize'

function counting() {
  const asked: string[] = []
  return { asked, of: (name: string) => async () => void asked.push(name) }
}

test('computes once for all who ask, also at once', async () => {
  const { asked, of } = counting()
  const keep = memoize<void>(2)
  await Promise.all([keep('a', of('a')), keep('a', of('a'))])
  await keep('a', of('a'))
  expect(asked).toEqual(['a'])
})

test('forgets what was asked for longest ago', async () => {
  const { asked, of } = counting()
  const keep = memoize<void>(2)
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await keep(name, of(name))
  expect(asked).toEqual(['a', 'b', 'c', 'b'])
})

test('forgets a failure', async () => {
  const keep = memoize<number>(2)
  await expect(keep('a', () => Promise.reject(new Error('no database')))).rejects.toThrow('no database')
  expect(await keep('a', async () => 7)).toBe(7)
})
