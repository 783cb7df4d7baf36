import { z } from 'zod'
import { clientNetwork } from '@/lib/auth/client-network'
import { actorOfToken, currentActor } from '@/lib/auth/session'
import { type AnyEndpoint, emptyObject, parseInput, textId } from '@/lib/contracts/endpoint'
import { rowId } from '@/lib/contracts/number'
import { bearerToken } from '@/lib/domain/accounts/access-token'
import { type Actor, canCreateProjects, type EndpointRole } from '@/lib/domain/permissions'
import { AppError, invalidInput, notFound } from '@/lib/errors'
import { answerOnce } from '@/lib/services/access/answer-once'
import { checkProject, raterRow } from '@/lib/services/access/guard-project'
import type { ExportFile } from '@/lib/services/export-file'
import { noteAccessToken, noteEndpoint } from '@/lib/telemetry/request-scope'
import { describeSpan } from '@/lib/telemetry/spans'
import { errorResponse } from './error-response'
import { fileResponse, withoutBody } from './file-response'

/** Far deeper than any body of our API. */
const deepest = 50

function textProblem(text: string): string | null {
  // PostgreSQL cannot store this character, and no real text contains it.
  if (text.includes('\0')) return 'contains a NUL character'
  if (/\p{Surrogate}/u.test(text)) return 'contains half of a character (a lone surrogate)'
  return null
}

const isText = (value: unknown) => typeof value === 'string'
const partsOf = (value: unknown) =>
  typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value)] : []

/** Returns why a parsed body is rejected before its schema is applied: unstorable texts or deep nesting. */
export function jsonProblem(body: unknown): string | null {
  let level: unknown[] = [body]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return `has more than ${deepest} levels`
    for (const text of level.filter(isText)) {
      const problem = textProblem(text)
      if (problem) return problem
    }
    level = level.flatMap(partsOf)
  }
  return null
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined

type Fields<Schema> = Schema extends z.ZodType ? z.output<Schema> : unknown

type IdSchema = typeof rowId | typeof textId
const ids = new Set<unknown>([rowId, textId])

type PathFields<Params> = {
  [Name in keyof Params as Params[Name] extends IdSchema ? `${Name & string}Id` : Name]: Parsed<Params[Name]>
}

interface Call<E extends AnyEndpoint> {
  actor: E['role'] extends 'anyone' ? Actor | null : Actor
  /** The project of the address. */
  slug: E['path'] extends `${string}[project]${string}` ? string : undefined
  params: { [Name in keyof E['params']]: Parsed<E['params'][Name]> }
  query: Parsed<E['query']>
  body: Parsed<E['body']>
  /** All of these together, as services take them: ids of the path are called `runId` instead of `run`. */
  input: { slug: Call<E>['slug'] } & PathFields<E['params']> & Fields<E['query']> & Fields<E['body']>
  request: Request
}

/** The result type of a service; ignored if the endpoint has no output. */
type Answer<Output> = Output extends z.ZodType
  ? Record<never, never> extends z.input<Output>
    ? unknown
    : z.input<Output> | Response
  : Output extends 'file'
    ? ExportFile
    : Response

const jsonResponse = (json: unknown) => Response.json(json, { headers: { 'Cache-Control': 'no-store' } })

const toResponse = (output: Exclude<AnyEndpoint['output'], 'file'>, answer: unknown): Response => {
  if (output === 'response' || answer instanceof Response) return answer as Response
  return jsonResponse(output === emptyObject ? {} : output.parse(answer))
}

function nameOf(actor: Actor | null): string | null {
  if (actor?.kind === 'account') return actor.userId
  return actor?.kind === 'panelist' ? `rater ${actor.raterId} of project ${actor.projectId}` : null
}

const maxBodyBytes = 1_000_000

