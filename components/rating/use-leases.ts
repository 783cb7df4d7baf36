import { useEffect, useRef } from 'react'
import { leaseKeeper } from '@/lib/client/rating/lease-keeper'
import { releaseLeases, releaseOnLeaving, renewLeases } from '@/lib/client/rating/rating'
import { leaseHolder, runSerially } from '@/lib/client/rating/rating-outbox'
import type { SessionEngine } from '@/lib/client/rating/session-engine'
import { maxNamed } from '@/lib/domain/rating/rating-limits'
import { onActivity } from './use-labeling-session'

/**
 * Renews leases while the rater is active. After five minutes without input, or when the page is left, releases the
 * tasks held ahead; a task with answers is kept until its lease ends.
 */
export function useLeases(slug: string, engine: SessionEngine, isHere: boolean) {
  const hasSession = useRef(isHere)
  hasSession.current = isHere
  useEffect(() => {
    if (!isHere) return
    const ids = () =>
      engine
        .held()
        .map(({ assignmentId }) => assignmentId)
        .slice(0, maxNamed)
    /** Renews leases for their full time, even expired ones if nobody else has taken the task. */
    async function keep(assignments: number[]) {
      if (assignments.length === 0) return
      const { held } = await runSerially(() => renewLeases(slug, { assignments, holder: leaseHolder() }))
      engine.renewed(held)
    }
    const keeper = leaseKeeper({
      held: engine.held,
      async renew(assignments) {
        const { held } = await runSerially(() => renewLeases(slug, { assignments, holder: leaseHolder() }))
        engine.renewed(held)
        return held
      },
      onIdle() {
        const { kept, back } = engine.releaseIdleTasks()
        // Offline, the leases expire by themselves.
        void keep(kept).catch(() => undefined)
        const assignments = back.slice(0, maxNamed)
        if (assignments.length > 0)
          void runSerially(() => releaseLeases(slug, { assignments, holder: leaseHolder() })).catch(() => undefined)
      },
      onBack: () =>
        void keep(ids())
          .catch(() => undefined)
          .then(() => engine.ask()),
      onLost(lost) {
        // Asks the server about the current task once more, since it knows whether others have it.
        const onScreen = engine.currentTask()?.assignmentId
        engine.lose(lost.filter((id) => id !== onScreen))
        void engine.ask()
      },
    })
    const stopNoticing = onActivity(() => keeper.input())

    // Does not release the task on the screen. On a reload, the server renders the next page with that task before this
    // request arrives, so the new page would show a task that is no longer held. Its lease ends by itself.
    function leave() {
      const onScreen = engine.currentTask()?.assignmentId
      const assignments = ids().filter((id) => id !== onScreen)
      if (assignments.length === 0) return
      releaseOnLeaving(slug, { assignments, holder: leaseHolder() })
      engine.lose(assignments)
    }
    const cameBack = ({ persisted }: PageTransitionEvent) => persisted && void engine.ask()
    window.addEventListener('pagehide', leave)
    window.addEventListener('pageshow', cameBack)
    return () => {
      keeper.stop()
      stopNoticing()
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('pageshow', cameBack)
      // If another tab took over the lock, it holds the same tasks.
      if (hasSession.current) leave()
    }
  }, [slug, engine, isHere])
}
