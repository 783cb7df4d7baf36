import { apiFor, expect, signIn, test } from './fixtures'

/** Every route of watching, judging, releasing and scoring, with a body that is as it should be. */
const judging = [
  ['GET', '/live', undefined],
  ['POST', '/jobs', { kind: 'aggregate', input: { method: 'majority', parameters: {} } }],
  ['POST', '/adjudications/next', { view: {} }],
  ['POST', '/adjudications/pairs/0/reveal', { answer: 'no' }],
  ['POST', '/adjudications/undo', undefined],
  ['GET', '/exports/adjudications-csv', undefined],
  ['PUT', '/class-pairs/0/1', { decision: null, note: '' }],
  ['DELETE', '/accuracies?source=timm', undefined],
  ['GET', '/releases', undefined],
  ['GET', '/releases/preview', undefined],
  ['GET', '/releases/compare?a=1&b=2', undefined],
  ['GET', '/releases/1', undefined],
  ['GET', '/releases/1/files', undefined],
  ['GET', '/releases/1/files/real.json', undefined],
  ['GET', '/releases/1/parts/votes.csv', undefined],
  ['POST', '/releases/1/withdrawal', { reason: 'It is wrong.' }],
  ['POST', '/reviews', { modelId: 0, size: 1 }],
  ['POST', '/reviews/1/next', undefined],
  ['GET', '/reviews/1/items/0', undefined],
  ['GET', '/exports/review-csv?review=1', undefined],
] as const

test('a rater sees no admin page and no data of it, and is refused by every admin route with 403', async ({
  page,
  context,
  ratingProject,
  quietConsole,
}) => {
  quietConsole.allow(/status of 40[0-9]/)
  const email = await ratingProject.addRater()
  await signIn(context, email)
  for (const part of [
    '',
    '/images',
    '/raters',
    '/quality',
    '/quality/pictures',
    '/classes',
    '/classes/pairs',
    '/releases',
    '/models',
    '/settings',
  ]) {
    await page.goto(`/projects/${ratingProject.slug}${part}`)
    await expect(page.getByRole('main')).toContainText('admins')
    expect(await page.content()).not.toMatch(/image-0\.jpg/)
  }
  const rater = await apiFor(email)
  const base = `/api/projects/${ratingProject.slug}`
  expect((await rater.post(`${base}/invites`, { role: 'admin', maxUses: 1, daysValid: 1, note: '' })).status).toBe(403)
  expect((await rater.get(`${base}/jobs`)).status).toBe(403)
  for (const path of ['/runs', '/exports/real-json', '/exports/votes-csv', '/exports/scores-npz'])
    expect((await rater.get(`${base}${path}`)).status, path).toBe(403)
  for (const [method, path, body] of judging)
    expect((await rater.request(method, `${base}${path}`, body)).status, `${method} ${path}`).toBe(403)
})

test("another project's routes and an unknown project's are answered alike, with 404", async ({
  db,
  ratingProject,
}) => {
  const { rows } = await db.query("SELECT slug FROM project WHERE slug = 'demo'")
  expect(rows).toHaveLength(1)
  const stranger = await apiFor(await ratingProject.addAdmin())
  for (const [method, path, body] of [
    ['POST', '/assignments/next', undefined],
    ['POST', '/assignments/1/submit', { revision: 0, answers: ['no'], durationMs: null, shownMs: null }],
    ['POST', '/assignments/1/undo', undefined],
    ['POST', '/assignments/renew', { assignments: [1] }],
    ['POST', '/assignments/release', { assignments: [1] }],
    ['POST', '/qualification/start', undefined],
    ['PUT', '/quality', { goldenShare: 0, qualification: null, rules: [] }],
    ['PUT', '/quality/golden-uses', { kind: 'draw', training: 0, test: 0, seed: 1 }],
    ['PUT', '/quality/explanations/1', { text: 'No.' }],
    ['POST', '/quality/alerts/1/settle', undefined],
    ['POST', '/raters/1/pause', undefined],
    ['POST', '/raters/1/resume', undefined],
    ['POST', '/raters/1/leave-out', { isLeftOut: true }],
    ['POST', '/raters/1/ask-again', undefined],
    ['POST', '/raters/1/qualification', { act: 'pass' }],
    ['POST', '/raters/acts', { act: 'pause', raterIds: [1] }],
    ['GET', '/raters/drift', undefined],
    ['GET', '/raters/1/messages', undefined],
    ['POST', '/messages', { raterIds: [1], text: 'Hello' }],
    ['GET', '/my-messages', undefined],
    ['POST', '/my-messages/1/read', undefined],
    ['POST', '/jobs', { kind: 'measure-rater-impact', input: { raterIds: [1] } }],
    ['GET', '/runs', undefined],
    ['GET', '/jobs', undefined],
    ['GET', '/exports/real-json', undefined],
    ['GET', '/exports/votes-csv', undefined],
    ['GET', `/images/${'0'.repeat(64)}`, undefined],
    ['POST', '/invites', { role: 'rater', maxUses: 1, daysValid: 1, note: '' }],
    ...judging,
  ] as const) {
    const foreign = await stranger.request(method, `/api/projects/demo${path}`, body)
    const unknown = await stranger.request(method, `/api/projects/no-such-project${path}`, body)
    expect(foreign.status, `${method} ${path}`).toBe(404)
    expect(foreign).toEqual(unknown)
  }
})

