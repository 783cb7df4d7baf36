import type { z } from 'zod'
import { errorBody } from '@/lib/contracts/error'
import { ApiError } from './api-error'

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

interface Request<Output extends z.ZodType> {
  address: string
  output: Output
  body?: unknown
  signal?: AbortSignal
  /** After this long without an answer the connection counts as lost. */
  timeoutMs?: number
}

async function send<Output extends z.ZodType>(method: Method, request: Request<Output>): Promise<z.output<Output>> {
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

/** The error that an answer other than 2xx stands for. */
export function refusal(status: number, json: unknown): ApiError {
  const body = errorBody.safeParse(json)
  if (body.success) return new ApiError(status, body.data.code, body.data.message, body.data.fields)
  return new ApiError(status, 'unreadable', `The server answered with status ${status} and no reason.`)
}

/** Requests to our own API: JSON in, JSON out, the answer checked against its contract. All throw ApiError. */
export const api = {
  get: <Output extends z.ZodType>(request: Request<Output>) => send('GET', request),
  post: <Output extends z.ZodType>(request: Request<Output>) => send('POST', request),
  patch: <Output extends z.ZodType>(request: Request<Output>) => send('PATCH', request),
  put: <Output extends z.ZodType>(request: Request<Output>) => send('PUT', request),
  delete: <Output extends z.ZodType>(request: Request<Output>) => send('DELETE', request),
}
