import { errorBody } from '@/lib/contracts/error'
import { appUrl } from '../ports'
import { directRequest } from '../support/direct-request'
import { apiFor, expect, signIn, test } from '../support/fixtures'

const nonceOf = (policy: string) => /script-src 'self' 'nonce-([\w+/=]+)'(?:;|$)/.exec(policy)?.[1]

test("allows only same-origin scripts and those with the response's nonce on every page", async ({
  context,
  ratingProject,
}) => {
  await signIn(context, await ratingProject.addAdmin())
  const { slug } = ratingProject
  const pages = [
    '/',
    '/sign-in',
    '/setup',
    '/join?token=x',
    '/reset-password?token=x',
    '/offline',
    '/account',
    '/nowhere',
  ]
  for (const path of [
    ...pages,
    `/rate/${slug}`,
    `/projects/${slug}`,
    `/projects/${slug}/images`,
    '/projects/nowhere',
  ]) {
    const [first, second] = await Promise.all([context.request.get(path), context.request.get(path)])
    const nonce = nonceOf(first!.headers()['content-security-policy']!)
    expect(nonce, path).toBeTruthy()
    expect(nonceOf(second!.headers()['content-security-policy']!), path).not.toBe(nonce)
    const scripts = (await first!.text()).match(/<script\b[^>]*>/g) ?? []
    expect(scripts.length, path).toBeGreaterThan(1)
    expect(scripts.filter((tag) => !tag.includes(` nonce="${nonce}"`) && !tag.includes(' src="/_next/'), path)).toEqual(
      [],
    )
  }
})

test('ignores a policy sent by the visitor', async () => {
  const { headers, text } = await directRequest('/sign-in', {
    headers: {
      'content-security-policy': "script-src 'nonce-mine'",
      'content-security-policy-report-only': "script-src 'nonce-mine'",
    },
  })
  expect(headers['content-security-policy']).not.toContain('mine')
  expect(text).not.toContain('nonce="mine"')
})

test('does not run markup injected into a page', async ({ page, quietConsole }) => {
  quietConsole.allow(/Content Security Policy|status of 404/)
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  const ran = await page.evaluate(async () => {
    const refused = new Set<string>()
    const both = new Promise<void>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        refused.add(event.effectiveDirective)
        if (refused.size === 2) resolve()
      })
    })
    document.body.insertAdjacentHTML('beforeend', '<img src="/nothing.png" onerror="document.title = \'ran\'">')
    const script = document.createElement('script')
    script.textContent = "document.title = 'ran'"
    document.body.append(script)
    await Promise.race([both, new Promise((resolve) => setTimeout(resolve, 20_000))])
    return { title: document.title, refused: [...refused].sort() }
  })
  expect(ran.title).not.toBe('ran')
  expect(ran.refused).toEqual(['script-src-attr', 'script-src-elem'])
})

test('serves images in a sandbox and every other response with the security headers', async ({ db, ratingProject }) => {
  const client = await apiFor(await ratingProject.addRater())
  const { rows } = await db.query('SELECT content_hash FROM image WHERE project_id = $1 LIMIT 1', [ratingProject.id])
  const picture = await client.response('GET', `/api/projects/${ratingProject.slug}/images/${rows[0].content_hash}`)
  expect(picture.status).toBe(200)
  expect(picture.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
  expect(picture.headers.get('x-content-type-options')).toBe('nosniff')
  const host = new URL(appUrl).host
  for (const path of [
    '//example.org/a',
    `//${host}/projects`,
    '/api/health',
    '/api/nothing',
    '/%FF',
    '/favicon.ico',
    '/',
  ]) {
    const { headers } = await directRequest(path)
    expect(headers, path).toMatchObject({
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
      'x-content-type-options': 'nosniff',
      'strict-transport-security': 'max-age=31536000; includeSubDomains',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
    })
    expect(headers['x-powered-by']).toBeUndefined()
  }
})

test('refuses TRACE, and keeps personal data out of caches', async ({ context, ratingProject }) => {
  for (const path of ['/', '/api/health', '/favicon.ico']) {
    const { status, text } = await directRequest(path, { method: 'TRACE', headers: { 'x-added': 'by a proxy' } })
    expect(status, path).toBe(405)
    expect(text, path).not.toContain('by a proxy')
    expect(errorBody.parse(JSON.parse(text)).code).toBe('method-not-allowed')
  }
  await signIn(context, await ratingProject.addAdmin())
  const { slug } = ratingProject
  const stored = ['/account', `/projects/${slug}`, `/projects/${slug}/raters`, `/api/projects/${slug}/members`]
  for (const path of [...stored, `/api/projects/${slug}/exports/audit-csv`, '/api/projects/nowhere/members']) {
    const answer = await context.request.get(path)
    expect(answer.headers()['cache-control'], path).toContain('no-store')
    expect(answer.headers()['access-control-allow-origin'], path).toBeUndefined()
  }
})

test('gives every response a request id that clients cannot choose', async ({ request }) => {
  for (const path of ['/sign-in', '/api/health', '/nowhere', '/favicon.ico', '/api/%E0%A4%A']) {
    const { headers } = await directRequest(path, { headers: { 'x-request-id': 'chosen-by-a-visitor' } })
    expect(headers['x-request-id'], path).toMatch(/^[0-9a-f-]{36}$/)
  }
  const first = await request.get('/api/ready')
  const second = await request.get('/api/ready')
  expect(first.headers()['x-request-id']).not.toBe(second.headers()['x-request-id'])
})

test('serves no Prometheus metrics until a token is set', async ({ request }) => {
  for (const headers of [{}, { authorization: 'Bearer undefined' }]) {
    const answer = await request.get('/api/metrics', { headers })
    expect(answer.status()).toBe(404)
    expect(errorBody.parse(await answer.json()).code).toBe('not-found')
  }
})

test('keeps no database connection for a HEAD request of a download', async ({ db, ratingProject }) => {
  const { id, slug } = ratingProject
  await db.query(
    `INSERT INTO image (project_id, id, position, file_name, original_class_id)
     SELECT $1, i, i, repeat('x', 200) || i, (SELECT min(id) FROM class WHERE project_id = $1 AND class_index IS NOT NULL)
     FROM generate_series(1000000, 1030000) i`,
    [id],
  )
  const client = await apiFor(await ratingProject.addAdmin())
  const { status, headers } = await client.response('HEAD', `/api/projects/${slug}/exports/original-labels-csv`)
  expect([status, headers.get('content-type')]).toEqual([200, expect.stringContaining('text/csv')])
  const connections = async () => {
    const { rows } = await db.query(
      "SELECT query FROM pg_stat_activity WHERE application_name = 'reassess-bulk' AND query LIKE '%original_class_id%'",
    )
    return rows
  }
  await expect.poll(connections).toEqual([])
  const { rows } = await db.query("SELECT FROM audit_event WHERE project_id = $1 AND action = 'project.export'", [id])
  expect(rows).toEqual([])
})
