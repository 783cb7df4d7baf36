import { useEffect, useRef, useState } from 'react'
import { browserTabLock, type TabLock, type TabState } from '@/lib/client/rating/tab-lock'

/**
 * Calls `arrive` when this tab gets the lock and `stand` when it loses it. After taking over from another tab, shows
 * nothing until `arrive` resolves, because this tab's state may be outdated.
 */
export function useTabLock(name: string, arrive: (wasElsewhere: boolean) => Promise<unknown>, stand: () => void) {
  const [tabState, setState] = useState<TabState>('asking')
  const session = useRef<TabLock | null>(null)
  const moves = useRef({ arrive, stand })
  useEffect(() => {
    moves.current = { arrive, stand }
  })
  useEffect(() => {
    let move = 0
    let wasElsewhere = false
    const made = browserTabLock(name, (next) => {
      move += 1
      const mine = move
      if (next !== 'here') {
        wasElsewhere = true
        setState(next)
        return moves.current.stand()
      }
      const arrived = moves.current.arrive(wasElsewhere)
      if (wasElsewhere) void arrived.then(() => mine === move && setState('here'))
      else setState('here')
    })
    session.current = made
    return () => {
      made.leave()
      moves.current.stand()
    }
  }, [name])
  return { tabState, take: () => session.current?.take() }
}
