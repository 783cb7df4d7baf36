// Attacks through a server's environment: https, a lying DNS server, bodies that would fill the memory, and a jumping clock.
// All tests share one server.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import http, { createServer, type Server } from 'node:http'
import type pg from 'pg'
import { chromium, expect, test } from 'playwright/test'
import type { JobSummary } from '@/lib/contracts/jobs'
import { uploadPackOf } from '@/lib/services/testing/upload-pack'
import { launchOptions } from '../browser.mjs'
import { ports } from '../ports'
import { ApiClient } from '../support/api-client'
import { connectTo } from '../support/embedded-database'
import { startHttpsProxy } from '../support/https-proxy'
import { expectInvariants } from '../support/invariants'
import { noJumpingClock, startJumpingClock } from '../support/jumping-clock'
import { clientOf } from '../support/made-session'
import { startNameServer } from '../support/name-server'
import { descendants } from '../support/processes'
import { addMember, makeAccounts, makeProject, testPassword } from '../support/rating-rows'
import { type AppServer, startApp } from '../support/server'

test.skip(process.platform !== 'linux', 'reads the memory of processes from /proc, which only Linux has')

/** A public address, assigned to this machine while the tests run. */
const publicAddress = '93.184.215.14'
const secureUrl = `https://localhost:${ports.https}`
const host = (name: string) => `${name}.example.test:${picturePort}`
let picturePort: number
let pictures: Server
const asked: string[] = []
let names: Awaited<ReturnType<typeof startNameServer>>
let proxy: Awaited<ReturnType<typeof startHttpsProxy>>
let clock: Awaited<ReturnType<typeof startJumpingClock>> | null
let app: AppServer
let db: pg.Client

test.beforeAll(async () => {
  pictures = createServer((request, response) => {
    asked.push(`${request.socket.localAddress}`)
    response.writeHead(200, { connection: 'close' }).end('no picture')
  })
  await new Promise<void>((done) => pictures.listen(0, '0.0.0.0', done))
  picturePort = (pictures.address() as { port: number }).port
  names = await startNameServer({
    'turning.example.test': [[publicAddress], ['127.0.0.1']],
    'both.example.test': [[publicAddress, '127.0.0.1']],
    'six.example.test': [[publicAddress, '::1']],
    'inside.example.test': [['10.0.0.1']],
    'metadata.example.test': [['169.254.169.254']],
  })
  clock = noJumpingClock() === null ? await startJumpingClock() : null
  proxy = await startHttpsProxy({ port: ports.https, to: ports.behindHttps, host: 'localhost' })
  const env = { NEXTAUTH_URL: secureUrl, TRUSTED_PROXIES: '127.0.0.1', FETCH_NAME_SERVERS: names.address }
  app = await startApp({ port: ports.behindHttps, name: 'own-server', env: { ...env, ...clock?.env } })
  db = clock ? await clock.connect() : await connectTo(app.dataDir)
})
test.afterAll(async () => {
  await db?.end()
  await app?.stop()
  await clock?.stop()
  await proxy?.stop()
  await names?.stop()
  pictures?.closeAllConnections()
  pictures?.close()
})

/** A project with a member of each role, signed in with https cookies. */
async function projectWith({ tasks = 2, quota = 1 } = {}) {
  const project = await makeProject(db, { tasks, candidates: 2, quota })
  const [admin, rater, other] = await makeAccounts(db, 3)
  await addMember(db, project.id, admin!.id, 'admin')
  for (const { id } of [rater!, other!]) await addMember(db, project.id, id, 'rater')
  const clients = await Promise.all(
    [admin!, rater!, other!].map(({ id }) => clientOf(id, app.dataDir, app.url, '__Host-')),
  )
  return { ...project, admin: clients[0]!, rater: clients[1]!, other: clients[2]!, account: admin! }
}

