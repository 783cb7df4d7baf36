/** After this long without input the rater counts as gone, and tasks go back to others. */
export const idleAfterMs = 5 * 60_000

const checkEveryMs = 5_000
/** Leases are renewed after a third of their time, within these bounds: the clocks of two machines may differ. */
const [soonestMs, latestMs] = [20_000, 5 * 60_000]

export interface HeldLease {
  assignmentId: number
  leaseExpiresAt: string
}

interface Options {
  /** The leases held now. */
  held: () => readonly HeldLease[]
  renew: (assignments: number[]) => Promise<readonly HeldLease[]>
  /** The rater went away: what is held is to be given back. */
  onIdle: () => void
  /** The rater is back after that. */
  onBack: () => void
  /** Leases that were asked for and are not held any more. */
  onLost: (assignments: number[]) => void
  now?: () => number
}

/**
 * Keeps the leases of a rater at work alive, and tells when the rater is gone. Without input nothing is renewed, so a
 * page left open holds tasks for no longer than their lease.
 */
export function leaseKeeper({ held, renew, onIdle, onBack, onLost, now = Date.now }: Options) {
  let inputAt = now()
  let renewedAt = now()
  let isIdle = false
  let isRenewing = false

  function dueAfterMs() {
    const ends = held().map(({ leaseExpiresAt }) => Date.parse(leaseExpiresAt))
    const shortest = Math.min(...ends) - renewedAt
    return Math.min(latestMs, Math.max(soonestMs, shortest / 3))
  }

  async function check() {
    const at = now()
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
      // What was answered in the meantime is not held either, and not lost.
      const lost = asked.filter((id) => !still.has(id) && mine.has(id))
      if (lost.length > 0) onLost(lost)
    } catch {
      // Out of reach: the next look tries again.
    } finally {
      isRenewing = false
    }
  }

  const timer = setInterval(() => void check(), checkEveryMs)
  return {
    /** The rater did something. */
    input() {
      inputAt = now()
      if (!isIdle) return
      isIdle = false
      renewedAt = inputAt
      onBack()
    },
    /** The server has just given leases, or answered for them. */
    fresh() {
      renewedAt = now()
    },
    isIdle: () => isIdle,
    stop: () => clearInterval(timer),
  }
}
