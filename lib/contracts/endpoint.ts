import { z } from 'zod'
import type { EndpointRole } from '@/lib/domain/permissions'
import { AppError } from '@/lib/errors'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

interface Parts {
  role: EndpointRole
  /** What the brackets of the path stand for, besides the project. */
  params?: Record<string, z.ZodType>
  query?: z.ZodType
  /** The body, as JSON. Without it the body is not read, or by the service itself. */
  body?: z.ZodType
  /**
   * It creates something whenever it is called, so it takes an Idempotency-Key: sent again under the same key, it gives the
   * first answer and creates nothing. Its answer is JSON without secrets, as it is kept for a day.
   */
  isCreating?: true
  /** Also for an account that has to set up a second factor before anything else. */
  mayMissSecondFactor?: true
  /** What is answered: JSON of this schema, a file to be saved, or something else that the route writes itself. */
  output: z.ZodType | 'file' | 'response'
}

export interface AnyEndpoint extends Parts {
  method: Method
  path: string
}

/**
 * One endpoint, declared once for its route, the browser and the test of who may call it. The address is the method and the
 * path of the route's folder, such as `GET /api/projects/[project]/runs/[run]`.
 */
// @__NO_SIDE_EFFECTS__
export function endpoint<M extends Method, P extends string, const E extends Parts>(address: `${M} ${P}`, parts: E) {
  const [method, path] = address.split(' ') as [M, P]
  return { ...parts, method, path }
}

/** Endpoints of one project for a role in it; the address leaves `/api/projects/[project]` out. */
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

/**
 * What the fields of a form were when it was opened. A change made elsewhere since then is not overwritten: it is answered
 * with a conflict.
 */
export const basedOn = z.record(z.string(), z.unknown()).optional()

/** An answer that says nothing but that it was done. */
export const nothing = z.strictObject({})

// A part of an address that names nothing is answered like one that names something unknown, so shapes are kept wide.
export const addressPart = z.string().max(300)
export const rowId = z.coerce.number().int().min(0).max(2_147_483_647)

export const projectPath = z.object({ project: addressPart })
export const runPath = projectPath.extend({ run: rowId })
export const batchPath = projectPath.extend({ batch: rowId })
export const experimentPath = projectPath.extend({ experiment: rowId })

/** A value as its schema has it. AppError `invalid-input` says what is wrong by field: `answers.2` → "must be no, maybe or yes". */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const fields = Object.fromEntries(parsed.error.issues.map((issue) => [issue.path.join('.') || 'body', issue.message]))
  throw new AppError('invalid-input', `The ${what} is not valid. Check ${Object.keys(fields).join(', ')}.`, fields)
}
