'use client'

import { useEffect, useState } from 'react'
import { dateAndTime, relativeTime } from '@/lib/wording/date'

/** When something was or will be: the distance from now, and the reader's own date and time on hover. */
export function Moment({ at }: { at: string }) {
  const [exact, setExact] = useState<string>()
  useEffect(() => setExact(dateAndTime(new Date(at))), [at])
  return (
    <time dateTime={at} title={exact} suppressHydrationWarning className="whitespace-nowrap">
      {relativeTime(new Date(at), new Date())}
    </time>
  )
}
