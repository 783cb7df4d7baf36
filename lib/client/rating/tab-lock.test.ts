import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { fakeStorage } from '@/lib/client/testing/fake-storage'
import { storageTabLock, type TabState } from './tab-lock'

describe('without the Web Locks API', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  function browser() {
    const storage = fakeStorage()
    const listeners = new Set<() => void>()
    const tab = (name: string) => {
      const positions: TabState[] = []
      const session = storageTabLock('a', {
        storage,
        tab: name,
        now: Date.now,
        onStorage(listener) {
          listeners.add(listener)
          return () => void listeners.delete(listener)
        },
        onState: (tabState) => positions.push(tabState),
      })
      return { positions, session }
    }
    return {
      tab,
      tell() {
        for (const listener of listeners) listener()
      },
    }
  }

  test('makes the second tab wait until it takes over, and notifies the first', () => {
    const { tab, tell } = browser()
    const first = tab('first')
    const second = tab('second')
    vi.advanceTimersByTime(10_000)
    expect([first.positions, second.positions]).toEqual([['here'], ['elsewhere']])
    second.session.take()
    tell()
    vi.advanceTimersByTime(10_000)
    expect([first.positions.at(-1), second.positions.at(-1)]).toEqual(['elsewhere', 'here'])
    second.session.leave()
    tell()
    expect(first.positions.at(-1)).toBe('here')
    first.session.leave()
  })
})
