import { AsyncLocalStorage } from 'node:async_hooks'

/** The answer to one request for a page: its address, and the status it is sent with instead of Next's own. */
export interface PageAnswer {
  path: string
  status: 403 | 503 | null
}

// One for the web server and for what Next has bundled apart from it.
const shared = globalThis as typeof globalThis & { reassessPageAnswer?: AsyncLocalStorage<PageAnswer> }
shared.reassessPageAnswer ??= new AsyncLocalStorage<PageAnswer>()
const current = shared.reassessPageAnswer

/** Does `work` for one request, within which the functions below speak of its answer. */
export const whileAnswering = <T>(answer: PageAnswer, work: () => T): T => current.run(answer, work)

/** The path that was asked for; null outside of our web server. */
export const requestedPath = (): string | null => current.getStore()?.path ?? null

/** Has the page be sent with this status, if nothing of it has been sent yet; Next knows none of these for a page. */
export function answerPageWith(status: 403 | 503): void {
  const answer = current.getStore()
  if (answer) answer.status ??= status
}