/** Yields a body as it arrives. A client that stops sending must not look like a lost database, by its ECONNRESET. */
export async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* body ?? []
  } catch {
    throw new AppError('invalid-input', 'The request was interrupted before its end. Send it again.', {
      body: 'was interrupted',
    })
  }
}

/** Reads the bytes of a body, and throws as soon as it is too long, whatever its Content-Length. */
async function readBytes(request: Request): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of bodyOf(request)) {
    size += chunk.length
    if (size > maxBodyBytes) throw new AppError('too-large', 'The body is over 1 MB.', { body: 'over 1 MB' })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const isJson = (headers: Headers) =>
  /^application\/json *(;|$)/i.test(headers.get('content-type') ?? '') &&
  /^(identity)?$/i.test(headers.get('content-encoding') ?? '')

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    const problem = error instanceof TypeError ? 'not valid UTF-8' : 'not valid JSON'
    throw new AppError('invalid-input', `The body is ${problem}.`, { body: problem })
  }
}

/** Returns an empty object if there is no body. */
export async function readBody(request: Request): Promise<unknown> {
  const bytes = await readBytes(request)
  // Clients may omit the body if they have nothing to send; a schema with required fields then names what is missing.
  if (bytes.length === 0) return {}
  if (!isJson(request.headers))
    throw new AppError(
      'unsupported-media-type',
      'The body must be JSON, with Content-Type application/json and without Content-Encoding.',
      { body: 'must be JSON' },
    )
  const body = parseJson(bytes)
  const problem = jsonProblem(body)
  if (problem) throw new AppError('invalid-input', `The body ${problem}.`, { body: problem })
  return body
}

/**
 * Returns the query as its schema reads it. A misspelt filter must not return everything, so unknown names are errors,
 * except at public addresses, to which mail programs and health checks add names of their own.
 */
export function readQuery({ query, role }: Pick<AnyEndpoint, 'query' | 'role'>, given: URLSearchParams): unknown {
  const known = query?.shape ?? {}
  const problems = [...given.keys()].flatMap((name, index, names) => {
    if (!Object.hasOwn(known, name)) return [[name, 'There is no such parameter.']]
    return names.indexOf(name) === index ? [] : [[name, 'Give it once.']]
  })
  if (role !== 'anyone' && problems.length > 0) {
    const fields = Object.fromEntries(problems)
    throw invalidInput(`The query is not valid. Check ${Object.keys(fields).join(', ')}.`, fields)
  }
  return query && parseInput(query, Object.fromEntries(given), 'query')
}

/** Throws for requests from other sites, which browsers mark, so that none of them can change anything here. */
function refuseForeignOrigin(request: Request) {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const site = request.headers.get('sec-fetch-site')
  const origin = request.headers.get('origin')
  const isForeign = site !== null ? site !== 'same-origin' && site !== 'none' : false
  const isOtherHost = origin !== null && (!URL.canParse(origin) || new URL(origin).host !== request.headers.get('host'))
  if (isForeign) throw new AppError('forbidden', 'This request came from another site.')
  if (isOtherHost)
    throw new AppError(
      'forbidden',
      `This request came from ${origin} and reached this server as ${request.headers.get('host')}. If both are this server, its proxy must pass on the Host header, with the port.`,
    )
}

/**
 * Refuses actors before the request is parsed, since error messages about a body describe its schema. The service
 * reuses the access read here, but checks it all the same, since pages and the command line call it too.
 */
export async function authorize(actor: Actor | null, role: EndpointRole, slug: string | undefined): Promise<void> {
  if (role === 'anyone') return
  if (!actor) throw new AppError('unauthenticated', 'Sign in first.')
  if (role === 'account') {
    if (actor.kind !== 'account') throw new AppError('forbidden', 'You need an account for this.')
  } else if (role === 'owner') {
    if (!canCreateProjects(actor)) throw new AppError('forbidden', 'Only the owner of this server can do this.')
  } else if (slug === undefined) {
    throw notFound('project')
  } else if (role === 'visitor' || role === 'rater') {
    if (role === 'visitor' && actor.kind !== 'panelist')
      throw new AppError('forbidden', 'Only participants from a panel can do this.')
    await raterRow.check(actor, slug)
  } else {
    await checkProject(actor, slug, role)
  }
}

