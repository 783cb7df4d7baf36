import { afterEach, expect, test, vi } from 'vitest'
import { saveRaterSettings } from './rater-tools'

afterEach(() => void vi.unstubAllGlobals())

test('saves settings one after another, so that the last change wins, also after a failure', async () => {
  const replies: ((response: Response) => void)[] = []
  const fetch = vi.fn((_: string, __: RequestInit) => new Promise<Response>((resolve) => replies.push(resolve)))
  vi.stubGlobal('fetch', fetch)
  const sent = () => fetch.mock.calls.map(([, { body }]) => JSON.parse(String(body)).keys.yes)
  const saves = ['a', 'b', 'c'].map((yes) => saveRaterSettings('p', { language: null, keys: { yes } }))
  const settled = Promise.allSettled(saves)
  await vi.waitFor(() => expect(sent()).toEqual(['a']))
  replies[0]!(Response.json({}, { status: 500 }))
  await vi.waitFor(() => expect(sent()).toEqual(['a', 'b']))
  replies[1]!(Response.json({ keys: { yes: 'b' } }))
  await vi.waitFor(() => expect(sent()).toEqual(['a', 'b', 'c']))
  replies[2]!(Response.json({ keys: { yes: 'c' } }))
  expect((await settled).map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
})
