'use client'

import { useEffect } from 'react'

/** So long whatever removed the element may move the focus itself, to something nearer. */
const graceMs = 100

/**
 * Gives the focus back to a button that was disabled while it worked, and moves it to an element of the page when the one
 * that had it is removed, such as the button of a row that it removes. The browser drops it in both cases, and with it
 * where the keyboard and screen readers are.
 */
export function LostFocus({ to }: { to: string }) {
  useEffect(() => {
    let last: HTMLElement | null = null
    const keep = ({ target }: FocusEvent) => {
      last = target instanceof HTMLElement ? target : null
    }
    const giveTo = (element: HTMLElement | null) => {
      if (document.activeElement === document.body) element?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver((changes) => {
      if (last && !last.isConnected) {
        last = null
        setTimeout(() => giveTo(document.getElementById(to)), graceMs)
      } else if (changes.some(({ type, target }) => type === 'attributes' && target === last)) giveTo(last)
    })
    document.addEventListener('focusin', keep)
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', keep)
      observer.disconnect()
    }
  }, [to])
  return null
}
