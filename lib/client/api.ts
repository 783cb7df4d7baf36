import type { z } from 'zod'
import { addressOf, type PathParam } from '@/lib/contracts/address'
import type { AnyEndpoint, Method } from '@/lib/contracts/endpoint'
import { ApiError } from './api-error'
import { isRecord } from './is-record'
import type { Reader } from './reader'

interface Request<T> {
  address: string
  /** What the answer is read with: the schema of its contract, or what a page that must be small has in its stead. */
  output: Reader<T>
  body?: unknown
  signal?: AbortSignal | undefined
  /** After this long without an answer the connection counts as lost. */
  timeoutMs?: number
}

async function send<T>(method: Method, request: Request<T>): Promise<T> {
  const { address, output, body, signal, timeoutMs = 30_000 } = request
  const deadline = AbortSignal.timeout(timeoutMs)
  let response: Response
  let json: unknown
  try {
    response = await fetch(address, {
      method,
      headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
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
  const parsed = output.safeParse(json)
  if (!parsed.success) {
    throw new ApiError(
      response.status,
      'unreadable',
      'The server answered in a form this page does not know. Reload it.',
    )
  }
  return parsed.data
}

const isTexts = (value: unknown): value is Record<string, string> =>
  isRecord(value) && Object.values(value).every((text) => typeof text === 'string')

/** The error that an answer other than 2xx stands for. */
export function refusal(status: number, json: unknown): ApiError {
  if (isRecord(json) && typeof json.code === 'string' && typeof json.message === 'string' && isTexts(json.fields)) {
    return new ApiError(status, json.code, json.message, json.fields)
  }
  return new ApiError(status, 'unreadable', `The server answered with status ${status} and no reason.`)
}

/** Requests to our own API: JSON in, JSON out, the answer checked against its contract. All throw ApiError. */
export const api = {
  get: <T>(request: Request<T>) => send('GET', request),
  post: <T>(request: Request<T>) => send('POST', request),
  patch: <T>(request: Request<T>) => send('PATCH', request),
  put: <T>(request: Request<T>) => send('PUT', request),
  delete: <T>(request: Request<T>) => send('DELETE', request),
}

interface Asked {
  method: Method
  path: string
  query?: z.ZodType | undefined
  body?: z.ZodType | undefined
  output: Reader<unknown>
}

type Schema<S> = S extends z.ZodType ? S : undefined

/**
 * An endpoint as a page that must be small has it: method and path, which the compiler compares with the declaration, and a
 * reader of the answer in place of the schemas.
 */
export type SmallEndpoint<E extends AnyEndpoint> = Pick<E, 'method' | 'path'> & {
  query?: Schema<E['query']>
  body?: Schema<E['body']>
  output: Reader<E['output'] extends z.ZodType ? z.output<E['output']> : never>
}

type Answer<E extends Asked> = E['output'] extends Reader<infer T> ? T : never
type Part<Name extends string, S extends z.ZodType> = [S] extends [never]
  ? unknown
  : Record<never, never> extends z.input<S>
    ? { [name in Name]?: z.input<S> }
    : { [name in Name]: z.input<S> }
type Given<E extends Asked> = Part<'query', Extract<E['query'], z.ZodType>> &
  Part<'body', Extract<E['body'], z.ZodType>> &
  Partial<Pick<Request<unknown>, 'signal' | 'timeoutMs'>>

/** Calls a declared endpoint: what the brackets of its path stand for, then query and body. Throws ApiError. */
export function request<E extends Asked>(
  { method, path, output }: E,
  params: Record<PathParam<E['path']>, string | number>,
  ...[given]: Record<never, never> extends Given<E> ? [Given<E>?] : [Given<E>]
): Promise<Answer<E>> {
  const { query, ...rest }: { query?: object } & Partial<Request<unknown>> = given ?? {}
  const address = addressOf<E['path']>(path, params, query)
  return send(method, { address, output, ...rest }) as Promise<Answer<E>>
}