async function actorOf({ headers }: Request, endpoint: AnyEndpoint): Promise<Actor | null> {
  if (endpoint.ignoresSession) return null
  // Where no sign-in is needed, the header may contain another secret, such as METRICS_TOKEN.
  const authorization = endpoint.role === 'anyone' ? null : headers.get('authorization')
  const token = bearerToken(authorization)
  if (token !== null) {
    const { actor, name } = await actorOfToken(token, endpoint)
    noteAccessToken(name)
    return actor
  }
  const actor = await currentActor(endpoint)
  if (actor === null && authorization !== null)
    throw new AppError(
      'unauthenticated',
      'The Authorization header contains no access token. Send “Bearer”, a space and the token, which begins with reassess_.',
    )
  return actor
}

/** Responds by one call of the service, also to repeated requests with the same Idempotency-Key. */
async function respond<E extends AnyEndpoint>(
  endpoint: E,
  { actor, body, request }: Pick<Call<E>, 'actor' | 'body' | 'request'>,
  service: () => Promise<Answer<E['output']>> | Answer<E['output']>,
): Promise<Response> {
  const output: AnyEndpoint['output'] = endpoint.output
  if (output === 'file')
    return fileResponse(actor ?? { network: clientNetwork(request.headers) }, service as () => Promise<ExportFile>)
  const runAndRespond = async () => toResponse(output, await service())
  const key = endpoint.isCreating ? request.headers.get('idempotency-key') : null
  if (key === null || actor?.kind !== 'account') return runAndRespond()
  const keyed = { userId: actor.userId, key, method: request.method, path: new URL(request.url).pathname, body }
  return jsonResponse(await answerOnce(keyed, async () => (await runAndRespond()).json()))
}

/**
 * Returns the route handler of an endpoint. In order: origin, actor or 401, role in the project or 403 and 404, body,
 * query and address or 400, one service, output checked against its contract. Every error response is an ErrorBody.
 */
export function serve<E extends AnyEndpoint>(
  endpoint: E,
  service: (call: Call<E>) => Promise<Answer<E['output']>> | Answer<E['output']>,
) {
  // Next passes no object for an address without parameters.
  return async (request: Request, context: { params: Promise<Record<string, string | string[]> | undefined> }) => {
    const url = new URL(request.url)
    noteEndpoint(endpoint.path)
    describeSpan(`${endpoint.method} ${endpoint.path}`, { 'http.route': endpoint.path })
    let actor: Actor | null = null
    try {
      refuseForeignOrigin(request)
      if (/%00/.test(request.url)) throw notFound('address')
      const given = (await context.params) ?? {}
      const slug = given.project === undefined ? undefined : String(given.project)
      actor = await actorOf(request, endpoint)
      await authorize(actor, endpoint.role, slug)
      const body = endpoint.body && parseInput(endpoint.body, await readBody(request), 'body')
      const query = readQuery(endpoint, url.searchParams)
      const params = parseInput(z.object(endpoint.params), given, 'address')
      const pathFields = Object.entries(params).map(([name, value]) => [
        ids.has(endpoint.params[name]) ? `${name}Id` : name,
        value,
      ])
      // The path comes last: nothing in a query or body may replace the row that it names.
      const input = { ...(query as object), ...(body as object), ...Object.fromEntries(pathFields), slug }
      const call = { actor, slug, params, query, body, input, request } as unknown as Call<E>
      const response = await respond(endpoint, call, () => service(call))
      return request.method === 'HEAD' ? await withoutBody(response) : response
    } catch (error) {
      return errorResponse(error, { method: request.method, path: url.pathname, actor: nameOf(actor) })
    }
  }
}
