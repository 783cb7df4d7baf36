import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { allEndpoints as endpoints } from '@/lib/contracts/all-endpoints'
import type { EndpointRole } from '@/lib/domain/permissions'
import { jobKinds } from '@/lib/services/jobs/job-kinds'

const inProject: EndpointRole[] = ['visitor', 'rater', 'expert', 'admin']

/** next-auth's own sign-in route, which responds by itself, and unknown addresses. */
const notEndpoints = ['app/api/auth/[...nextauth]/route.ts', 'app/api/[...unknown]/route.ts']

const files = readdirSync('app/api', { recursive: true, encoding: 'utf8' })
  .map((file) => `app/api/${file}`)
  .filter((file) => file.endsWith('/route.ts') && !notEndpoints.includes(file))
const routes = files.map((file) => ({ file, text: readFileSync(file, 'utf8') }))

const handlers = routes.flatMap(({ file, text }) => {
  const feature = text.match(/'@\/lib\/contracts\/endpoints\/([\w-]+)'/)?.[1]
  return [...text.matchAll(/^export const (\w+) = (.*)$/gm)].map(([, method, value]) => ({
    file,
    method,
    value,
    endpoint: endpoints.find(
      (one) => one.feature === feature && value!.startsWith(`serve(endpoints.${one.name}, `) && one.method === method,
    ),
  }))
})

describe('every route under app/api', () => {
  it('exports only handlers of declared endpoints, at the declared address', () => {
    const wrong = handlers.filter(({ file, method, value, endpoint }) => {
      if (method === 'dynamic' || (method === 'HEAD' && value === 'GET')) return false
      return `app${endpoint?.path}/route.ts` !== file
    })
    expect(wrong.map(({ file, method }) => `${method} ${file}`)).toEqual([])
    const others = routes.filter(({ text }) => /^export (?!const )/m.test(text))
    expect(others.map(({ file }) => file)).toEqual([])
  })

  it('serves each endpoint once', () => {
    const served = handlers.flatMap(({ endpoint }) => (endpoint ? [`${endpoint.feature}.${endpoint.name}`] : []))
    expect(served.sort()).toEqual(endpoints.map(({ feature, name }) => `${feature}.${name}`).sort())
    expect(new Set(endpoints.map(({ method, path }) => `${method} ${path}`)).size).toBe(endpoints.length)
  })

  it('is closed to users who still have to set up a second factor, except the endpoints to do so', () => {
    const open = endpoints.filter(({ mayMissSecondFactor }) => mayMissSecondFactor).map(({ name }) => name)
    expect(open.sort()).toEqual(['beginSecondFactor', 'confirmSecondFactor'])
  })

  it('is found, so the test looks in the right folder', () => {
    expect(endpoints.length).toBeGreaterThan(100)
  })
})

describe('a declaration', () => {
  it.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const))(
    '%s names a role that its address can have, and parses every part of it',
    (_, { path, role, params }) => {
      expect(inProject.includes(role)).toBe(path.startsWith('/api/projects/[project]'))
      const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name).filter((name) => name !== 'project')
      expect(Object.keys(params ?? {}).sort()).toEqual(names.sort())
    },
  )
})

it('can be repeated with an Idempotency-Key where it would otherwise create, ask or tell something twice', () => {
  const creating = endpoints.filter(({ isCreating }) => isCreating).map(({ name }) => name)
  expect(creating.sort()).toEqual([
    ...['addGoldenNote', 'addToGoldenSet', 'askAgain', 'createExperiment', 'createProject', 'drawGoldenImages'],
    ...['sendRaterMessage', 'startJob', 'startReview'],
  ])
})

/** Yields where a schema allows integers that do not fit into a database column. */
function* tooLarge(schema: unknown, at: string): Generator<string> {
  if (typeof schema !== 'object' || schema === null) return
  const { type, maximum } = schema as { type?: unknown; maximum?: number }
  if (type === 'integer' && !(Number(maximum) <= 2_147_483_647)) yield at
  for (const [key, part] of Object.entries(schema)) yield* tooLarge(part, `${at}.${key}`)
}

describe('a request', () => {
  it('accepts no integer that does not fit into its column, and a job no such id', () => {
    const schemas = [
      ...endpoints.flatMap(({ method, path, body, query }) => [
        [`${method} ${path} body`, body] as const,
        [`${method} ${path} query`, query] as const,
      ]),
      ...Object.entries(jobKinds).map(([kind, job]) => [`job ${kind}`, job?.input] as const),
    ]
    const found = schemas.flatMap(([name, schema]) =>
      schema ? [...tooLarge(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), name)] : [],
    )
    // Other numbers of jobs, such as parameters of a method, are not stored in columns.
    expect(found.filter((at) => !at.startsWith('job ') || /Ids?\b/.test(at))).toEqual([])
  })
})

describe('an address written out in a page', () => {
  const sources = ['app', 'components', 'lib/client', 'lib/services'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
      .map((file) => `${folder}/${file}`),
  )
  const written = sources.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/[`'"](\/api\/(?:\$\{[^}]*\}|[^`'"?$])*)/g)].map(([, address]) => ({
      file,
      parts: address!.replace(/\$\{[^}]*\}/g, '[any]').split('/'),
    })),
  )

  it('is the address of a declared endpoint, or the beginning of one', () => {
    const isDeclared = (parts: string[]) =>
      endpoints.some(({ path }) => {
        const declared = path.split('/')
        return parts.every((part, i) => part === declared[i] || declared[i]?.startsWith('['))
      })
    expect(written.length).toBeGreaterThan(10)
    expect(
      written.filter(({ parts }) => !isDeclared(parts)).map(({ file, parts }) => `${file}: ${parts.join('/')}`),
    ).toEqual([])
  })
})
