/** After this long without input the rater counts as idle, and their tasks go to others. */
export const idleAfterMs = 5 * 60_000

const checkEveryMs = 5_000
/** Leases are renewed after a third of their duration, within these bounds, because clocks may differ. */
const [soonestMs, latestMs] = [20_000, 5 * 60_000]

export interface HeldLease {
  assignmentId: number
  leaseExpiresAt: string
}

interface Options {
  held: () => readonly HeldLease[]
  renew: (assignments: number[]) => Promise<readonly HeldLease[]>
  /** Called when the rater goes idle; the leases should be released. */
  onIdle: () => void
  onBack: () => void
  /** Called with leases that could not be renewed and are no longer held. */
  onLost: (assignments: number[]) => void
}

/**
 * Renews leases while the rater is active, and reports idleness. Renews nothing without input, so a page left open
 * holds tasks no longer than their lease.
 */
export function leaseKeeper({ held, renew, onIdle, onBack, onLost }: Options) {
  let inputAt = Date.now()
  let renewedAt = Date.now()
  let isIdle = false
  let isRenewing = false

  function dueAfterMs() {
    const ends = held().map(({ leaseExpiresAt }) => Date.parse(leaseExpiresAt))
    const shortest = Math.min(...ends) - renewedAt
    return Math.min(latestMs, Math.max(soonestMs, shortest / 3))
  }

  async function check() {
    const at = Date.now()
    if (isIdle) return
    if (at - inputAt >= idleAfterMs) {
      isIdle = true
      onIdle()
      return
    }
    const asked = held().map(({ assignmentId }) => assignmentId)
    if (isRenewing || asked.length === 0 || inputAt <= renewedAt || at - renewedAt < dueAfterMs()) return
    isRenewing = true
    try {
      const still = new Set((await renew(asked)).map(({ assignmentId }) => assignmentId))
      renewedAt = at
      const mine = new Set(held().map(({ assignmentId }) => assignmentId))
      // Tasks answered in the meantime are not held either, but not lost.
      const lost = asked.filter((id) => !still.has(id) && mine.has(id))
      if (lost.length > 0) onLost(lost)
    } catch {
      // Offline: the next check tries again.
    } finally {
      isRenewing = false
    }
  }

  const timer = setInterval(() => void check(), checkEveryMs)
  return {
    input() {
      inputAt = Date.now()
      if (!isIdle) return
      isIdle = false
      renewedAt = inputAt
      onBack()
    },
    stop: () => clearInterval(timer),
  }
}
