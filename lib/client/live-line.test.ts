import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type EventLine, type LineState, LiveLine } from './live-line'

interface FakeLine extends EventLine {
  isClosed: boolean
}

let lines: FakeLine[]
let states: LineState[]
let data: string[]
let live: LiveLine

beforeEach(() => {
  vi.useFakeTimers()
  lines = []
  states = []
  data = []
  live = new LiveLine({
    open: () => {
      const line: FakeLine = { onopen: null, onmessage: null, onerror: null, isClosed: false, close: () => {} }
      line.close = () => {
        line.isClosed = true
      }
      lines.push(line)
      return line
    },
    onData: (text) => data.push(text),
    onState: (state) => states.push(state),
    random: () => 0,
  })
})
afterEach(() => {
  vi.useRealTimers()
})

const last = () => lines[lines.length - 1]!

test('passes on messages and reports when the connection is open', () => {
  live.start()
  live.start()
  last().onopen?.()
  last().onmessage?.({ data: 'news' })
  expect(lines).toHaveLength(1)
  expect(states).toEqual(['connecting', 'live'])
  expect(data).toEqual(['news'])
})

test('reconnects after delays that double up to half a minute', () => {
  live.start()
  for (const pause of [1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]) {
    const line = last()
    line.onerror?.()
    expect(line.isClosed).toBe(true)
    vi.advanceTimersByTime(pause - 1)
    expect(last()).toBe(line)
    vi.advanceTimersByTime(1)
    expect(last()).not.toBe(line)
  }
  expect(states.slice(1)).toEqual(Array(14).fill('reconnecting'))
})

test('resets the delay after a stable connection, but not after repeated failures', () => {
  live.start()
  last().onerror?.()
  vi.advanceTimersByTime(1_000)
  last().onopen?.()
  last().onerror?.()
  vi.advanceTimersByTime(1_000)
  expect(lines).toHaveLength(2)
  vi.advanceTimersByTime(1_000)
  expect(lines).toHaveLength(3)
  last().onopen?.()
  vi.advanceTimersByTime(10_000)
  last().onerror?.()
  vi.advanceTimersByTime(1_000)
  expect(lines).toHaveLength(4)
})

test('stays closed after `stop` until `start`', () => {
  live.start()
  const line = last()
  line.onopen?.()
  live.stop()
  expect(line.isClosed).toBe(true)
  line.onerror?.()
  vi.advanceTimersByTime(60_000)
  expect(lines).toHaveLength(1)
  live.start()
  expect(lines).toHaveLength(2)
})
