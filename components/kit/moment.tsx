'use client'

import { useEffect, useState } from 'react'
import { dateAndTime, relativeTime } from '@/lib/wording/date'

/** A time relative to now, with the exact local date and time on hover. */
export function Moment({ at }: { at: string }) {
  const [exact, setExact] = useState<string>()
  useEffect(() => setExact(dateAndTime(new Date(at))), [at])
  return (
    <time dateTime={at} title={exact} suppressHydrationWarning className="whitespace-nowrap">
      {relativeTime(new Date(at), new Date())}
    </time>
  )
}

/** Says when the worker last measured something, or that it has yet to. `what` is a plural subject. */
export function MeasuredAt({ what, at, isMeasured }: { what: string; at: string | null; isMeasured: boolean }) {
  if (!isMeasured) return `${what} are being measured and will appear in a few minutes.`
  return (
    at !== null && (
      <>
        {what} were measured <Moment at={at} />.
      </>
    )
  )
}
