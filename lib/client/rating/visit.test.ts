import { afterEach, expect, test, vi } from 'vitest'
import { reportPresence } from './visit'

afterEach(() => void vi.unstubAllGlobals())

test('reports that the page opens, closes and comes back from the cache of the browser', async () => {
  const sent: [string, Blob][] = []
  const window = new EventTarget()
  vi.stubGlobal('window', window)
  vi.stubGlobal('navigator', { sendBeacon: (...beacon: [string, Blob]) => sent.push(beacon) })
  const fire = (type: string, persisted: boolean) => window.dispatchEvent(Object.assign(new Event(type), { persisted }))
  const end = reportPresence('birds', 3)
  // While the page first opens.
  fire('pageshow', false)
  fire('pagehide', true)
  fire('pageshow', true)
  end()
  fire('pagehide', false)
  const reports = await Promise.all(sent.map(async ([, body]) => JSON.parse(await body.text())))
  expect(reports).toEqual([true, false, true].map((isHere) => ({ raterId: 3, isHere })))
  expect(new Set(sent.map(([address]) => address))).toEqual(new Set(['/api/projects/birds/panels/presence']))
})
