import { useEffect, useRef, useState } from 'react'
import { browserSeat, type TabPlace, type TabSeat } from '@/lib/client/rating/tab-seat'

/**
 * Whether this tab or another has the seat. `arrive` and `stand` are called as it comes and goes. A tab that gets it from
 * another shows nothing before `arrive` is done: the other may have answered what this one last knew.
 */
export function useTabSeat(name: string, arrive: () => Promise<unknown>, stand: () => void) {
  const [place, setPlace] = useState<TabPlace>('asking')
  const seat = useRef<TabSeat | null>(null)
  const moves = useRef({ arrive, stand })
  useEffect(() => {
    moves.current = { arrive, stand }
  })
  useEffect(() => {
    let move = 0
    let wasElsewhere = false
    const made = browserSeat(name, (next) => {
      move += 1
      const mine = move
      if (next !== 'here') {
        wasElsewhere = true
        setPlace(next)
        return moves.current.stand()
      }
      const arrived = moves.current.arrive()
      if (wasElsewhere) void arrived.then(() => mine === move && setPlace('here'))
      else setPlace('here')
    })
    seat.current = made
    return () => {
      made.leave()
      moves.current.stand()
    }
  }, [name])
  return { place, take: () => seat.current?.take() }
}
