import { AsyncLocalStorage } from 'node:async_hooks'

/** The request or job for which work is done. */
export interface RequestScope {
  /** The request id, as in the response and in logs. Null for a job that no request has started. */
  id: string | null
  /** The path of the declared endpoint, once it is known. */
  endpoint?: string
  /** The name of the access token by which a program made the request. */
  accessToken?: string | null
}

// Shared by the web server and the code that Next bundles separately.
const shared = globalThis as typeof globalThis & { reassessRequestScope?: AsyncLocalStorage<RequestScope> }
shared.reassessRequestScope ??= new AsyncLocalStorage<RequestScope>()
const current = shared.reassessRequestScope

export const withinRequest = <T>(scope: RequestScope, work: () => T): T => current.run(scope, work)

/** Returns the id of the current request, or of the request that started the current job; null outside of both. */
export const requestId = (): string | null => current.getStore()?.id ?? null

export const requestFields = (): { request?: string } => {
  const id = requestId()
  return id === null ? {} : { request: id }
}

export function noteEndpoint(path: string): void {
  const scope = current.getStore()
  if (scope) scope.endpoint = path
}

/** Returns the name of the access token behind the current request or job; null for people, commands and the server. */
export const accessTokenName = (): string | null => current.getStore()?.accessToken ?? null

export function noteAccessToken(name: string): void {
  const scope = current.getStore()
  if (scope) scope.accessToken = name
}

export const requestIdHeader = 'x-request-id'

/** Returns an external request id if it is safe in a log: letters, digits and `._:-`. Null otherwise. */
export const validRequestId = (given: string | string[] | undefined): string | null =>
  typeof given === 'string' && /^[\w.:-]{8,128}$/.test(given) ? given : null
