import { useEffect, useState } from 'react'

/** A text once it has not changed for `pauseMs`, so that not every letter is sent. */
export function useSettledText(text: string, pauseMs: number): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text, pauseMs])
  return settled
}
