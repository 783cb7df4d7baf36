'use client'

import { useEffect } from 'react'

/** Time in which the code that removed the element may move the focus to something nearer. */
const graceMs = 100

/** What the focus stays in when one of its controls is removed: page links, filter chips and the filters above, a table. */
const groups = 'nav, ul[aria-label], [role=toolbar], section[aria-label][tabindex], [data-filters]'

const controls = 'a[href], button:not(:disabled), select:not(:disabled)'

/** Returns the groups around an element, innermost first. */
export function groupsOf(element: Element): HTMLElement[] {
  const group = element.parentElement?.closest<HTMLElement>(groups)
  return group ? [group, ...groupsOf(group)] : []
}

/** Returns what may take the focus of a removed element, nearest first: its groups or the first control in them. */
const successors = (around: readonly HTMLElement[]) => [
  ...around
    .filter((group) => group.isConnected)
    .map((group) => (group.tabIndex >= 0 ? group : group.querySelector<HTMLElement>(controls))),
  document.getElementById('content'),
]

/**
 * Restores the focus to a button that was disabled while its action ran. When the focused element is removed, such as
 * the button of a deleted row or the link to a next page that does not exist, moves the focus to what is left of its
 * group, or else to the page's content. In both cases, browsers drop the focus, and keyboard and screen reader users
 * lose their position.
 */
export function LostFocus() {
  useEffect(() => {
    let last: HTMLElement | null = null
    let around: HTMLElement[] = []
    let timer: number | undefined
    const keep = ({ target }: FocusEvent) => {
      // A closed dialog returned the focus to the button of a row, which may be removed before the timer ends.
      clearTimeout(timer)
      last = target instanceof HTMLElement ? target : null
      around = last ? groupsOf(last) : []
    }
    const giveTo = (element: HTMLElement | null) => {
      if (document.activeElement === document.body) element?.focus({ preventScroll: true })
    }
    const observer = new MutationObserver((changes) => {
      if (last && !last.isConnected) {
        last = null
        const left = around
        timer = window.setTimeout(() => {
          for (const element of successors(left)) giveTo(element)
        }, graceMs)
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
