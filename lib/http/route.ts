import type { z } from 'zod'
import { currentActor } from '@/lib/auth/current-actor'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { errorResponse } from './error-response'

type Shape = z.ZodType | undefined
type Value<S extends Shape> = S extends z.ZodType ? z.output<S> : undefined

interface Declaration<
  Who extends 'account' | 'anyone',
  Params extends Shape,
  Query extends Shape,
  Input extends Shape,
  Output extends Shape,
> {
  /** `account`: 401 unless signed in. The service behind the route checks role and row. */
  who: Who
  params?: Params
  query?: Query
  /** The JSON body. Left out: the body is not read. */
  input?: Input
  /** What is answered, as JSON. Left out: `run` answers a Response of its own. */
  output?: Output
  run: (call: {
    actor: Who extends 'account' ? Actor : Actor | null
    params: Value<Params>
    query: Value<Query>
    input: Value<Input>
    request: Request
  }) => Promise<Output extends z.ZodType ? z.input<Output> : Response>
}

const maxBodyBytes = 1_000_000

/** What is wrong with a value, by field: `answers.2` → "must be no, maybe or yes". */
function fieldErrors(error: z.ZodError): Record<string, string> {
  return Object.fromEntries(error.issues.map((issue) => [issue.path.join('.') || 'body', issue.message]))
}

function parse(schema: Shape, value: unknown, what: string) {
  if (!schema) return undefined
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = fieldErrors(parsed.error)
  throw new AppError('invalid-input', `The ${what} is not as expected: see ${Object.keys(fields).join(', ')}.`, fields)
}

/** The text of a body, given up as soon as it is too long, whatever its Content-Length says. */
async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body ?? []) {
    size += chunk.length
    if (size > maxBodyBytes) throw new AppError('too-large', 'The body is over 1 MB.', { body: 'over 1 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

async function readBody(request: Request): Promise<unknown> {
  const text = await readText(request)
  // Whoever has nothing to say says so by no body at all; a schema that asks for something then names what is missing.
  if (text === '') return {}
  if (!(request.headers.get('content-type') ?? '').startsWith('application/json'))
    throw new AppError('invalid-input', 'The body must be JSON, with Content-Type application/json.', {
      body: 'must be JSON',
    })
  // PostgreSQL has no place for this character, and no text of a person has it.
  if (/\\u0000/.test(text))
    throw new AppError('invalid-input', 'The body holds a NUL character.', { body: 'holds NUL' })
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid-input', 'The body is not valid JSON.', { body: 'not valid JSON' })
  }
}

// A browser says where a request comes from: nothing that another site sends may change anything here.
function refuseForeignOrigin(request: Request) {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const isForeign = site !== null ? site !== 'same-origin' && site !== 'none' : false
  const isOtherHost = origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get('host'))
  if (isForeign || isOtherHost) throw new AppError('forbidden', 'This request came from another site.')
}

/**
 * A route handler from a declaration. In order: origin, actor or 401, body, query and path or 400, one service, output
 * checked against its contract, JSON. Every error is answered with an ErrorBody.
 */
export function route<
  Who extends 'account' | 'anyone',
  Params extends Shape = undefined,
  Query extends Shape = undefined,
  Input extends Shape = undefined,
  Output extends Shape = undefined,
>(declaration: Declaration<Who, Params, Query, Input, Output>) {
  return async (
    request: Request,
    context: { params: Promise<Record<string, string | string[]>> },
  ): Promise<Response> => {
    const url = new URL(request.url)
    try {
      refuseForeignOrigin(request)
      if (/%00/.test(request.url)) throw notFound('address')
      const actor = await currentActor()
      if (declaration.who === 'account' && !actor) throw new AppError('unauthenticated', 'Sign in first.')
      const input = declaration.input ? parse(declaration.input, await readBody(request), 'body') : undefined
      const query = parse(declaration.query, Object.fromEntries(url.searchParams), 'query')
      const params = parse(declaration.params, await context.params, 'address')
      const result = await declaration.run({ actor, input, query, params, request } as Parameters<
        typeof declaration.run
      >[0])
      if (result instanceof Response) return result
      return Response.json(declaration.output?.parse(result), { headers: { 'Cache-Control': 'no-store' } })
    } catch (error) {
      return errorResponse(error, { method: request.method, path: url.pathname })
    }
  }
}
