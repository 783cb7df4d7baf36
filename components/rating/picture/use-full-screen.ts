import { useCallback, useEffect, useState } from 'react'
import { useWindowKeys } from '@/components/ui/use-window-keys'

/**
 * Full-screen mode of pictures. Lasts across tasks, until the rater leaves it or there is no task. The page implements
 * it itself, so that it works in browsers without the Fullscreen API and keeps notices and keys; the API is used where
 * available.
 */
export function useFullScreen(assignmentId: number | null) {
  const [isOn, setIsOn] = useState(false)
  const hasTask = assignmentId !== null
  const isFull = hasTask && isOn

  const leave = useCallback(() => {
    setIsOn(false)
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  }, [])

  useEffect(() => {
    if (!hasTask) setIsOn(false)
  }, [hasTask])

  useWindowKeys((event) => event.key === 'Escape' && !event.defaultPrevented && leave(), isFull)

  useEffect(() => {
    if (!isFull) return
    // While the Fullscreen API is active, the browser handles Escape itself and the page gets no key event.
    const changed = () => {
      if (!document.fullscreenElement) setIsOn(false)
    }
    document.addEventListener('fullscreenchange', changed)
    return () => {
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [isFull])

  return {
    isFull,
    toggle: () => {
      if (isFull) return leave()
      setIsOn(true)
      void document.documentElement.requestFullscreen?.().catch(() => undefined)
    },
  }
}
