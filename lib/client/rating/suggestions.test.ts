import { afterEach, expect, test, vi } from 'vitest'
import { ownSuggestions } from './suggestions'

afterEach(() => void vi.unstubAllGlobals())

test('removes two suggestions in a row, even if the first removal is still being saved', async () => {
  let saved = ['cat', 'dog', 'fox']
  vi.stubGlobal(
    'fetch',
    vi.fn(async (_: string, { body }: RequestInit) => {
      // A server that takes a while: requests sent at once would overwrite each other.
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (typeof body === 'string') saved = JSON.parse(body).names
      return Response.json({ suggestions: saved.map((name) => ({ name, isClass: false })) })
    }),
  )
  const own = ownSuggestions('p', { assignmentId: 1 })
  await own.read()
  await Promise.all(['cat', 'dog'].map((name) => own.change((names) => names.filter((other) => other !== name))))
  expect(saved).toEqual(['fox'])
})
