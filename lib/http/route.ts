import type { z } from 'zod'
import { currentActor } from '@/lib/auth/current-actor'
import type { Actor } from '@/lib/domain/permissions'
import { AppError, notFound } from '@/lib/errors'
import { errorResponse } from './error-response'
import { parse, readBody, refuseForeignOrigin } from './request-parts'

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
      const query = declaration.query && parse(declaration.query, Object.fromEntries(url.searchParams), 'query')
      const params = declaration.params && parse(declaration.params, await context.params, 'address')
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
