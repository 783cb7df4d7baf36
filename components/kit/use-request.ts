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

/**
 * What one request of the rating screen answers, asked for once under each name; nothing while the name is null. The
 * screen has so few of them that the library of the other pages would be most of its script.
 */
export function useRequest<T>(name: string | null, ask: () => Promise<T>) {
  const [state, setState] = useState<{ name: string; data?: T; error?: Error } | null>(null)
  const [turn, setTurn] = useState(0)
  const latest = useRef(ask)
  useEffect(() => {
    latest.current = ask
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new turn asks again
  useEffect(() => {
    if (name === null || kept.has(name)) return
    let isLeft = false
    void (async () => {
      for (let round = 1; !isLeft; round++) {
        try {
          const data = await latest.current()
          keep(name, data)
          if (!isLeft) setState({ name, data })
          return
        } catch (reason) {
          if (round === tries || !mayPass(reason)) {
            if (!isLeft) setState({ name, error: asError(reason) })
            return
          }
          await new Promise((resolve) => setTimeout(resolve, pauseMs * round))
        }
      }
    })()
    return () => {
      isLeft = true
    }
  }, [name, turn])

  const put = useCallback((where: string, data: T) => {
    keep(where, data)
    setState({ name: where, data })
  }, [])
  const error = name !== null && !kept.has(name) && state?.name === name ? (state.error ?? null) : null
  return {
    data: name === null ? undefined : (kept.get(name) as T | undefined),
    isError: error !== null,
    refetch: () => {
      setState(null)
      setTurn((now) => now + 1)
    },
    put,
  }
}

/** One thing sent at a time, with what a form has to know of it. */
export function useSending<Input, Output>(
  send: (input: Input) => Promise<Output>,
  onSuccess?: (output: Output) => unknown,
) {
  const [isPending, setPending] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const reset = useCallback(() => setError(null), [])
  const latest = useRef({ send, onSuccess })
  useEffect(() => {
    latest.current = { send, onSuccess }
  })
  const mutate = useCallback(async (input: Input, also: { onSuccess?: (output: Output) => unknown } = {}) => {
    setPending(true)
    setError(null)
    try {
      const output = await latest.current.send(input)
      latest.current.onSuccess?.(output)
      also.onSuccess?.(output)
    } catch (reason) {
      setError(asError(reason))
    } finally {
      setPending(false)
    }
  }, [])
  return { isPending, isError: error !== null, error, reset, mutate }
}
