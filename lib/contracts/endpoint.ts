import { z } from 'zod'
import { rowId } from '@/lib/contracts/number'
import type { AddressQuery } from '@/lib/domain/address-view'
import type { EndpointRole } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'
import '@/lib/issue-text'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Parts {
  role: EndpointRole
  /** Schemas of the path's parameters other than the project. By default all are row numbers. */
  params?: Record<string, z.ZodType>
  query?: z.ZodObject
  /** Schema of the JSON body. Without it the body is not parsed, and the service may read it itself. */
  body?: z.ZodType
  /**
   * Each call creates something, so it accepts an Idempotency-Key: a repeated request with the same key gets the first
   * response and creates nothing. Responses are stored for a day, so they must be JSON without secrets.
   */
  isCreating?: true
  /** Whether accounts that still have to set up a required second factor may call it. */
  mayMissSecondFactor?: true
  /** Whether it ignores who is signed in, because looking up the account would need the database. */
  ignoresSession?: true
  /** Whether programs may call it with an access token of an account. By default what admins and the owner do. */
  acceptsTokens?: boolean
  /** JSON of this schema (by default an empty object), a file download, or a response that the route writes itself. */
  output?: z.ZodType | 'file' | 'response'
}

export interface AnyEndpoint extends Parts {
  method: Method
  path: string
  params: NonNullable<Parts['params']>
  output: NonNullable<Parts['output']>
}

/** Of endpoints that need a person who is signed in. */
export const withoutAccessTokens = { acceptsTokens: false } as const

export const acceptsTokens = ({ role, acceptsTokens: own }: AnyEndpoint): boolean =>
  own ?? (role === 'admin' || role === 'owner')

export type PathParam<P extends string> = P extends `${string}[${infer Name}]${infer Rest}`
  ? Name | PathParam<Rest>
  : never

interface Defaults<P extends string> {
  params: { [Name in Exclude<PathParam<P>, 'project'>]: typeof rowId }
  output: typeof emptyObject
}

/**
 * Declares an endpoint for its route, the browser and the access test. The address is the method and the folder of the
 * route, such as `GET /api/projects/[project]/runs/[run]`.
 */
// @__NO_SIDE_EFFECTS__
export function endpoint<M extends Method, P extends string, const E extends Parts>(address: `${M} ${P}`, parts: E) {
  const [method, path] = address.split(' ') as [M, P]
  const names = Array.from(path.matchAll(/\[(\w+)\]/g), ([, name]) => name).filter((name) => name !== 'project')
  const defaults = { params: Object.fromEntries(names.map((name) => [name, rowId])), output: emptyObject }
  return { ...(defaults as Omit<Defaults<P>, keyof E>), ...parts, method, path }
}

/** Declares endpoints of a project for a role in it. The address omits `/api/projects/[project]`. */
const ofProject =
  <const R extends EndpointRole>(role: R) =>
  // @__NO_SIDE_EFFECTS__
  <M extends Method, P extends string, const E extends Omit<Parts, 'role'>>(address: `${M} /${P}`, parts: E) => {
    const [method, path] = address.split(' /') as [M, P]
    return endpoint<M, `/api/projects/[project]/${P}`, E & { role: R }>(`${method} /api/projects/[project]/${path}`, {
      ...parts,
      role,
    })
  }

export const admin = ofProject('admin')
export const expert = ofProject('expert')
export const rater = ofProject('rater')

/** The form's values when it was opened. If they have changed elsewhere since, the request gets a conflict error. */
export const basedOn = z.record(z.string(), z.unknown()).optional()

export const emptyObject = z.strictObject({})

// A malformed part of an address gets the same response as an unknown one (404), so these schemas accept nearly
// anything.
export const addressPart = z.string().max(300)
/** The id of a row, if it is a text. The brand tells its type from that of other parts. */
export const textId = z.string().max(300).brand<'id'>()

type Issue = z.core.$ZodIssue

/** Returns the problems by field: each unknown field, and those of the form that a value of several forms is closest to. */
function problemsOf(issue: Issue, path = issue.path): [path: string, message: string][] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...path, key].join('.'), 'There is no such field.'])
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [closest = []] = issue.errors.toSorted((a, b) => a.length - b.length)
    return closest.flatMap((one) => problemsOf(one, [...path, ...one.path]))
  }
  return [[path.join('.') || 'body', issue.message]]
}

/** Returns the parsed value. Throws AppError `invalid-input` with messages by field, such as `answers.2`. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.flatMap((issue) => problemsOf(issue)))
  throw new AppError('invalid-input', `The ${what} is not valid. Check ${Object.keys(fields).join(', ')}.`, fields)
}

/** The query of an endpoint with the filters of a page, which `parseFilters` reads. */
export const filterQuery = ({ values }: { values: Record<string, readonly string[] | undefined> }) => {
  const schemas = Object.entries(values).map(([name, some]) => [name, some ? z.enum(some) : z.string()] as const)
  return z.object(Object.fromEntries(schemas)).partial()
}

interface Filters<View> {
  read: (query: AddressQuery) => View
  problems: (query: AddressQuery) => Record<string, string>
}

/** Reads filters that a program gave. Throws AppError `invalid-input` where a page would ignore one and show more. */
export function parseFilters<View>(filters: Filters<View>, query: AddressQuery, what = 'query'): View {
  const fields = filters.problems(query)
  if (Object.keys(fields).length === 0) return filters.read(query)
  throw new AppError('invalid-input', `The ${what} is not valid. Check ${Object.keys(fields).join(', ')}.`, fields)
}
