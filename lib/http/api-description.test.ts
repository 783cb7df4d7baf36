import { readFileSync } from 'node:fs'
import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { allEndpoints } from '@/lib/contracts/all-endpoints'
import { acceptsTokens } from '@/lib/contracts/endpoint'
import { jobKinds } from '@/lib/services/jobs/job-kinds'
import { apiDescription } from './api-description'

const description = JSON.parse(JSON.stringify(apiDescription))

it('is a valid OpenAPI document', async () => {
  expect(await new Validator().validate(structuredClone(description))).toEqual({ valid: true })
})

it('describes each endpoint that accepts access tokens, and no other', async () => {
  const described = Object.entries<object>(description.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, '[$1]')}`),
  )
  const open = allEndpoints.filter(acceptsTokens)
  expect(described.sort()).toEqual(open.map(({ method, path }) => `${method} ${path}`).sort())
  const ids = JSON.stringify(description).match(/"operationId":"\w+"/g)!
  expect(new Set(ids).size).toBe(open.length)
})

it('opens to programs what admins and the owner do, but not what answers or gives access', async () => {
  const open = allEndpoints.filter(acceptsTokens)
  expect(open.filter(({ role }) => role !== 'admin' && role !== 'owner').map(({ name }) => name)).toEqual([
    'readWaiting',
    'listProjects',
    'findClasses',
    'readProjectImage',
    'readGoldenPair',
    'listGoldenPairs',
    'listReviews',
    'readReviewResults',
  ])
  const closed = allEndpoints.filter((one) => ['admin', 'owner'].includes(one.role) && !acceptsTokens(one))
  expect(closed.map(({ name }) => name).sort()).toEqual([
    'changeMemberRole',
    'confirmRun',
    'createInvite',
    'createPanel',
    'createPasswordReset',
    'endMemberSessions',
    'followDashboard',
    'listPanels',
    'removeMember',
    'resetSecondFactor',
    'revokeInvite',
    'updatePanel',
  ])
})

it('gives integers only limits that a schema sets', () => {
  const text = JSON.stringify(description)
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER))
  const { oneOf } =
    description.paths['/api/projects/{project}/jobs'].post.requestBody.content['application/json'].schema
  expect(JSON.stringify(oneOf)).toMatch(/"type":"integer","minimum":\d+,"maximum":\d+/)
})

it('describes the input of each kind of job and the parameters of each export', () => {
  const { oneOf } =
    description.paths['/api/projects/{project}/jobs'].post.requestBody.content['application/json'].schema
  const started = Object.entries(jobKinds).filter(([, kind]) => !kind!.isInternal)
  expect(oneOf.map(({ properties }: { properties: { kind: { const: string } } }) => properties.kind.const)).toEqual(
    started.map(([kind]) => kind),
  )
  const required = (kind: string) =>
    oneOf.find(({ properties }: { properties: { kind: { const: string } } }) => properties.kind.const === kind).required
  expect(required('aggregate')).toEqual(['kind', 'input'])
  expect(required('count-classes')).toEqual(['kind'])
  const { parameters } = description.paths['/api/projects/{project}/exports/{format}'].get
  expect(parameters).toContainEqual({ name: 'run', in: 'query', required: false, schema: expect.anything() })
  expect(parameters[1].schema.enum).toContain('real-json')
  const preview = description.paths['/api/projects/{project}/translations'].post
  expect(preview.parameters).toContainEqual(
    expect.objectContaining({ name: 'isPreview', required: true, schema: { type: 'string', enum: ['true', 'false'] } }),
  )
  expect(preview.requestBody).toEqual({ required: true, content: { 'application/octet-stream': {} } })
})

it('describes the result of each kind of job that programs can start, except that of a deletion', () => {
  const { oneOf } = description.components.schemas.Job
  const resultOf = ({ properties }: { properties: { result: { anyOf?: { type: string }[] } } }) =>
    properties.result.anyOf
  const without = Object.entries(jobKinds).filter(([, kind]) => !kind!.result)
  expect(without.map(([kind]) => kind)).toEqual(['create-demo', 'delete-project'])
  expect(oneOf.filter(resultOf)).toHaveLength(Object.keys(jobKinds).length - without.length)
  const job = { $ref: '#/components/schemas/Job' }
  const { get, post } = description.paths['/api/projects/{project}/jobs']
  expect(post.responses[200].content['application/json'].schema).toEqual(job)
  expect(get.responses[200].content['application/json'].schema.properties.jobs.items).toEqual(job)
})

describe('the manual of the API', () => {
  const manual = readFileSync('docs/api.md', 'utf8')
  const all = (pattern: RegExp) => [...manual.matchAll(pattern)].map(([, found]) => found!)

  it('lists every code of an error', () => {
    const table = manual.split('\n').filter((line) => /^\| \d{3} /.test(line))
    const listed = table.flatMap((line) => [...line.split('|')[1]!.matchAll(/`([\w-]+)`/g)].map(([, code]) => code))
    expect(listed.sort()).toEqual([...description.components.schemas.Error.properties.code.enum].sort())
  })

  it('names only kinds of jobs and endpoints that exist', () => {
    const kinds = all(/jobs? ((?:`[a-z-]+`(?:, )?)+)/g).flatMap((list) => list.match(/[a-z][a-z-]+/g)!)
    expect(kinds.length).toBeGreaterThan(10)
    expect(kinds.filter((kind) => !Object.hasOwn(jobKinds, kind) || jobKinds[kind]!.isInternal)).toEqual([])
    const addresses = all(/`((?:GET|POST|PUT|PATCH|DELETE) (?:…|\/api)\/[^`? ]+)/g)
    expect(addresses.length).toBeGreaterThan(20)
    const isDescribed = (address: string) => {
      const [method, path] = address.replace('…', '/api/projects/PROJECT').split(' ') as [string, string]
      return Object.entries<object>(description.paths).some(
        ([described, operations]) =>
          method.toLowerCase() in operations && new RegExp(`^${described.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path),
      )
    }
    expect(addresses.filter((address) => !isDescribed(address))).toEqual([])
  })
})
