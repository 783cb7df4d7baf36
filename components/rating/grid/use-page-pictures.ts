import { useCallback, useEffect, useRef, useState } from 'react'
import type { RatingTask } from '@/lib/contracts/rating/rating'
import { noViewTimes, updateViewTimes, viewDurationsMs } from '@/lib/domain/rating/grid-page'
import { minViewMs } from '@/lib/domain/rating/rating-limits'

type Pictures = NonNullable<RatingTask['pictures']>
/** `gone`: taken off the page. `failed`: could not be loaded; goes to other raters. */
export type PictureState = 'loading' | 'painted' | 'failed' | 'gone'

/** Share of a tile that must be inside the window for the picture to count as in view. */
const shareInView = 0.6
const checkEveryMs = 100

const isWanted = (state: PictureState | undefined) => state === 'loading' || state === 'painted'

const stateAtFirst = (pictures: Pictures): PictureState[] =>
  pictures.map((picture) => (picture === null ? 'gone' : picture.url === null ? 'failed' : 'loading'))

/**
 * Tracks how long each picture of one page was in view: painted, inside the window, page visible. `isReady` is true
 * once every picture that could be loaded was in view for long enough.
 */
export function usePagePictures(pictures: Pictures) {
  const [states, setStates] = useState(() => stateAtFirst(pictures))
  const [seen, setSeen] = useState(0)
  const tiles = useRef<(HTMLElement | null)[]>([])
  const times = useRef(noViewTimes(pictures.length))
  const isPainted = useRef(states.map(() => false))
  const isInWindow = useRef(states.map(() => false))

  const settle = useCallback((position: number) => {
    const isSeen =
      document.visibilityState === 'visible' &&
      (isPainted.current[position] ?? false) &&
      (isInWindow.current[position] ?? false)
    times.current = updateViewTimes(times.current, position, isSeen, performance.now())
  }, [])

  const setState = useCallback(
    (position: number, state: PictureState) => {
      isPainted.current[position] = state === 'painted'
      settle(position)
      setStates((before) => (before[position] === state ? before : before.with(position, state)))
    },
    [settle],
  )

  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          const position = tiles.current.indexOf(target as HTMLElement)
          if (position < 0) continue
          isInWindow.current[position] = intersectionRatio >= shareInView
          settle(position)
        }
      },
      { threshold: [0, shareInView, 1] },
    )
    for (const tile of tiles.current) if (tile) observer.observe(tile)
    const settleAll = () => {
      for (const position of times.current.totals.keys()) settle(position)
    }
    document.addEventListener('visibilitychange', settleAll)
    return () => {
      observer.disconnect()
      document.removeEventListener('visibilitychange', settleAll)
    }
  }, [settle])

  const wanted = states.filter(isWanted).length
  const isReady = seen >= wanted && !states.includes('loading')
  useEffect(() => {
    if (isReady) return
    const timer = setInterval(() => {
      setSeen(viewDurationsMs(times.current, performance.now()).filter((ms) => ms >= minViewMs).length)
    }, checkEveryMs)
    return () => clearInterval(timer)
  }, [isReady])

  return {
    states,
    seen: Math.min(seen, wanted),
    wanted,
    isReady,
    setState,
    setTile: useCallback((position: number, tile: HTMLElement | null) => {
      tiles.current[position] = tile
    }, []),
    /** Scrolls to the first picture that was not in view for long enough. */
    showUnseen() {
      const shownMs = viewDurationsMs(times.current, performance.now())
      tiles.current[shownMs.findIndex((ms, position) => isWanted(states[position]) && ms < minViewMs)]?.scrollIntoView()
    },
    measure: useCallback(() => {
      const failed = states.flatMap((state, position) => (state === 'failed' ? [position] : []))
      return { shownMs: viewDurationsMs(times.current, performance.now()), failed: failed.length > 0 ? failed : null }
    }, [states]),
  }
}

export type PagePictures = ReturnType<typeof usePagePictures>
