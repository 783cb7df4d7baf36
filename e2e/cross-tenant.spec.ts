import { isAtLeast } from '@/lib/domain/permissions'
import { projectPages } from '@/lib/domain/projects/project-pages'
import { appUrl } from './ports'
import { ApiClient } from './support/api-client'
import { admin, apiFor, expect, signIn, test } from './support/fixtures'

test('a rater can open no admin page and read none of its data', async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[0-9]/)
  const email = await ratingProject.addRater()
  await signIn(context, email)
  for (const { path, role } of Object.values(projectPages)) {
    const response = await page.goto(`/projects/${ratingProject.slug}${path}`)
    expect(response?.status(), path).toBe(403)
    await expect(page.getByRole('main')).toContainText(role === 'admin' ? 'admins' : 'experts')
    expect(await page.content()).not.toMatch(/image-0\.jpg/)
  }
})

test('answers a page with 403 for too low a role and with 404 for non-members', async ({
  ratingProject: { slug, ...project },
}) => {
  const people = {
    nobody: { client: new ApiClient(appUrl), role: null },
    stranger: { client: await apiFor(admin.email, admin.password), role: null },
    rater: { client: await apiFor(await project.addRater()), role: 'rater' },
    expert: { client: await apiFor(await project.addExpert()), role: 'expert' },
    admin: { client: await apiFor(await project.addAdmin()), role: 'admin' },
  } as const
  const requests: Record<string, string>[] = [
    {},
    { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' },
  ]
  const inAllWays = ['', '/golden', '/audit', '/raters/1']
  // A detail page belongs to the page whose path is its prefix.
  const pages = [
    ...Object.values(projectPages),
    { path: '/raters/1', role: projectPages.raters.role },
    { path: '/aggregation/1', role: projectPages.runs.role },
    { path: '/raters/999', role: projectPages.raters.role },
    { path: '/releases/9', role: projectPages.releases.role },
    { path: '/classes/99999', role: projectPages.classes.role },
  ]
  const unknown = ['/aggregation/1', '/raters/999', '/releases/9', '/classes/99999']
  for (const [person, { client, role }] of Object.entries(people))
    for (const page of pages)
      for (const headers of inAllWays.includes(page.path) ? requests : requests.slice(0, 1)) {
        const response = await client.response('GET', `/projects/${slug}${page.path}`, undefined, headers)
        const text = await response.text()
        const what = `${person}: ${page.path} with ${Object.keys(headers).join()}`
        if (person === 'nobody') expect([303, 307], what).toContain(response.status)
        else if (role === null) expect(response.status, what).toBe(404)
        else if (!isAtLeast(role, page.role)) expect(response.status, what).toBe(403)
        else {
          const isUnknown = unknown.includes(page.path)
          expect(response.status, what).toBe(isUnknown ? 404 : 200)
          expect(text.includes('<title>Page not found · '), what).toBe(isUnknown)
        }
        if (role === null || !isAtLeast(role, page.role)) expect(text, what).not.toContain('image-0.jpg')
      }
})

test('answers an invalid body with 400 and its fields, and writes nothing', async ({ db, ratingProject }) => {
  const rater = await apiFor(await ratingProject.addRater())
  const { body: ratingPage } = await rater.next(ratingProject.slug)
  const id = ratingPage.task?.assignmentId as number
  const good = { revision: 0, answers: ['no', 'maybe', 'yes'], durationMs: 1, imageShownMs: 1_000, shownMs: null }
  for (const [wrong, field] of [
    [{ ...good, answers: ['no', 'maybe', 'YES '] }, 'answers.2'],
    [{ ...good, answers: [0, 1, 2] }, 'answers.0'],
    [{ ...good, answers: 'no' }, 'answers'],
    [{ ...good, answers: ['no'] }, 'answers'],
    [{ ...good, revision: '0' }, 'revision'],
    [{ ...good, raterId: 7 }, 'raterId'],
    ['not json', 'body'],
  ] as const) {
    const answer = await rater.submit(ratingProject.slug, id, wrong)
    expect(answer.status, JSON.stringify(wrong)).toBe(400)
    expect(Object.keys((answer.body as unknown as { fields: object }).fields), JSON.stringify(wrong)).toContain(field)
  }
  const { rows } = await db.query('SELECT count(*)::int AS n FROM vote WHERE project_id = $1', [ratingProject.id])
  expect(rows[0].n).toBe(0)
  expect((await rater.submit(ratingProject.slug, id, good)).status).toBe(200)
})

test('ignores changes requested by another site', async ({ ratingProject }) => {
  const rater = await apiFor(await ratingProject.addRater())
  const address = `/api/projects/${ratingProject.slug}/assignments/next`
  expect((await rater.post(address, undefined, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await rater.post(address, undefined, { origin: 'null' })).status).toBe(403)
  expect((await rater.post(address, undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('tells a rater about a late submission and continues', async ({ db, ratingProject }) => {
  const emails = [await ratingProject.addRater(), await ratingProject.addRater(), await ratingProject.addRater()]
  const [late, other, third] = await Promise.all(emails.map((email) => apiFor(email)))
  const { body: ratingPage } = await late!.next(ratingProject.slug)
  const id = ratingPage.task?.assignmentId as number
  const body = { revision: 0, answers: ['no', 'no', 'no'], durationMs: null, imageShownMs: 1_000, shownMs: null }
  await db.query("UPDATE assignment SET lease_expires_at = now() - interval '1 minute' WHERE project_id = $1", [
    ratingProject.id,
  ])
  await db.query('SELECT expire_leases(100)')
  for (const client of [other!, third!]) {
    let answer = await client.next(ratingProject.slug)
    while (answer.body.task) {
      const sent = await client.submit(ratingProject.slug, answer.body.task.assignmentId, body)
      answer = { status: sent.status, body: sent.body.next }
    }
  }
  const refused = await late!.submit(ratingProject.slug, id, body)
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'lease-lost' })
  expect((await late!.next(ratingProject.slug)).body.state).toBe('finished')
})

test('sends headers that forbid framing, sniffing and foreign scripts and do not name the server software', async ({
  request,
}) => {
  for (const path of ['/sign-in', '/api/health']) {
    const headers = (await request.get(path)).headers()
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['x-powered-by']).toBeUndefined()
  }
  expect(
    (
      await request.get('/projects', {
        headers: { 'x-middleware-subrequest': 'middleware:middleware:middleware' },
        maxRedirects: 0,
      })
    ).status(),
  ).toBeGreaterThanOrEqual(300)
})
