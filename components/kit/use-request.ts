import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api-error'

/** Answers that were had, by name, so that a task that comes back does not ask again. */
const kept = new Map<string, unknown>()
const mostKept = 60

function keep(name: string, data: unknown) {
  kept.delete(name)
  kept.set(name, data)
  for (const oldest of kept.keys()) {
    if (kept.size <= mostKept) break
    kept.delete(oldest)
  }
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)))
const mayPass = (reason: unknown) => !(reason instanceof ApiError) || reason.isTemporary

const tries = 3
const pauseMs = 1_000

type Found<T> = { data: T } | { error: Error }

/** Asks up to three times where trouble may pass; null when nobody waits for it any more. */
async function askAgain<T>(ask: () => Promise<T>, isLeft: () => boolean): Promise<Found<T> | null> {
  for (let round = 1; !isLeft(); round++) {
    try {
      return { data: await ask() }
    } catch (reason) {
      if (round === tries || !mayPass(reason)) return { error: asError(reason) }
      await new Promise((resolve) => setTimeout(resolve, pauseMs * round))
    }
  }
  return null
}

/**
 * What one request of the rating screen answers, nothing while the name is null. With `isKept` it is asked for once under
 * each name, else whenever it is wanted. The screen has so few requests that the library of the other pages would be most
 * of its script.
 */
export function useRequest<T>(name: string | null, ask: () => Promise<T>, isKept = true) {
  const [state, setState] = useState<{ name: string; data?: T; error?: Error } | null>(null)
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks again
  useEffect(() => {
    if (name === null || (isKept && kept.has(name))) return
    let isLeft = false
    void askAgain(
      () => latest.current(),
      () => isLeft,
    ).then((found) => {
      if (found && 'data' in found && isKept) keep(name, found.data)
      if (found && !isLeft) setState({ name, ...found })
    })
    return () => {
      isLeft = true
    }
  }, [name, turn, isKept])

  const refetch = useCallback(() => {
    setState((now) => (now?.error ? null : now))
    setTurn((now) => now + 1)
  }, [])
  const put = useCallback((where: string, data: T) => {
    keep(where, data)
    setState({ name: where, data })
  }, [])
  const here = state?.name === name ? state : null
  const data = name === null ? undefined : isKept ? (kept.get(name) as T | undefined) : here?.data
  return {
    data,
    isError: name !== null && data === undefined && here?.error !== undefined,
    refetch,
    put,
  }
}

/** One thing sent at a time, with what a form has to know of it. */
export function useSending<Input, Output>(
  send: (input: Input) => Promise<Output>,
  onSuccess?: (output: Output) => unknown,
) {
  const [isPending, setPending] = useState(false)
  const [isDone, setDone] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const reset = useCallback(() => setError(null), [])
  const latest = useRef({ send, onSuccess })
  useEffect(() => {
    latest.current = { send, onSuccess }
  })
  const mutate = useCallback(async (input: Input, also: { onSuccess?: (output: Output) => unknown } = {}) => {
    setPending(true)
    setDone(false)
    setError(null)
    try {
      const output = await latest.current.send(input)
      latest.current.onSuccess?.(output)
      also.onSuccess?.(output)
      setDone(true)
    } catch (reason) {
      setError(asError(reason))
    } finally {
      setPending(false)
    }
  }, [])
  return { isPending, isDone, isError: error !== null, error, reset, mutate }
}
