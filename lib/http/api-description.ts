import { z } from 'zod'
import { allEndpoints, type DeclaredEndpoint } from '@/lib/contracts/all-endpoints'
import { type AnyEndpoint, acceptsTokens, addressPart } from '@/lib/contracts/endpoint'
import { exportProject } from '@/lib/contracts/endpoints/data'
import { errorBody } from '@/lib/contracts/error'
import { jobList, jobSummary } from '@/lib/contracts/jobs'
import { capitalized } from '@/lib/domain/capitalized'
import { errorStatus } from '@/lib/errors'
import { exportFormats } from '@/lib/services/export-project'
import { jobKinds } from '@/lib/services/jobs/job-kinds'

/** Removes the range of integers that zod adds where a schema has no limit of its own. */
function withoutSafeRange({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }) {
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum
}

const json = (schema: z.ZodType, io: 'input' | 'output') => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override: withoutSafeRange })
  return rest
}

/** Whether a request needs this part: without it, it counts as an empty object. */
const isNeeded = (schema: z.ZodType) => !schema.safeParse({}).success

/** The body that starts a job: one of its kinds, with its own input. */
const jobBody = {
  oneOf: Object.entries(jobKinds).flatMap(([kind, one]) => {
    if (!one || one.isInternal) return []
    const required = ['kind', ...(isNeeded(one.input) ? ['input'] : [])]
    const properties = { kind: { const: kind }, input: json(one.input, 'input') }
    return { title: one.title, type: 'object', required, properties, additionalProperties: false }
  }),
}

function describeJob() {
  const kinds = Object.entries(jobKinds).map(([kind, one]) => {
    const result = one?.result ? { anyOf: [json(one.result, 'output'), { type: 'null' }] } : {}
    return { title: one?.title, properties: { kind: { const: kind }, result } }
  })
  return { ...json(jobSummary, 'output'), oneOf: kinds }
}

const jobReference = { $ref: '#/components/schemas/Job' }

function schemaOf(output: z.ZodType) {
  if (output === jobSummary) return jobReference
  const whole = json(output, 'output')
  if (output !== jobList) return whole
  return { ...whole, properties: { jobs: { type: 'array', items: jobReference } } }
}

const exportFormat = {
  enum: Object.keys(exportFormats),
  description: Object.entries(exportFormats)
    .map(([format, { about }]) => `- ${format}: ${about}`)
    .join('\n'),
}

const keySchema = { type: 'string', pattern: '^[\\x21-\\x7e]{8,200}$' }

function parametersOf({ path, params, query, isCreating }: AnyEndpoint) {
  const ofProject = path.includes('[project]') ? { project: addressPart } : {}
  const inPath = Object.entries({ ...ofProject, ...params }).map(([name, schema]) => ({
    ...{ name, in: 'path', required: true },
    schema: path === exportProject.path && name === 'format' ? exportFormat : json(schema, 'output'),
  }))
  const [sent, read] = query ? [json(query, 'input'), json(query, 'output')] : []
  const inQuery = Object.entries(sent?.properties ?? {}).map(([name, schema]) => ({
    ...{ name, in: 'query', required: sent?.required?.includes(name) ?? false },
    // Texts that are read as numbers accept anything, and other transforms return anything.
    schema: Object.keys(schema).length > 0 ? schema : read?.properties?.[name],
  }))
  const key = { name: 'Idempotency-Key', in: 'header', required: false, schema: keySchema }
  return [...inPath, ...inQuery, ...(isCreating ? [key] : [])]
}

function successOf({ output }: AnyEndpoint) {
  if (output === 'file' || output === 'response') return { description: 'A file', content: { '*/*': {} } }
  return { description: 'Success', content: { 'application/json': { schema: schemaOf(output) } } }
}

const packBody =
  'A line of JSON such as {"files": [{"path": "photos/a.jpg", "byteSize": 12345}]}, then the bytes of these files in this order'

function bodyOf({ name, body }: DeclaredEndpoint) {
  if (name === 'startJob') return { required: true, content: { 'application/json': { schema: jobBody } } }
  if (name === 'receiveUploadPack')
    return { required: true, description: packBody, content: { 'application/octet-stream': {} } }
  if (name === 'importTranslations') return { required: true, content: { 'application/octet-stream': {} } }
  return body && { required: isNeeded(body), content: { 'application/json': { schema: json(body, 'input') } } }
}

/** “Read project overview” for `readProjectOverview`. */
const summaryOf = (name: string) => capitalized(name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`))

const operationOf = (endpoint: DeclaredEndpoint) => ({
  operationId: `${endpoint.feature}_${endpoint.name}`,
  ...{ summary: summaryOf(endpoint.name), tags: [endpoint.feature] },
  ...{ parameters: parametersOf(endpoint), requestBody: bodyOf(endpoint) },
  responses: {
    200: successOf(endpoint),
    default: {
      description: 'Error',
      content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
    },
  },
})

function describeError() {
  const { properties, ...rest } = json(errorBody, 'output')
  const codes = [...Object.keys(errorStatus), 'method-not-allowed', 'internal']
  return { ...rest, properties: { ...properties, code: { enum: codes } } }
}

function describe() {
  const paths: Record<string, Record<string, ReturnType<typeof operationOf>>> = {}
  for (const endpoint of allEndpoints.filter(acceptsTokens)) {
    const path = endpoint.path.replaceAll(/\[(\w+)\]/g, '{$1}')
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operationOf(endpoint) }
  }
  return {
    openapi: '3.1.0',
    servers: [{ url: '/' }],
    info: { title: 'Reassess', version: '1', description: 'The page /help/api explains tokens, jobs and files.' },
    security: [{ accessToken: [] }],
    paths,
    components: {
      schemas: { Error: describeError(), Job: describeJob() },
      securitySchemes: { accessToken: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/**
 * Describes every endpoint that accepts access tokens, in OpenAPI 3.1. Made once from the schemas that check each
 * request, when the first request loads this module.
 */
export const apiDescription = describe()
