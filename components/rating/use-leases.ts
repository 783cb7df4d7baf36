import { useEffect, useRef } from 'react'
import { leaseKeeper } from '@/lib/client/rating/lease-keeper'
import { releaseLeases, releaseOnLeaving, renewLeases } from '@/lib/client/rating/rating'
import { holderNow, inTurn } from '@/lib/client/rating/rating-outbox'
import type { SessionEngine } from '@/lib/client/rating/session-engine'
import { mostNamed } from '@/lib/domain/rating/rating-limits'
import { onSignsOfLife } from './use-labeling-session'

/**
 * Keeps the rater's leases alive while they are at work. When they are gone for five minutes or leave the page, the tasks
 * ahead go back to others; one that was begun stays for the time of its lease.
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
        .slice(0, mostNamed)
    /** What was begun is the rater's for its full time again; also when that was over and nobody has taken it. */
    async function keep(assignments: number[]) {
      if (assignments.length === 0) return
      const { held } = await inTurn(() => renewLeases(slug, { assignments, holder: holderNow() }))
      engine.renewed(held)
    }
    const keeper = leaseKeeper({
      held: engine.held,
      async renew(assignments) {
        const { held } = await inTurn(() => renewLeases(slug, { assignments, holder: holderNow() }))
        engine.renewed(held)
        return held
      },
      onIdle() {
        const { kept, back } = engine.letGo()
        // Out of reach, they end by themselves.
        void keep(kept).catch(() => undefined)
        const assignments = back.slice(0, mostNamed)
        if (assignments.length > 0)
          void inTurn(() => releaseLeases(slug, { assignments, holder: holderNow() })).catch(() => undefined)
      },
      onBack: () =>
        void keep(ids())
          .catch(() => undefined)
          .then(() => engine.ask()),
      onLost(lost) {
        // The server is asked about the current one once more, and says whether others have it.
        const onScreen = engine.currentTask()?.assignmentId
        engine.lose(lost.filter((id) => id !== onScreen))
        void engine.ask()
      },
    })
    const stopNoticing = onSignsOfLife(() => keeper.input())

    // The task on the screen is not given back here. A reload leaves the page too, and has the next page drawn with that
    // task before this one goes, so it would show a task that is not held. It ends with its lease, like one with answers
    // begun, whose draft lives on in this browser.
    function leave() {
      const onScreen = engine.currentTask()?.assignmentId
      const assignments = ids().filter((id) => id !== onScreen)
      if (assignments.length === 0) return
      releaseOnLeaving(slug, { assignments, holder: holderNow() })
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
      // Another tab that took the lock over holds the same tasks.
      if (hasSession.current) leave()
    }
  }, [slug, engine, isHere])
}
