import { z } from 'zod'
import { currentActor } from '@/lib/auth/current-actor'
import { type AnyEndpoint, nothing } from '@/lib/contracts/endpoint'
import { parseInput } from '@/lib/contracts/parse-input'
import type { Actor } from '@/lib/domain/permissions'
import { notFound } from '@/lib/errors'
import type { ExportFile } from '@/lib/services/export-file'
import { authorize } from './authorize'
import { errorResponse } from './error-response'
import { fileResponse } from './file-response'
import { readBody, refuseForeignOrigin } from './request-parts'

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

interface Call<E extends AnyEndpoint> {
  actor: E['role'] extends 'anyone' ? Actor | null : Actor
  /** The project of the address. */
  slug: E['path'] extends `${string}[project]${string}` ? string : undefined
  params: { [Name in keyof E['params']]: Parsed<E['params'][Name]> }
  query: Parsed<E['query']>
  body: Parsed<E['body']>
  request: Request
}

/** What a service gives back: of one whose endpoint answers nothing, whatever it gives is left out. */
type Answer<Output> = Output extends z.ZodType
  ? Record<never, never> extends z.input<Output>
    ? unknown
    : z.input<Output> | Response
  : Output extends 'file'
    ? ExportFile
    : Response

const toResponse = (output: AnyEndpoint['output'], answer: unknown): Response => {
  if (output === 'file') return fileResponse(answer as ExportFile)
  if (output === 'response' || answer instanceof Response) return answer as Response
  const json = output === nothing ? {} : output.parse(answer)
  return Response.json(json, { headers: { 'Cache-Control': 'no-store' } })
}

/**
 * The route handler of an endpoint. In order: origin, actor or 401, role in the project or 403 and 404, body, query and
 * address or 400, one service, output checked against its contract. Every error is answered with an ErrorBody.
 */
export function serve<E extends AnyEndpoint>(
  endpoint: E,
  service: (call: Call<E>) => Promise<Answer<E['output']>> | Answer<E['output']>,
) {
  // Next gives an address without parameters no object at all.
  return async (request: Request, context: { params: Promise<Record<string, string | string[]> | undefined> }) => {
    const url = new URL(request.url)
    try {
      refuseForeignOrigin(request)
      if (/%00/.test(request.url)) throw notFound('address')
      const given = (await context.params) ?? {}
      const slug = given.project === undefined ? undefined : String(given.project)
      const actor = await currentActor()
      await authorize(actor, endpoint.role, slug)
      const body = endpoint.body && parseInput(endpoint.body, await readBody(request), 'body')
      const query = endpoint.query && parseInput(endpoint.query, Object.fromEntries(url.searchParams), 'query')
      const params = endpoint.params && parseInput(z.object(endpoint.params), given, 'address')
      const answer = await service({ actor, slug, params, query, body, request } as Call<E>)
      return toResponse(endpoint.output, answer)
    } catch (error) {
      return errorResponse(error, { method: request.method, path: url.pathname })
    }
  }
}
