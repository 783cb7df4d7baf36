// Only a type import: the rating screen must not load the schema library.

import type { z } from 'zod'
import { addressOf } from '@/lib/contracts/address-of'
import type { AnyEndpoint, Method, PathParam } from '@/lib/contracts/endpoint'

/** A failed request. `code` is the server's, `offline` without a response, or `unreadable` if parsing failed. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'ApiError'
  }

  /** Whether the same request may succeed later. */
  get isTemporary(): boolean {
    return this.code === 'offline' || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

/** Whether the account has no access: the server answers 404 for what an account may not know of. */
export const isHidden = (reason: unknown): boolean =>
  reason instanceof ApiError && (reason.status === 403 || reason.status === 404)

/** The account that is signed in may not answer in the project, or the project is gone. */
export const noAccess = () => new ApiError(403, 'no-access', 'This account may not answer in the project.')

/** Validates a response. Zod schemas are readers too. */
export interface Reader<T> {
  safeParse(json: unknown): { success: true; data: T } | { success: false }
}

/** Returns a reader that checks only the parts a page relies on, for pages that must not load the full schema. */
export const partReader = <T>(fits: (json: unknown) => boolean): Reader<T> => ({
  safeParse: (json) => (fits(json) ? { success: true, data: json as T } : { success: false }),
})

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** How long after a response the same request still counts as a double click. */
const secondClickMs = 1_000

const keys = new Map<string, string>()

// `crypto.randomUUID` exists only in secure contexts (https and localhost).
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * Sends a request with an idempotency key. The same request keeps its key while it is pending, while its outcome is
 * unknown, and shortly after its response. An error response drops the key at once.
 */
async function withCreationKey<Answer>(request: string, send: (key: string) => Promise<Answer>): Promise<Answer> {
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

/** For changes of whole projects, which can take minutes. */
export const bulkTimeoutMs = 300_000

interface Options {
  body?: unknown
  signal?: AbortSignal | undefined
  /** After this long without a response, the connection counts as lost. */
  timeoutMs?: number
  headers?: Record<string, string>
}

async function send(
  method: Method,
  address: string,
  { body, signal, timeoutMs = 30_000, headers }: Options,
  key?: string,
) {
  const deadline = AbortSignal.timeout(timeoutMs)
  let response: Response
  let json: unknown
  try {
    response = await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    })
    json = await response.json().catch((reason: unknown) => {
      if (reason instanceof SyntaxError) return undefined
      throw reason
    })
  } catch (reason) {
    if (signal?.aborted) throw reason
    throw new ApiError(0, 'offline', 'The server could not be reached.')
  }
  if (!response.ok) throw refusal(response.status, json)
  return { status: response.status, json }
}

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string')

/** Returns the error for a response with a status other than 2xx. */
export function refusal(status: number, json: unknown): ApiError {
  if (isRecord(json) && typeof json.code === 'string' && typeof json.message === 'string' && isTexts(json.fields)) {
    return new ApiError(status, json.code, json.message, json.fields)
  }
  return new ApiError(status, 'unreadable', `The server responded with status ${status}.`)
}

interface Asked {
  method: Method
  path: string
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
  output: Reader<unknown>
  isCreating?: true
}

type Schema<S> = S extends z.ZodType ? S : undefined

type SmallEndpoint<E extends AnyEndpoint> = Pick<E, 'method' | 'path'> & {
  query?: Schema<E['query']>
  body?: Schema<E['body']>
  output: Reader<E['output'] extends z.ZodType ? z.output<E['output']> : never>
}

/** Method and path, without `/api/projects/[project]` if it begins so. */
type AddressOf<E extends AnyEndpoint> =
  `${E['method']} ${E['path'] extends `/api/projects/[project]${infer Rest}` ? Rest : E['path']}`

/**
 * Returns an endpoint for pages that must stay small: its address, checked against the declaration by the compiler, and
 * a hand-written check of the response in place of the schema.
 */
// @__NO_SIDE_EFFECTS__
export function smallEndpoint<E extends AnyEndpoint>(address: AddressOf<E>, fits: (json: unknown) => boolean) {
  const [method, path] = address.split(' ') as [string, string]
  const wholePath = path.startsWith('/api') ? path : `/api/projects/[project]${path}`
  return { method, path: wholePath, output: partReader(fits) } as unknown as SmallEndpoint<E>
}

type Answer<E extends Asked> = E['output'] extends Reader<infer T> ? T : never
type Part<Name extends string, S extends z.ZodType> = [S] extends [never]
  ? unknown
  : Record<never, never> extends z.input<S>
    ? { [name in Name]?: z.input<S> }
    : { [name in Name]: z.input<S> }
type Given<E extends Asked> = Part<'query', Extract<E['query'], z.ZodType>> &
  Part<'body', Extract<E['body'], z.ZodType>> &
  Omit<Options, 'body'>

/** Calls a declared endpoint with its path parameters, query and body. Throws ApiError. */
export async function request<E extends Asked>(
  { method, path, output, isCreating }: E,
  params: Record<PathParam<E['path']>, string | number>,
  ...[given]: Record<never, never> extends Given<E> ? [Given<E>?] : [Given<E>]
): Promise<Answer<E>> {
  const { query, ...options }: { query?: object } & Options = given ?? {}
  const address = addressOf<E['path']>(path, params, query)
  const { status, json } = isCreating
    ? await withCreationKey(`${method} ${address} ${JSON.stringify(options.body)}`, (key) =>
        send(method, address, options, key),
      )
    : await send(method, address, options)
  const parsed = output.safeParse(json)
  if (parsed.success) return parsed.data as Answer<E>
  throw new ApiError(status, 'unreadable', 'The server sent an unexpected response. Reload the page.')
}

/** The parameters of a path in their order, such as project and run. */
type PathArguments<P extends string> = P extends `${string}[${infer Name}]${infer Rest}`
  ? [Name extends 'project' ? string : string | number, ...PathArguments<Rest>]
  : []

type BodyArgument<S extends z.ZodType> = [S] extends [never]
  ? []
  : Record<never, never> extends z.input<S>
    ? [body?: z.input<S>]
    : [body: z.input<S>]

/** Returns a function that calls an endpoint with the parameters of its path in their order, then its body. */
// @__NO_SIDE_EFFECTS__
export function caller<E extends Asked>(endpoint: E, options: Pick<Options, 'timeoutMs'> = {}) {
  type Arguments = [...PathArguments<E['path']>, ...BodyArgument<Extract<E['body'], z.ZodType>>]
  return (...given: Arguments): Promise<Answer<E>> => {
    const names = Array.from(endpoint.path.matchAll(/\[(\w+)\]/g), ([, name]) => name)
    const params = Object.fromEntries(names.map((name, index) => [name, given[index]]))
    const body: unknown = given[names.length]
    return request<Asked>(endpoint, params, { ...options, body }) as Promise<Answer<E>>
  }
}
