'use client'

import { useEffect } from 'react'

/** Time in which the code that removed the element may move the focus to something nearer. */
const graceMs = 100

/**
 * Restores the focus to a button that was disabled while its action ran, and moves it to the page's content when the
 * focused one is removed, such as the button of a deleted row. In both cases, browsers drop the focus, and keyboard and
 * screen reader users lose their position.
 */
export function LostFocus() {
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
        setTimeout(() => giveTo(document.getElementById('content')), graceMs)
      } else if (changes.some(({ type, target }) => type === 'attributes' && target === last)) giveTo(last)
    })
    document.addEventListener('focusin', keep)
    observer.observe(document.body, { childList: true, subtree: true, attributeFilter: ['disabled'] })
    return () => {
      document.removeEventListener('focusin', keep)
      observer.disconnect()
    }
  }, [])
  return null
}