test('nobody who is not signed in reaches anything', async ({ request }) => {
  for (const path of [
    '/assignments/next',
    '/assignments/1/submit',
    '/assignments/renew',
    '/assignments/release',
    '/qualification/start',
    '/raters/1/pause',
    '/raters/1/leave-out',
    '/quality/alerts/1/settle',
    '/invites',
    '/jobs',
  ])
    expect((await request.post(`/api/projects/demo${path}`, { data: {} })).status(), path).toBe(401)
  for (const path of ['/runs', '/exports/real-json', '/exports/votes-csv'])
    expect((await request.get(`/api/projects/demo${path}`)).status(), path).toBe(401)
  for (const [method, path, body] of judging)
    expect((await request.fetch(`/api/projects/demo${path}`, { method, data: body })).status(), path).toBe(401)
})

test('a wrong body gets 400 with its fields, and writes nothing', async ({ db, ratingProject }) => {
  const rater = await apiFor(await ratingProject.addRater())
  const { body: ratingPage } = await rater.next(ratingProject.slug)
  const id = ratingPage.task?.assignmentId as number
  const good = { revision: 0, answers: ['no', 'maybe', 'yes'], durationMs: 1, shownMs: null }
  for (const [wrong, field] of [
    [{ ...good, answers: ['no', 'maybe', 'YES '] }, 'answers.2'],
    [{ ...good, answers: [0, 1, 2] }, 'answers.0'],
    [{ ...good, answers: 'no' }, 'answers'],
    [{ ...good, answers: ['no'] }, 'answers'],
    [{ ...good, revision: '0' }, 'revision'],
    [{ ...good, raterId: 7 }, 'body'],
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

test('nothing changes at the word of another site', async ({ ratingProject }) => {
  const rater = await apiFor(await ratingProject.addRater())
  const address = `/api/projects/${ratingProject.slug}/assignments/next`
  expect((await rater.post(address, undefined, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await rater.post(address, undefined, { origin: 'null' })).status).toBe(403)
  expect((await rater.post(address, undefined, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})

test('a late submission says so and the rater goes on', async ({ db, ratingProject }) => {
  const [late, other, third] = await Promise.all([1, 2, 3].map(async () => apiFor(await ratingProject.addRater())))
  const { body: ratingPage } = await late.next(ratingProject.slug)
  const id = ratingPage.task?.assignmentId as number
  const body = { revision: 0, answers: ['no', 'no', 'no'], durationMs: null, shownMs: null }
  await db.query("UPDATE assignment SET lease_expires_at = now() - interval '1 minute' WHERE project_id = $1", [
    ratingProject.id,
  ])
  await db.query('SELECT expire_leases(100)')
  for (const client of [other, third]) {
    let answer = await client.next(ratingProject.slug)
    while (answer.body.task) {
      const sent = await client.submit(ratingProject.slug, answer.body.task.assignmentId, body)
      answer = { status: sent.status, body: sent.body.next }
    }
  }
  const refused = await late.submit(ratingProject.slug, id, body)
  expect(refused.status).toBe(409)
  expect(refused.body).toMatchObject({ code: 'lease-lost' })
  expect((await late.next(ratingProject.slug)).body.state).toBe('finished')
})

test('headers forbid framing, sniffing and foreign scripts, and say nothing of what runs here', async ({ request }) => {
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
