'use client'

import { useState } from 'react'

/** Announces a text when it changes, but not when the page opens. Null while the next text is not known yet. */
export function ChangeAnnouncement({ text }: { text: string | null }) {
  const [last, setLast] = useState(text)
  const [said, setSaid] = useState('')
  if (text !== null && text !== last) {
    setLast(text)
    if (last !== null) setSaid(text)
  }
  return (
    <p aria-live="polite" className="sr-only">
      {said}
    </p>
  )
}
