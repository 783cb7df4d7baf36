import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { hash } from '@node-rs/argon2'
import type pg from 'pg'
import { test as base, expect, type Page } from 'playwright/test'
import { codeAt } from '@/lib/services/testing/authenticator'
import { ports } from './ports'
import { expectNoSeriousViolations } from './support/axe'
import { connectTo } from './support/embedded-database'
import { startOidcProvider } from './support/oidc-provider'
import { makeAccounts, testPassword } from './support/rating-rows'
import { type AppServer, startApp } from './support/server'

const client = { id: 'reassess', secret: 'secret-of-the-provider' }
const url = `http://localhost:${ports.singleSignOn}`
let provider: Awaited<ReturnType<typeof startOidcProvider>>
let app: AppServer
let db: pg.Client

const test = base.extend({ baseURL: url })
test.beforeAll(async () => {
  provider = await startOidcProvider(client)
  app = await startApp({
    port: ports.singleSignOn,
    name: 'oidc',
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_NAME: 'Example Login',
      REQUIRE_SECOND_FACTOR: '1',
    },
  })
  db = await connectTo(app.dataDir)
})
test.afterAll(async () => {
  await db?.end()
  await app?.stop()
  await provider?.stop()
})

const person = (change = {}) => ({
  sub: randomUUID(),
  email: `${randomUUID()}@example.org`,
  email_verified: true,
  name: 'Jane Doe',
  ...change,
})
async function continueWithProvider(page: Page, from = '/sign-in') {
  await page.goto(from)
  await page.getByRole('button', { name: 'Continue with Example Login' }).click()
}
const accounts = async (email: string) => {
  const { rows } = await db.query('SELECT id, password_hash FROM app_user WHERE email = $1', [email])
  return rows
}

test("signs an existing account in by the provider's verified e-mail", async ({ page }) => {
  const [account] = await makeAccounts(db, 1)
  const jane = person({ email: account!.email })
  provider.signInAs(jane)
  await continueWithProvider(page)
  await expect(page).toHaveURL(`${url}/projects`)
  const { rows } = await db.query('SELECT user_id FROM account_identity WHERE subject = $1', [jane.sub])
  expect(rows).toEqual([{ user_id: account!.id }])
  await page.goto('/account')
  await expect(page.getByRole('main')).toContainText(account!.email)
})

test('refuses an unverified e-mail', async ({ page }) => {
  const [account] = await makeAccounts(db, 1)
  provider.signInAs(person({ email: account!.email, email_verified: false }))
  await continueWithProvider(page)
  await expect(page.getByRole('alert').first()).toContainText('has not verified')
  await page.goto('/projects')
  await expect(page).toHaveURL(/sign-in/)
})

