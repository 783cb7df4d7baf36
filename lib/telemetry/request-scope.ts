import { AsyncLocalStorage } from 'node:async_hooks'

/** The request, or the job, for which something is done. */
export interface RequestScope {
  /** The number that the answer carries and logs repeat. Null for a job that no request has started. */
  id: string | null
  /** The path of the declared endpoint, once it is known. */
  endpoint?: string
}

// One for the web server and for what Next has bundled apart from it.
const shared = globalThis as typeof globalThis & { reassessRequestScope?: AsyncLocalStorage<RequestScope> }
shared.reassessRequestScope ??= new AsyncLocalStorage<RequestScope>()
const current = shared.reassessRequestScope

export const withinRequest = <T>(scope: RequestScope, work: () => T): T => current.run(scope, work)

/** The number of the request that is being answered, or that started the job; null outside of both. */
export const requestId = (): string | null => current.getStore()?.id ?? null

/** What log lines say of the request they belong to. */
export const requestFields = (): { request?: string } => {
  const id = requestId()
  return id === null ? {} : { request: id }
}

/** Says which declared endpoint answers this request. */
export function noteEndpoint(path: string): void {
  const scope = current.getStore()
  if (scope) scope.endpoint = path
}

export const requestIdHeader = 'x-request-id'

/** A number that somebody else gave to a request, if it is one that can stand in a log: letters, digits and `._:-`. */
export const validRequestId = (given: string | string[] | undefined): string | null =>
  typeof given === 'string' && /^[\w.:-]{8,128}$/.test(given) ? given : null
