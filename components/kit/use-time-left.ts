import { useEffect, useRef, useState } from 'react'
import { timeLeftText } from '@/lib/wording/date'

interface Seen {
  step: string
  fraction: number
  /** In milliseconds. */
  at: number
}

/**
 * Returns the observation from which the pace of a step is measured: the first one with progress, because loading a model
 * or opening a file may come before it.
 */
export const startOf = (start: Seen | null, now: Seen | null): Seen | null =>
  now === null || start?.step !== now.step || start.fraction === 0 ? now : start

/** Seconds until a step is done, at its pace between two observations. Null until they are five seconds apart. */
export function secondsLeft(start: Seen, now: Seen): number | null {
  const seconds = (now.at - start.at) / 1000
  const gained = now.fraction - start.fraction
  return seconds < 5 || gained <= 0 ? null : ((1 - now.fraction) / gained) * seconds
}

/**
 * How long the current step will still take, judged by what this page has seen of it, such as "about 4 minutes left".
 * Blank if unknown. `fraction` is from 0 to 1, or null if nothing is counted.
 */
export function useTimeLeft(step: string, fraction: number | null): string {
  const start = useRef<Seen>(null)
  const [seconds, setSeconds] = useState<number | null>(null)
  useEffect(() => {
    const now = fraction === null ? null : { step, fraction, at: performance.now() }
    start.current = startOf(start.current, now)
    setSeconds(now && start.current && secondsLeft(start.current, now))
  }, [step, fraction])
  return fraction === null || seconds === null ? '' : timeLeftText(seconds)
}
