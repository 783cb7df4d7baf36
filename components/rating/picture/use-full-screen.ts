import { useCallback, useEffect, useState } from 'react'

/**
 * Whether the picture of this task fills the screen. The page draws that itself, so that it also works where the browser
 * has no full screen, and notices and keys stay; the browser's own frame goes away where it can.
 */
export function useFullScreen(assignmentId: number | null) {
  const [fullId, setFullId] = useState<number | null>(null)
  const isFull = assignmentId !== null && fullId === assignmentId

  const leave = useCallback(() => {
    setFullId(null)
    if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined)
  }, [])

  useEffect(() => {
    if (!isFull) return
    const pressed = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) leave()
    }
    // The browser takes Escape for itself while its own full screen is on.
    const changed = () => {
      if (!document.fullscreenElement) setFullId(null)
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
      setFullId(assignmentId)
      void document.documentElement.requestFullscreen?.().catch(() => undefined)
    },
  }
}
