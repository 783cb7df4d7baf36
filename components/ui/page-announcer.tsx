'use client'

import { useEffect, useState } from 'react'

/** Time in which Next's own announcer may speak first. */
const graceMs = 150

/** What Next's announcer has said: the title of the page or, if that had not arrived, its heading or nothing. */
const saidByNext = () => document.querySelector('next-route-announcer')?.shadowRoot?.textContent ?? ''

/**
 * Announces the title of a page that is opened without a reload. Next announces it only if it has arrived when the page
 * changes, but titles are streamed and usually arrive later.
 */
export function PageAnnouncer() {
  const [said, setSaid] = useState('')
  useEffect(() => {
    let last = document.title
    let timer: ReturnType<typeof setTimeout> | undefined
    const observer = new MutationObserver(() => {
      const { title } = document
      // The old title is removed before the new one arrives.
      if (title === '' || title === last) return
      last = title
      clearTimeout(timer)
      timer = setTimeout(() => {
        const spoken = saidByNext()
        setSaid(spoken !== '' && title.startsWith(spoken) ? '' : title)
      }, graceMs)
    })
    observer.observe(document.head, { childList: true, subtree: true, characterData: true })
    return () => {
      clearTimeout(timer)
      observer.disconnect()
    }
  }, [])
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
