import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import { storageSeat, type TabPlace } from './tab-seat'

describe('where the browser gives no locks', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function browser() {
    const storage = fakeStorage()
    const listeners = new Set<() => void>()
    const tab = (name: string) => {
      const places: TabPlace[] = []
      const seat = storageSeat('a', {
        storage,
        tab: name,
        now: Date.now,
        onStorage(listener) {
          listeners.add(listener)
          return () => void listeners.delete(listener)
        },
        onPlace: (place) => places.push(place),
      })
      return { places, seat }
    }
    return {
      tab,
      tell() {
        for (const listener of listeners) listener()
      },
    }
  }

  test('the second tab waits, takes the seat on purpose, and the first hears of it', () => {
    const { tab, tell } = browser()
    const first = tab('first')
    const second = tab('second')
    vi.advanceTimersByTime(10_000)
    expect([first.places, second.places]).toEqual([['here'], ['elsewhere']])
    second.seat.take()
    tell()
    vi.advanceTimersByTime(10_000)
    expect([first.places.at(-1), second.places.at(-1)]).toEqual(['elsewhere', 'here'])
    second.seat.leave()
    tell()
    expect(first.places.at(-1)).toBe('here')
    first.seat.leave()
  })
})
