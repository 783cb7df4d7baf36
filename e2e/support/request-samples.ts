import { z } from 'zod'

interface JsonSchema {
  type?: string | string[]
  const?: unknown
  enum?: unknown[]
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
  allOf?: JsonSchema[]
  properties?: Record<string, JsonSchema>
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  minItems?: number
  minLength?: number
  minimum?: number
  format?: string
  $ref?: string
}

const texts: Record<string, string> = {
  email: 'fuzz@example.org',
  uuid: '3f0d6a3c-6a0e-4e57-9a52-0d2f6c1f6d11',
  uri: 'https://example.org/a',
  'date-time': '2026-01-01T00:00:00.000Z',
}

/** A minimal value that a schema is likely to accept. The fuzz test then changes one part at a time. */
function sampleOf(schema: JsonSchema, depth = 0): unknown {
  if (depth > 8) return null
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  const [one] = schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []
  if (one) return sampleOf(one, depth + 1)
  const type = Array.isArray(schema.type) ? schema.type[0] : schema.type
  if (type === 'object' || schema.properties)
    return Object.fromEntries(
      Object.entries(schema.properties ?? {}).map(([name, part]) => [name, sampleOf(part, depth + 1)]),
    )
  if (type === 'array') {
    const length = Math.max(1, schema.minItems ?? 1)
    return schema.prefixItems
      ? schema.prefixItems.map((part) => sampleOf(part, depth + 1))
      : Array.from({ length }, () => sampleOf(schema.items ?? {}, depth + 1))
  }
  if (type === 'string') return texts[schema.format ?? ''] ?? 'fuzz'.padEnd(schema.minLength ?? 0, 'x')
  if (type === 'integer' || type === 'number') return Math.max(1, schema.minimum ?? 1)
  if (type === 'boolean') return true
  return 'fuzz'
}

export const requestSample = (schema: z.ZodType): unknown =>
  sampleOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema)

/** Copies of the value, each with one part for which `isMeant` is true replaced. The whole value counts as a part. */
export function* variations(
  value: unknown,
  poison: unknown,
  isMeant: (part: unknown) => boolean = () => true,
): Generator<unknown> {
  if (isMeant(value)) yield poison
  if (Array.isArray(value))
    for (const [k, part] of value.entries())
      for (const other of variations(part, poison, isMeant)) yield value.with(k, other)
  else if (typeof value === 'object' && value !== null)
    for (const [name, part] of Object.entries(value))
      for (const other of variations(part, poison, isMeant)) yield { ...value, [name]: other }
}