test.describe('behind https', () => {
  test('limits cookies to this host and https, and refuses sign-in over http', async () => {
    const { account } = await projectWith()
    const options = launchOptions()
    const args = [...(options.args ?? []), '--host-resolver-rules=MAP labels.example.test 127.0.0.1']
    const browser = await chromium.launch({ ...options, args })
    const signIn = async (url: string) => {
      const context = await browser.newContext({ ignoreHTTPSErrors: true, baseURL: url })
      const page = await context.newPage()
      const response = await page.goto('/sign-in')
      await page.getByLabel('E-mail').fill(account.email)
      await page.getByLabel('Password').fill(testPassword)
      const answered = page.waitForResponse((answer) => answer.url().includes('/api/auth/callback/credentials'))
      await page.getByRole('button', { name: 'Sign in' }).click()
      await answered
      return { context, page, headers: await response!.allHeaders() }
    }
    const secure = await signIn(secureUrl)
    await expect(secure.page).toHaveURL(`${secureUrl}/projects`)
    expect(secure.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    const cookies = await secure.context.cookies()
    expect(cookies.map(({ name }) => name)).toContain('__Host-next-auth.session-token')
    for (const { name, secure: isSecure, httpOnly, sameSite, path } of cookies)
      expect({ name, isSecure, httpOnly, sameSite, path }).toEqual({
        ...{ name: expect.stringMatching(/^__Host-/), isSecure: true, httpOnly: true, sameSite: 'Lax', path: '/' },
      })
    // The same session is refused under the cookie name for http.
    const session = cookies.find(({ name }) => name.endsWith('session-token'))!
    const plain = new ApiClient(app.url)
    plain.setCookie('next-auth.session-token', session.value)
    expect((await plain.get('/api/auth/session')).body).toEqual({})

    const open = await signIn(`http://labels.example.test:${ports.behindHttps}`)
    expect(await open.context.cookies()).toEqual([])
    const later = await open.context.newPage()
    await later.goto('/projects')
    await expect(later).toHaveURL(/\/sign-in/)
    await browser.close()
  })
})

/** Imports images from these URLs and returns the outcome. */
async function importFrom(addresses: string[]): Promise<JobSummary> {
  const { slug, admin } = await projectWith()
  const project = `/api/projects/${slug}`
  const hosts = [...new Set(addresses.map((address) => new URL(address).host))]
  expect((await admin.request('PUT', `${project}/fetch-hosts`, { hosts })).status).toBe(200)
  const { body: upload } = await admin.post<{ id: string }>(`${project}/uploads`)
  const body = uploadPackOf('manifest.csv', ['url', ...addresses].join('\n'))
  expect((await admin.request('PUT', `${project}/uploads/${upload.id}/pack`, body)).status).toBe(200)
  const input = { source: { from: 'upload', uploadId: upload.id } }
  const started = await admin.post<JobSummary>(`${project}/jobs`, { kind: 'import-images', input })
  expect(started.status, JSON.stringify(started.body)).toBe(200)
  let job = started.body
  await expect
    .poll(
      async () => {
        job = (await admin.get<JobSummary>(`${project}/jobs/${job.id}`)).body
        return job.state
      },
      { timeout: 60_000 },
    )
    .toMatch(/succeeded|failed/)
  return job
}

test.describe('with a name server that lies', () => {
  test('follows no host name that resolves to a private address, among others', async () => {
    asked.length = 0
    const inside = ['both', 'six', 'inside', 'metadata']
    const job = await importFrom(inside.map((name, k) => `http://${host(name)}/${k}.png`))
    expect(job.state).toBe('failed')
    for (const name of inside) expect(job.error).toContain(`${name}.example.test, which resolves to a private address`)
    expect(asked).toEqual([])
    for (const name of inside) expect(names.asked(`${name}.example.test`)).toBe(1)
  })

  test('refuses a host name that resolved to a public address before and to a private one now', async () => {
    const change = (what: 'add' | 'del') =>
      execFileSync('ip', ['address', what, `${publicAddress}/32`, 'dev', 'lo'], { stdio: 'ignore' })
    try {
      change('add')
    } catch {
      test.skip(true, 'needs the right to give this machine a public address')
    }
    try {
      asked.length = 0
      const job = await importFrom([1, 2].map((k) => `http://${host('turning')}/${k}.png`))
      expect(job.state).toBe('failed')
      expect(job.error).toContain('turning.example.test, which resolves to a private address')
      expect(names.asked('turning.example.test')).toBe(2)
      // The first image was fetched, from the address that had been checked.
      expect(asked).toEqual([publicAddress])
    } finally {
      change('del')
    }
  })
})

/** Sends a body until it is complete or the server closes the connection. Returns the bytes sent before the response. */
function sendBody(path: string, bytes: number, headers: Record<string, string>, isAnnounced: boolean) {
  const piece = Buffer.alloc(1_000_000, '[')
  return new Promise<{ status: number; before: number; sent: number }>((resolve) => {
    const result = { status: 0, before: 0, sent: 0 }
    const length: Record<string, string> = isAnnounced ? { 'content-length': String(bytes) } : {}
    const request = http.request(`${app.url}${path}`, {
      method: 'POST',
      agent: false,
      headers: { ...headers, ...length },
    })
    const end = () => resolve({ ...result, before: result.status > 0 ? result.before : result.sent })
    request.on('response', (response) => {
      result.status = response.statusCode ?? 0
      result.before = result.sent
      response.resume()
    })
    request.on('error', end)
    request.on('close', end)
    const send = () => {
      while (result.sent < bytes && !request.destroyed) {
        result.sent += piece.length
        if (!request.write(piece)) return void request.once('drain', send)
      }
      if (!request.destroyed) request.end()
    }
    send()
  })
}

test('refuses bodies of two gigabytes at once without filling memory', async () => {
  const { slug, rater } = await projectWith()
  const web = descendants(app.process.pid as number).find(({ command }) =>
    /reassess-web|web-server\.mjs/.test(command),
  )!
  const peakMb = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${web.pid}/status`, 'utf8'))?.[1]) / 1024
  // Reset the peak of the resident set.
  writeFileSync(`/proc/${web.pid}/clear_refs`, '5')
  const before = peakMb()
  const json = { 'content-type': 'application/json' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const multipart = { 'content-type': 'multipart/form-data; boundary=x' }
  const cookie = rater.cookieHeader()
  const bodies: [string, Record<string, string>][] = [
    ['/api/setup', json],
    [`/api/projects/${slug}/assignments/next`, { ...json, cookie }],
    [`/api/projects/${slug}/assignments/next`, json],
    ['/api/auth/callback/credentials', form],
    ['/api/panels/nothing/enter', form],
    ['/api/nothing', json],
    ['/sign-in', multipart],
    ['/sign-in', { ...multipart, 'next-action': '0'.repeat(42) }],
    ['/account', { ...form, cookie }],
  ]
  for (const [path, headers] of bodies)
    for (const isAnnounced of [true, false]) {
      const { status, before: sent } = await sendBody(path, 2_000_000_000, headers, isAnnounced)
      const what = `${path} as ${headers['content-type']}, ${isAnnounced ? 'announced' : 'in chunks'}`
      // Pages ignore the body and are rendered. A client that is cut off while sending may miss the response: status 0.
      if (status > 0) expect(status, what).toBeGreaterThanOrEqual(path.startsWith('/api/') ? 400 : 200)
      expect(status, what).toBeLessThan(500)
      expect(sent, what).toBeLessThan(50_000_000)
    }
  console.log(`the web server had ${before.toFixed()} MB and at most ${peakMb().toFixed()} MB`)
  expect(peakMb() - before).toBeLessThan(250)
  expect((await rater.next(slug)).status).toBe(200)
})

test.describe('with a clock that jumps', () => {
  const day = 86_400
  const submission = { revision: 0, answers: ['no', 'yes'], durationMs: 1, imageShownMs: 1_000, shownMs: null }

  test('leases, sessions and limits follow the new time, and no answer is lost or counted twice', async () => {
    test.skip(clock === null, noJumpingClock() ?? '')
    const { id, slug, rater, other, account } = await projectWith({ tasks: 2, quota: 1 })
    const held = (await rater.next(slug)).body.task!
    const answered = (await other.next(slug)).body.task!
    const wrong = async () => {
      const forwarded = { 'x-forwarded-for': '198.51.100.7' }
      return (await new ApiClient(app.url).trySignIn(account.email, 'x', forwarded)).status
    }
    const tries = async () => {
      for (let k = 0; k < 11; k++) if ((await wrong()) === 429) return k
      return 11
    }
    expect(await tries()).toBe(10)

    clock!.jump(3_600)
    // After the hour, the limit and the absent rater's lease have expired: the other rater gets both tasks.
    expect(await wrong()).toBe(401)
    const late = await other.submit(slug, answered.assignmentId, submission)
    expect(late.status).toBe(200)
    expect(late.body.next.task).not.toBeNull()
    await expectInvariants(db, id, [answered.assignmentId])
    expect((await other.submit(slug, late.body.next.task!.assignmentId, submission)).status).toBe(200)
    const lost = await rater.submit(slug, held.assignmentId, submission)
    expect(lost.status).toBe(409)
    expect(lost.body).toMatchObject({ code: 'lease-lost' })

    clock!.jump(-day)
    // Attempts counted under the wrong time do not lock anyone out under the right one.
    expect(await tries()).toBe(10)
    const again = await other.submit(slug, answered.assignmentId, submission)
    expect(again.status).toBe(200)
    expect(again.body.outcome).toBe('repeated')
    expect((await rater.next(slug)).body.state).toBe('finished')

    clock!.jump(8 * day)
    expect((await rater.next(slug)).status).toBe(401)
    clock!.jump(0)
    expect((await rater.next(slug)).status).toBe(200)
    await expectInvariants(db, id, [answered.assignmentId, late.body.next.task!.assignmentId])
    await expect.poll(async () => (await rater.get('/api/health')).status).toBe(200)
  })
})
