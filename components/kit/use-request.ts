import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { ApiError } from '@/lib/client/api'

/** Responses by name, so that a task that comes back needs no new request. */
const kept = new Map<string, unknown>()
const maxKept = 60

function keep(name: string, data: unknown) {
  kept.delete(name)
  kept.set(name, data)
  for (const oldest of kept.keys()) {
    if (kept.size <= maxKept) break
    kept.delete(oldest)
  }
}

const asError = (reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason)))
const mayPass = (reason: unknown) => !(reason instanceof ApiError) || reason.isTemporary

const tries = 3
const pauseMs = 1_000

type Found<T> = { data: T } | { error: Error }

/** Tries up to three times if errors are temporary. Returns null if the result is no longer needed. */
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
 * Fetches data for the rating screen; does nothing while `name` is null. With `isKept`, fetches once per name. Replaces
 * the query library of other pages, which would be most of the rating screen's script.
 */
export function useRequest<T>(name: string | null, ask: () => Promise<T>, isKept = true) {
  const [state, setState] = useState<{ name: string; data?: T; error?: Error } | null>(null)
  const [turn, setTurn] = useState(0)
  const askNow = useEffectEvent(ask)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn triggers another request
  useEffect(() => {
    if (name === null || (isKept && kept.has(name))) return
    let isLeft = false
    void askAgain(askNow, () => isLeft).then((found) => {
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

interface Also<Output> {
  onSuccess?: (output: Output) => unknown
  onError?: () => unknown
}

/** Sends one request at a time, with the state that a form needs. */
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
  const mutate = useCallback(async (input: Input, also: Also<Output> = {}) => {
    setPending(true)
    setDone(false)
    setError(null)
    try {
      const output = await latest.current.send(input)
      latest.current.onSuccess?.(output)
      also.onSuccess?.(output)
      setDone(true)
    } catch (reason) {
      setDone(false)
      setError(asError(reason))
      also.onError?.()
    } finally {
      setPending(false)
    }
  }, [])
  return { isPending, isDone, isError: error !== null, error, reset, mutate }
}
