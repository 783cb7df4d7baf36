import { useCallback, useEffect, useState } from 'react'

/**
 * Whether pictures fill the screen, from one task to the next, until it is left or there is no task. The page draws
 * this itself, so it also works in browsers without full screen, and notices and keys stay; the browser's own frame
 * goes away where it can.
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

  useEffect(() => {
    if (!isFull) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
    }
    // The browser takes Escape for itself while its own full screen is on.
    const changed = () => {
      if (!document.fullscreenElement) setIsOn(false)
    }
    window.addEventListener('keydown', pressed)
    document.addEventListener('fullscreenchange', changed)
    return () => {
      window.removeEventListener('keydown', pressed)
      document.removeEventListener('fullscreenchange', changed)
      if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
    }
  }, [isFull, leave])

  return {
    isFull,
    toggle: () => {
      if (isFull) return leave()
      setIsOn(true)
      void document.documentElement.requestFullscreen?.().catch(() => undefined)
    },
  }
}
