import { useEffect, useRef, useState } from 'react'
import { browserSeat, type TabPlace, type TabSeat } from '@/lib/client/tab-seat'

/** Whether this tab or another has the seat. `arrive` and `stand` are called as it comes and goes. */
export function useTabSeat(name: string, arrive: () => void, stand: () => void) {
  const [place, setPlace] = useState<TabPlace>('asking')
  const seat = useRef<TabSeat | null>(null)
  const moves = useRef({ arrive, stand })
  useEffect(() => {
    moves.current = { arrive, stand }
  })
  useEffect(() => {
    const made = browserSeat(name, (next) => {
      setPlace(next)
      if (next === 'here') moves.current.arrive()
      else moves.current.stand()
    })
    seat.current = made
    return () => {
      made.leave()
      moves.current.stand()
    }
  }, [name])
  return { place, take: () => seat.current?.take() }
}
