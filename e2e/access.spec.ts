import { type DeclaredEndpoint, allEndpoints as endpoints } from '@/lib/contracts/all-endpoints'
import type { EndpointRole } from '@/lib/domain/permissions'
import { appUrl } from './ports'
import { ApiClient } from './support/api-client'
import { apiFor, expect, admin as owner, test } from './support/fixtures'
import { entryAddress, makePanel } from './support/panel-rows'
import { makeProject, removeProject } from './support/rating-rows'

/** The stranger is the account that set up the server and is admin of another project. */
type Person = 'nobody' | 'stranger' | 'visitor' | 'rater' | 'expert' | 'admin'

/** The status each role gets before the rest of the request is read; null if the role may call the endpoint. */
const refusals: Record<Person, Record<EndpointRole, number | null>> = {
  nobody: { anyone: null, account: 401, owner: 401, visitor: 401, rater: 401, expert: 401, admin: 401 },
  stranger: { anyone: null, account: null, owner: null, visitor: 403, rater: 404, expert: 404, admin: 404 },
  visitor: { anyone: null, account: 403, owner: 403, visitor: null, rater: null, expert: 404, admin: 404 },
  rater: { anyone: null, account: null, owner: 403, visitor: 403, rater: null, expert: 403, admin: 403 },
  expert: { anyone: null, account: null, owner: 403, visitor: 403, rater: null, expert: null, admin: 403 },
  admin: { anyone: null, account: null, owner: 403, visitor: 403, rater: null, expert: null, admin: null },
}

const addressIn = (slug: string, { path }: DeclaredEndpoint) => path.replace('[project]', slug).replace(/\[\w+\]/g, '~')

/** Calls an endpoint with an invalid path and body. */
const callWrongly = (client: ApiClient, slug: string, endpoint: DeclaredEndpoint) =>
  client.request<{ fields: object }>(
    endpoint.method,
    addressIn(slug, endpoint),
    endpoint.method === 'GET' ? undefined : 'not JSON',
  )

test('checks access before it reads the request, on every endpoint', async ({ db, ratingProject }) => {
  const visitor = new ApiClient(appUrl)
  const panel = await makePanel(db, ratingProject.id)
  const ids = Object.fromEntries(new URL(entryAddress(panel, 1, 1), appUrl).searchParams)
  await visitor.post(`/api/panels/${panel}/enter`, ids, { accept: 'application/json' })
  const people: Record<Person, ApiClient> = {
    nobody: new ApiClient(appUrl),
    stranger: await apiFor(owner.email, owner.password),
    visitor,
    rater: await apiFor(await ratingProject.addRater()),
    expert: await apiFor(await ratingProject.addExpert()),
    admin: await apiFor(await ratingProject.addAdmin()),
  }
  for (const [person, client] of Object.entries(people) as [Person, ApiClient][])
    for (const endpoint of endpoints) {
      const refusal = refusals[person][endpoint.role]
      // Authorized callers get 400 for the invalid body. Endpoints without a body would be executed.
      if (refusal === null && !endpoint.body) continue
      const answer = await callWrongly(client, ratingProject.slug, endpoint)
      const what = `${person}: ${endpoint.method} ${endpoint.path}`
      expect(answer.status, what).toBe(refusal ?? 400)
      if (refusal !== null) expect(answer.body.fields, what).toEqual({})
    }
})

test('answers for another project exactly as for an unknown one', async ({ ratingProject }) => {
  const stranger = await apiFor(await ratingProject.addAdmin())
  for (const endpoint of endpoints.filter(({ path }) => path.includes('[project]'))) {
    const foreign = await callWrongly(stranger, 'demo', endpoint)
    expect(foreign.status, `${endpoint.method} ${endpoint.path}`).toBe(endpoint.role === 'visitor' ? 403 : 404)
    expect(foreign).toEqual(await callWrongly(stranger, 'no-such-project', endpoint))
  }
})

test("does not find rows of another project under the caller's own project", async ({ db, ratingProject }) => {
  const admin = await apiFor(await ratingProject.addAdmin())
  const other = await makeProject(db, { tasks: 1, candidates: 1, quota: 1 })
  const insert = async (table: string, columns: string, values: string) => {
    const { rows } = await db.query(
      `INSERT INTO ${table} (project_id, ${columns}) VALUES ($1, ${values}) RETURNING id::text`,
      [other.id],
    )
    return String(rows[0].id)
  }
  const rowIds: Record<string, string> = {
    panel: await makePanel(db, other.id),
    invite: await insert('invite', 'token_hash, role, max_uses, expires_at', `md5(random()::text), 'rater', 1, now()`),
    job: await insert('job', 'kind, payload', `'count-classes', '{}'`),
    upload: await insert('upload', 'user_id', 'NULL'),
  }
  const stateOfRows = async () => {
    const tables = Object.keys(rowIds).map((table) => `SELECT to_jsonb(t) AS row FROM ${table} t WHERE project_id = $1`)
    return (await db.query(tables.join(' UNION ALL '), [other.id])).rows
  }
  const before = await stateOfRows()
  const concerned = endpoints.flatMap((endpoint) => {
    const name = endpoint.path.match(/\[(panel|invite|job|upload)\]/)?.[1]
    return name && endpoint.role === 'admin'
      ? [{ ...endpoint, path: endpoint.path.replace(`[${name}]`, rowIds[name]!) }]
      : []
  })
  expect(concerned.length).toBeGreaterThanOrEqual(6)
  for (const endpoint of concerned) {
    const address = addressIn(ratingProject.slug, endpoint)
    const { status } = await admin.request(endpoint.method, address, endpoint.method === 'GET' ? undefined : {})
    expect(status, `${endpoint.method} ${endpoint.path}`).toBe(404)
  }
  expect(await stateOfRows()).toEqual(before)
  await removeProject(db, other.id)
})

test('returns to the requested page after signing in', async ({ request }) => {
  const address = '/projects/demo/raters?state=paused'
  const answer = await request.get(address, { maxRedirects: 0 })
  expect(answer.headers().location).toBe(`/sign-in?callbackUrl=${encodeURIComponent(address)}`)
})
