import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type HeldLease, idleAfterMs, leaseKeeper } from './lease-keeper'

const minute = 60_000

beforeEach(() => void vi.useFakeTimers({ now: 0 }))
afterEach(() => void vi.useRealTimers())

function keeper(leaseMs = 15 * minute, stillHeld: (id: number) => boolean = () => true) {
  const log: string[] = []
  const leases = new Map<number, HeldLease>()
  const lease = (assignmentId: number) => ({
    assignmentId,
    leaseExpiresAt: new Date(Date.now() + leaseMs).toISOString(),
  })
  for (const id of [1, 2]) leases.set(id, lease(id))
  const kept = leaseKeeper({
    held: () => [...leases.values()],
    async renew(ids) {
      log.push(`renew ${ids}`)
      const still = ids.filter(stillHeld)
      for (const id of still) leases.set(id, lease(id))
      return still.map(lease)
    },
    onIdle: () => log.push('idle'),
    onBack: () => log.push('back'),
    onLost: (ids) => log.push(`lost ${ids}`),
  })
  const passes = async (ms: number, everyMs: number) => {
    for (let past = 0; past < ms; past += everyMs) {
      kept.input()
      await vi.advanceTimersByTimeAsync(everyMs)
    }
  }
  return { log, leases, kept, passes }
}

test('renews after about a third of the lease while there is input', async () => {
  const { log, kept, passes } = keeper(9 * minute)
  await passes(9 * minute + 30_000, 10_000)
  expect(log).toEqual(['renew 1,2', 'renew 1,2', 'renew 1,2'])
  kept.stop()
})

test('does not renew without input, and reports the rater as idle after five minutes', async () => {
  const { log, kept } = keeper(3 * minute)
  await vi.advanceTimersByTimeAsync(idleAfterMs - 10_000)
  expect(log).toEqual([])
  await vi.advanceTimersByTimeAsync(60 * minute)
  expect(log).toEqual(['idle'])
  kept.input()
  kept.input()
  expect(log).toEqual(['idle', 'back'])
  kept.stop()
})

test('reports lost leases, but not those of tasks answered in the meantime', async () => {
  const { log, leases, kept, passes } = keeper(3 * minute, (id) => id !== 2)
  await passes(70_000, 10_000)
  expect(log).toEqual(['renew 1,2', 'lost 2'])
  leases.delete(2)
  kept.stop()
})

test('limits the renewal interval, since clocks may differ', async () => {
  const { log, kept, passes } = keeper(-60 * minute)
  await passes(45_000, 1_000)
  expect(log).toEqual(['renew 1,2', 'renew 1,2'])
  kept.stop()
})
