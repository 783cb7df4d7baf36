import { useCallback, useEffect, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'
import { confirmDocument, readDocument } from '@/lib/client/texts'
import type { DocumentToRead } from '@/lib/contracts/texts'
import type { DocumentKind } from '@/lib/domain/texts/document'

/**
 * A text of the project as it stands now, asked for anew whenever it is wanted. The rating page does without the library
 * with which other pages ask, as it would be most of its script.
 */
export function useDocument(slug: string, kind: DocumentKind, isWanted = true) {
  const [data, setData] = useState<DocumentToRead>()
  const [error, setError] = useState<unknown>(null)
  const [turn, setTurn] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks again
  useEffect(() => {
    if (!isWanted) return
    const leaving = new AbortController()
    setError(null)
    readDocument(slug, kind, leaving.signal).then(setData, (reason: unknown) => {
      if (!leaving.signal.aborted) setError(reason)
    })
    return () => leaving.abort()
  }, [slug, kind, isWanted, turn])
  return { data, error, askAgain: useCallback(() => setTurn((now) => now + 1), []) }
}

const isConflict = (error: unknown) => error instanceof ApiError && error.code === 'conflict'

/** Sends a rater's decision about a text, one at a time. */
export function useDecision() {
  const [state, setState] = useState<'open' | 'sending' | 'settled'>('open')
  const [error, setError] = useState<unknown>(null)
  async function send(decide: () => Promise<unknown>) {
    setState('sending')
    setError(null)
    try {
      await decide()
      setState('settled')
    } catch (reason) {
      setError(reason)
      setState('open')
    }
  }
  return {
    isBusy: state !== 'open',
    send,
    /** The text was changed while it was being read. */
    isOutdated: isConflict(error),
    error: isConflict(error) ? null : error,
  }
}

export const sendReading = (slug: string, { kind, version }: { kind: DocumentKind; version: number }) =>
  confirmDocument(slug, kind, version)
