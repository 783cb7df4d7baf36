import type { ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { superviseProcess } from './supervised-process'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Supervises a program that exits a while after each start, for a time, and returns how often it was started. */
async function startsWithin(seconds: number, { livesMs }: { livesMs: number }, giveUp?: () => void) {
  let starts = 0
  const launch = () => {
    starts++
    const child = Object.assign(new EventEmitter(), { exitCode: null, signalCode: null, pid: undefined })
    setTimeout(() => child.emit('exit', 1, null), livesMs)
    return child as unknown as ChildProcess
  }
  const lines: string[] = []
  const supervised = superviseProcess({ name: 'worker', launch, report: (line) => lines.push(line), giveUp })
  await vi.advanceTimersByTimeAsync(seconds * 1_000)
  await supervised.stop()
  return { starts, lines: lines.length }
}

test('restarts a program a second after it exits, and later each time it exits soon after its start', async () => {
  expect(await startsWithin(59, { livesMs: 11_000 })).toEqual({ starts: 5, lines: 5 })
  // 1, 2, 4, 8 and 16 seconds after the previous exit, and then every 16.
  expect(await startsWithin(60, { livesMs: 100 })).toEqual({ starts: 7, lines: 7 })
})

test('gives up a program after five short runs in a row', async () => {
  const giveUp = vi.fn()
  expect(await startsWithin(60, { livesMs: 100 }, giveUp)).toEqual({ starts: 5, lines: 5 })
  expect(giveUp).toHaveBeenCalledOnce()
})
