import { ApiError } from './api-error'

/** How long after its answer the same request still counts as a second click. */
const secondClickMs = 1_000

const keys = new Map<string, string>()

// `crypto.randomUUID` exists on https and on the machine itself alone.
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Sends a request that creates something under a key of its own. The same request has the same key while it is on its way,
 * while nobody knows what became of it, and shortly after its answer; a refusal ends the key at once.
 */
export async function withCreationKey<Answer>(
  request: string,
  send: (key: string) => Promise<Answer>,
): Promise<Answer> {
  const key = keys.get(request) ?? newKey()
  keys.set(request, key)
  try {
    const answer = await send(key)
    setTimeout(() => keys.delete(request), secondClickMs)
    return answer
  } catch (reason) {
    if (reason instanceof ApiError && reason.status > 0) keys.delete(request)
    throw reason
  }
}
