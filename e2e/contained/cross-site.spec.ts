import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright/test'
import { appUrl } from '../ports'
import { expect, signIn, test } from '../support/fixtures'
import { makeAccounts, testPassword } from '../support/rating-rows'

interface Attack {
  method: string
  path: string
  body: Record<string, string>
}

let site: Server
let sitePort: number

test.beforeAll(async () => {
  site = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/html' })
    response.end('<!doctype html><title>Another site</title><body>')
  })
  await new Promise<void>((done) => site.listen(0, done))
  sitePort = (site.address() as AddressInfo).port
})
test.afterAll(() => void site.close())

/** Sends each attack in every way available to a page, and waits until all are done. */
const attackFrom = (page: Page, attacks: Attack[]) =>
  page.evaluate(
    async ({ app, attacks }) => {
      const done: Promise<unknown>[] = []
      const ways = (method: string): RequestInit[] =>
        method === 'POST' ? [{ mode: 'no-cors', headers: { 'content-type': 'text/plain' } }, { mode: 'cors' }] : [{}]
      for (const { method, path, body } of attacks) {
        for (const way of ways(method)) {
          const headers = way.headers ?? { 'content-type': 'application/json' }
          const sent = fetch(app + path, {
            ...way,
            method,
            headers,
            credentials: 'include',
            body: JSON.stringify(body),
          })
          done.push(sent.catch(() => null))
        }
        if (method !== 'POST') continue
        for (const enctype of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data']) {
          const frame = document.createElement('iframe')
          frame.name = `frame-${Math.random()}`
          const form = Object.assign(document.createElement('form'), { method, enctype, action: app + path })
          form.target = frame.name
          for (const [name, value] of Object.entries(body)) {
            const field = Object.assign(document.createElement('input'), { name, value })
            form.append(field)
          }
          document.body.append(frame, form)
          // An iframe that may not show the response loads the browser's error page.
          done.push(new Promise((resolve) => frame.addEventListener('load', resolve)))
          form.submit()
        }
        const image = new Image()
        done.push(new Promise((resolve) => Object.assign(image, { onload: resolve, onerror: resolve })))
        image.src = app + path
      }
      const socket = new WebSocket(app.replace('http', 'ws'))
      done.push(
        new Promise((resolve, reject) => {
          socket.onerror = resolve
          socket.onopen = () => reject(new Error('a socket of another site was opened'))
        }),
      )
      await Promise.all(done)
    },
    { app: appUrl, attacks },
  )

for (const [what, host] of [
  ['another site', '127.0.0.1'],
  // Browsers treat these as one site and send the cookies.
  ['another server of the same host', 'localhost'],
] as const)
  test(`a page of ${what} changes nothing, whoever opens it`, async ({
    page,
    context,
    db,
    ratingProject,
    quietConsole,
  }) => {
    quietConsole.allow(/./)
    const { slug, id } = ratingProject
    const email = await ratingProject.addAdmin()
    const [other] = await makeAccounts(db, 1)
    await signIn(context, email)
    const state = async () => {
      const { rows } = await db.query(
        `SELECT p.name, u.name AS account, u.email, u.token_version, u.password_hash,
           (SELECT count(*)::int FROM assignment WHERE project_id = p.id) AS assignments,
           (SELECT count(*)::int FROM invite WHERE project_id = p.id) AS invites
         FROM project p, app_user u WHERE p.id = $1 AND u.email = $2`,
        [id, email],
      )
      const session = await (await context.request.get('/api/auth/session')).json()
      const cookies = await context.cookies(appUrl)
      return { ...rows[0], subject: session.subject, language: cookies.filter(({ name }) => name === 'language') }
    }
    const before = await state()
    const project = `/api/projects/${slug}`
    const attacks: Attack[] = [
      { method: 'POST', path: `${project}/assignments/next`, body: {} },
      { method: 'POST', path: `${project}/invites`, body: { role: 'admin', maxUses: '9', note: '' } },
      { method: 'PATCH', path: project, body: { name: 'taken over' } },
      { method: 'PATCH', path: '/api/account', body: { name: 'taken over' } },
      { method: 'DELETE', path: '/api/account', body: { email } },
      {
        method: 'PUT',
        path: '/api/account/password',
        body: { current: testPassword, password: 'a wholly new password' },
      },
      { method: 'POST', path: '/api/language', body: { language: 'de' } },
      { method: 'POST', path: '/api/auth/signout', body: { csrfToken: 'guessed', json: 'true' } },
      {
        method: 'POST',
        path: '/api/auth/callback/credentials',
        body: { csrfToken: 'guessed', email: other!.email, password: testPassword, json: 'true' },
      },
    ]
    const answered: { method: string; status: number; path: string }[] = []
    page.on('response', (response) => {
      const request = response.request()
      const { pathname } = new URL(response.url())
      if (response.url().startsWith(appUrl) && request.method() !== 'GET')
        answered.push({ method: request.method(), status: response.status(), path: pathname })
    })
    await page.goto(`http://${host}:${sitePort}/`)
    await attackFrom(page, attacks)
    expect(await state()).toEqual(before)
    // Forms and simple requests reach the server, which refuses them; the others fail the preflight.
    expect(answered.length).toBeGreaterThan(10)
    const isRefused = ({ status, path }: { status: number; path: string }) =>
      status === 403 || (path.startsWith('/api/auth/') && status >= 200 && status < 400) || status === 404
    expect(answered.filter((answer) => !isRefused(answer))).toEqual([])

    // The same request from our own page succeeds.
    await page.goto('/account')
    const renamed = await page.evaluate(async () => {
      const body = JSON.stringify({ name: 'A new name' })
      const headers = { 'content-type': 'application/json' }
      return (await fetch('/api/account', { method: 'PATCH', headers, body })).status
    })
    expect(renamed).toBe(200)
    expect((await state()).account).toBe('A new name')
    await db.query('DELETE FROM app_user WHERE id = $1', [other!.id])
  })
