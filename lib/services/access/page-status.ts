import { AsyncLocalStorage } from 'node:async_hooks'

export interface PageAnswer {
  path: string
  /** From its question mark on, or empty. */
  query: string
  status: 403 | 404 | 503 | null
}

// Global because Next bundles this module separately from the web server.
const shared = globalThis as typeof globalThis & { reassessPageAnswer?: AsyncLocalStorage<PageAnswer> }
shared.reassessPageAnswer ??= new AsyncLocalStorage<PageAnswer>()
const current = shared.reassessPageAnswer

export const withPageAnswer = <T>(answer: PageAnswer, work: () => T): T => current.run(answer, work)

/** Null outside our web server. */
export const requestedPath = (): string | null => current.getStore()?.path ?? null

/** Address to return to after signing in. Without the parameter by which Next marks its own requests. */
export function requestedAddress(): string | null {
  const answer = current.getStore()
  if (!answer) return null
  const query = new URLSearchParams(answer.query)
  query.delete('_rsc')
  return query.size > 0 ? `${answer.path}?${query}` : answer.path
}

/** Sets a page's status, which Next cannot. The first call counts, and none after the headers were sent. */
export function answerPageWith(status: 403 | 404 | 503): void {
  const answer = current.getStore()
  if (answer) answer.status ??= status
}
