import { AsyncLocalStorage } from 'node:async_hooks'

export interface PageAnswer {
  path: string
  status: 403 | 503 | null
}

// Global because Next bundles this module separately from the web server.
const shared = globalThis as typeof globalThis & { reassessPageAnswer?: AsyncLocalStorage<PageAnswer> }
shared.reassessPageAnswer ??= new AsyncLocalStorage<PageAnswer>()
const current = shared.reassessPageAnswer

export const whileAnswering = <T>(answer: PageAnswer, work: () => T): T => current.run(answer, work)

/** Null outside our web server. */
export const requestedPath = (): string | null => current.getStore()?.path ?? null

/** Sets a page's status, which Next cannot. The first call counts, and none after the headers were sent. */
export function answerPageWith(status: 403 | 503): void {
  const answer = current.getStore()
  if (answer) answer.status ??= status
}