test('creates an account without a password only through an invite link', async ({ page }) => {
  const stranger = person()
  provider.signInAs(stranger)
  await continueWithProvider(page)
  await expect(page.getByRole('alert').first()).toContainText('have no account here')
  expect(await accounts(stranger.email)).toHaveLength(0)

  const token = randomUUID()
  const slug = `oidc-${token.slice(0, 8)}`
  const { rows } = await db.query('INSERT INTO project (slug, name) VALUES ($1, $1) RETURNING id', [slug])
  await db.query(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     VALUES ($1, encode(sha256($2::bytea), 'hex'), 'rater', 1, now() + interval '1 day')`,
    [rows[0].id, token],
  )
  await continueWithProvider(page, `/join?token=${token}`)
  await page.getByRole('button', { name: 'Join as Jane Doe' }).click()
  await expect(page).toHaveURL(`${url}/rate/${slug}`)
  expect(await accounts(stranger.email)).toEqual([{ id: expect.any(String), password_hash: null }])
})

test('refuses a forged token, a foreign state and an invented code', async ({ page, request }) => {
  const [account] = await makeAccounts(db, 1)
  provider.signInAs(person({ email: account!.email }))
  await provider.forge()
  await continueWithProvider(page)
  await expect(page).toHaveURL(/sign-in\?.*error=/)
  await expect(page.getByRole('alert').first()).toBeVisible()
  const log = () => readFileSync(path.join(app.dataDir, 'logs/web.log'), 'utf8')
  await expect.poll(log).toMatch(/^\{.*"request":".*"code":"OAUTH_CALLBACK_ERROR".*signature.*\}$/m)
  for (const query of ['', 'code=made-up&state=made-up', 'error=access_denied', `code=${'x'.repeat(10_000)}`]) {
    const answer = await request.get(`/api/auth/callback/oidc?${query}`, { maxRedirects: 0 })
    expect(answer.status(), query.slice(0, 40)).toBeLessThan(500)
    expect(answer.headers()['set-cookie'] ?? '', query.slice(0, 40)).not.toMatch(/session-token=[^;]/)
  }
})

test('never redirects to another site after signing in', async ({ page }) => {
  const [account] = await makeAccounts(db, 1)
  provider.signInAs(person({ email: account!.email }))
  for (const goal of ['https://evil.example/', '//evil.example', 'javascript:alert(1)', '\\\\evil.example']) {
    await page.context().clearCookies()
    await continueWithProvider(page, `/sign-in?callbackUrl=${encodeURIComponent(goal)}`)
    await expect(page, goal).toHaveURL(new RegExp(`^${url}/`))
    await expect(page, goal).not.toHaveURL(/sign-in/)
  }
})

test('refuses a password for an account without one like a wrong password', async ({ page }) => {
  const email = `${randomUUID()}@example.org`
  await db.query('INSERT INTO app_user (email, name) VALUES ($1, $1)', [email])
  const [known] = await makeAccounts(db, 1)
  await db.query('UPDATE app_user SET password_hash = $2 WHERE id = $1', [known!.id, await hash(testPassword)])
  for (const [who, password] of [
    [email, ''],
    [email, 'null'],
    [known!.email, 'wrong'],
  ]) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail').fill(who!)
    await page.getByLabel('Password').fill(password || ' ')
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await expect(page.getByRole('alert').first()).toContainText('Wrong e-mail or password.')
  }
})

test('asks for the second factor after a password, and never after a provider', async ({ page }) => {
  const [account] = await makeAccounts(db, 1)
  await db.query('UPDATE app_user SET is_owner = true WHERE id = $1', [account!.id])
  await db.query(`INSERT INTO second_factor (user_id, secret, confirmed_at) VALUES ($1, 'sealed', now())`, [
    account!.id,
  ])
  provider.signInAs(person({ email: account!.email }))
  await continueWithProvider(page, '/sign-in?callbackUrl=%2Faccount')
  const section = page.getByRole('region', { name: 'Second factor' })
  await expect(section).toContainText('It does not apply when you sign in with Example Login.')
  await expect(section).toContainText('It is on.')
  await db.query('DELETE FROM app_user WHERE id = $1', [account!.id])
})

test('gives owners and admins no access until they set up a required second factor', async ({ page }) => {
  const [account] = await makeAccounts(db, 1)
  await db.query('UPDATE app_user SET is_owner = true WHERE id = $1', [account!.id])
  await page.goto('/sign-in?callbackUrl=%2Fprojects')
  await page.getByLabel('E-mail').fill(account!.email)
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await expectNoSeriousViolations(page, 'the second factor that is required')
  for (const path of ['/projects', '/account', '/', '/projects/demo', '/rate/demo']) {
    await page.goto(path)
    await expect(page, path).toHaveURL(/\/second-factor\?callbackUrl=/)
  }
  const status = async (method: string, path: string) => (await page.request.fetch(path, { method })).status()
  for (const [method, path] of [
    ['GET', '/api/audit'],
    ['PATCH', '/api/account'],
    ['POST', '/api/projects'],
    ['GET', '/api/projects/demo/invites'],
  ] as const)
    expect(await status(method, path), path).toBe(401)

  await page.goto('/projects')
  await page.getByLabel('Current password').fill(testPassword)
  await page.getByRole('button', { name: 'Continue' }).click()
  const secret = (await page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/).textContent())!.replaceAll(' ', '')
  await page.getByLabel('Code', { exact: true }).fill(codeAt(secret, Date.now()))
  await page.getByRole('button', { name: 'Turn on' }).click()
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10)
  await page.getByRole('button', { name: 'I have saved them, continue' }).click()
  await expect(page).toHaveURL(/\/projects$/)
  expect(await status('GET', '/api/audit')).toBe(200)

  // After turning it off, the account must set it up again.
  await page.goto('/account')
  await page.getByRole('button', { name: 'Turn off' }).click()
  const dialog = page.getByRole('dialog', { name: 'Turn off the second factor?' })
  await expect(dialog).toContainText('Your role requires a second factor on this server')
  await db.query('UPDATE second_factor SET last_step = 0 WHERE user_id = $1', [account!.id])
  await dialog.getByLabel('Current password').fill(testPassword)
  await dialog.getByLabel('Code', { exact: true }).fill(codeAt(secret, Date.now()))
  await dialog.getByRole('button', { name: 'Turn off' }).click()
  await expect(page.getByRole('heading', { name: 'Set up a second factor' })).toBeVisible()
  await db.query('DELETE FROM app_user WHERE id = $1', [account!.id])
})

async function accountOf(jane: ReturnType<typeof person>): Promise<string> {
  const { rows } = await db.query('INSERT INTO app_user (email, name) VALUES ($1, $1) RETURNING id', [jane.email])
  const values = [provider.issuer, jane.sub, rows[0].id]
  await db.query('INSERT INTO account_identity (provider, subject, user_id) VALUES ($1, $2, $3)', values)
  return rows[0].id
}
const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000)

test('deletes an account without a password only if the provider has just asked who the user is', async ({ page }) => {
  const jane = person()
  await accountOf(jane)
  provider.signInAs(jane)
  await continueWithProvider(page)
  await expect(page).toHaveURL(`${url}/projects`)
  const signInAgain = page.getByRole('button', { name: 'Sign in again with Example Login' })
  const remove = page.getByRole('button', { name: 'Delete my account' })
  // An ordinary sign-in says nothing, and this provider does not obey a request to ask.
  for (const time of [null, minutesAgo(11)]) {
    provider.signInAs(jane, time)
    await page.goto('/account')
    await expect(signInAgain).toBeVisible()
    await expect(remove).toHaveCount(0)
    // The page before the sign-in shows the same buttons, and clicks on it are lost.
    const loaded = page.waitForEvent('load')
    await signInAgain.click()
    await loaded
    if (time) await expect(signInAgain).toBeVisible()
    else {
      await expect(remove).toBeVisible()
      await db.query('UPDATE account_session SET authenticated_at = NULL')
    }
  }
  provider.signInAs(jane, minutesAgo(1))
  await signInAgain.click()
  await remove.click()
  await page.getByRole('dialog').getByLabel('E-mail').fill(jane.email)
  await expect(page.getByRole('dialog').getByLabel('Current password')).toHaveCount(0)
  await page.getByRole('button', { name: 'Delete permanently' }).click()
  await expect(page).toHaveURL(/sign-in/)
  await expect(page.getByRole('status').filter({ hasText: 'Your account has been deleted.' })).toBeVisible()
  await expect(page).toHaveURL(/sign-in$/)
  expect(await accounts(jane.email)).toHaveLength(0)
})

test.describe('in German', () => {
  test.use({ locale: 'de-DE' })

  test('explains to a user whose form was open for too long that the sign-in is too old', async ({ page }) => {
    const jane = person()
    const id = await accountOf(jane)
    provider.signInAs(jane)
    await page.goto('/sign-in')
    await page.getByRole('button', { name: 'Weiter mit Example Login' }).click()
    await expect(page).toHaveURL(`${url}/projects`)
    await page.goto('/account')
    await page.getByRole('button', { name: 'Noch einmal mit Example Login anmelden' }).click()
    await page.getByRole('button', { name: 'Mein Konto löschen' }).click()
    await db.query("UPDATE account_session SET authenticated_at = now() - interval '11 minutes'")
    await page.getByRole('dialog').getByLabel('E-Mail').fill(jane.email)
    await page.getByRole('button', { name: 'Endgültig löschen' }).click()
    await expect(page.getByRole('alert').filter({ hasText: 'mehr als zehn Minuten her' })).toBeVisible()
    await db.query('DELETE FROM app_user WHERE id = $1', [id])
  })
})
