import { useEffect } from 'react'

/** Asks before a link, a reload or the end of the tab discards changes. Does not ask about Back within the site. */
export function useLeaveWarning(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return
    const leaving = (event: BeforeUnloadEvent) => event.preventDefault()
    const following = (event: MouseEvent) => {
      const link =
        event.target instanceof Element && event.target.closest('a[href]:not([target], [download], [href^="#"])')
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
      if (window.confirm('Leave this page without saving your changes?')) return
      event.preventDefault()
      event.stopPropagation()
    }
    window.addEventListener('beforeunload', leaving)
    // On the window, so that it runs before the router follows the link.
    window.addEventListener('click', following, { capture: true })
    return () => {
      window.removeEventListener('beforeunload', leaving)
      window.removeEventListener('click', following, { capture: true })
    }
  }, [isChanged])
}
