import { randomInt, randomUUID } from 'node:crypto'
import { proxyAddress, Visitor } from '../support/direct-request'
import { expect, test } from '../support/fixtures'
import { makeAccounts, testPassword } from '../support/rating-rows'

/** Returns a new network on each call, so that tests do not share attempts. */
const newNetwork = () => `127.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`
const forwarded = () => `198.51.${randomInt(0, 255)}.${randomInt(1, 255)}`

async function statuses(count: number, attempt: (k: number) => Promise<{ status: number }>) {
  const all: number[] = []
  for (let k = 0; k < count; k++) all.push((await attempt(k)).status)
  return all
}

test('allows ten attempts for an account from one network whatever addresses are claimed, then 429 with Retry-After', async ({
  db,
}) => {
  const [account] = await makeAccounts(db, 1)
  const from = newNetwork()
  const tries = await statuses(12, () => new Visitor(from, forwarded()).signIn(account!.email, 'a wrong password'))
  expect(tries).toEqual([...Array(10).fill(401), 429, 429])
  const refused = await new Visitor(from).signIn(account!.email, testPassword)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect(Number(refused.headers['retry-after'])).toBeLessThanOrEqual(300)
  expect(JSON.parse(refused.text)).toMatchObject({
    code: 'too-many-requests',
    message: expect.stringMatching(/^Too many attempts\. Wait .+ and try again\.$/),
  })
})

test('ignores the internal address header when a client sends it', async ({ db }) => {
  const [account] = await makeAccounts(db, 1)
  const from = newNetwork()
  const attempt = async (k: number) => {
    const visitor = new Visitor(from)
    const { csrfToken } = JSON.parse((await visitor.request('/api/auth/csrf')).text)
    const form = { csrfToken, email: account!.email, password: 'a wrong password', json: 'true' }
    return visitor.request('/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-client-address': `203.0.113.${k}` },
      body: new URLSearchParams(form).toString(),
    })
  }
  expect((await statuses(11, attempt)).at(-1)).toBe(429)
})

test('trusts the address added by a configured proxy, and none before it', async ({ db }) => {
  const [account] = await makeAccounts(db, 1)
  const address = forwarded()
  const behindProxy = (header: string) => new Visitor(proxyAddress, header).signIn(account!.email, 'a wrong password')
  expect((await statuses(11, () => behindProxy(`${forwarded()}, ${address}`))).at(-1)).toBe(429)
  expect((await behindProxy(`${address}, ${forwarded()}`)).status).toBe(401)
})

test('stops password spraying after a hundred attempts from one network', async () => {
  const from = newNetwork()
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      statuses(6, () => new Visitor(from).signIn(`${randomUUID()}@example.org`, 'Summer2026!')),
    ),
  )
  const all = answers.flat()
  expect(all.filter((status) => status === 429)).toHaveLength(20)
  expect(all.filter((status) => status === 401)).toHaveLength(100)
})

test('cannot lock an account out of a browser it was used in', async ({ db }) => {
  const [account, other] = await makeAccounts(db, 2)
  const owner = new Visitor(newNetwork())
  expect((await owner.signIn(account!.email, testPassword)).status).toBe(200)
  // From many networks, until even new ones are refused.
  const attack = await Promise.all(
    Array.from({ length: 11 }, () => {
      const from = newNetwork()
      return statuses(10, () => new Visitor(from).signIn(account!.email, 'a wrong password'))
    }),
  )
  expect(attack.flat().filter((status) => status === 401)).toHaveLength(100)
  expect((await new Visitor(newNetwork()).signIn(account!.email, testPassword)).status).toBe(429)
  expect((await owner.signIn(account!.email, testPassword)).status).toBe(200)
  // The known browser has ten attempts of its own, but only for its own account.
  expect((await statuses(11, () => owner.signIn(account!.email, 'a wrong password'))).at(-1)).toBe(429)
  const stranger = new Visitor(newNetwork())
  expect((await stranger.signIn(other!.email, testPassword)).status).toBe(200)
  expect((await stranger.signIn(account!.email, testPassword)).status).toBe(429)
})

test('does not let one visitor use up the attempts of others behind the same address', async ({ db }) => {
  const [mine, neighbour] = await makeAccounts(db, 2)
  const from = newNetwork()
  const known = new Visitor(from)
  expect((await known.signIn(neighbour!.email, testPassword)).status).toBe(200)
  // Attempts on one account do not use up those of the network.
  await statuses(120, () => new Visitor(from).signIn(mine!.email, 'a wrong password'))
  expect((await new Visitor(from).signIn(neighbour!.email, testPassword)).status).toBe(200)
  // Even if those are used up on purpose, a known browser can still sign in.
  await Promise.all(
    Array.from({ length: 20 }, () =>
      statuses(5, () => new Visitor(from).signIn(`${randomUUID()}@example.org`, 'a wrong password')),
    ),
  )
  expect((await new Visitor(from).signIn(neighbour!.email, testPassword)).status).toBe(429)
  expect((await known.signIn(neighbour!.email, testPassword)).status).toBe(200)
})

test('stops guessed links, and still accepts the right link from the same address', async ({ db, ratingProject }) => {
  const from = newNetwork()
  const account = () => ({ name: 'New', email: `${randomUUID()}@example.org`, password: testPassword })
  const guess = () => new Visitor(from).post('/api/invites/accept', { token: randomUUID(), account: account() })
  const guesses = await statuses(25, guess)
  expect(guesses).toEqual([...Array(20).fill(404), ...Array(5).fill(429)])
  const setup = { token: 'guessed', ...account(), withDemo: false }
  expect((await statuses(21, () => new Visitor(from).post('/api/setup', setup))).at(-1)).toBe(429)
  const reset = { token: 'guessed', password: testPassword }
  expect((await statuses(21, () => new Visitor(from).post('/api/password-reset', reset))).at(-1)).toBe(429)

  const token = randomUUID()
  await db.query(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     VALUES ($1, encode(sha256($2::bytea), 'hex'), 'rater', 5, now() + interval '1 day')`,
    [ratingProject.id, token],
  )
  const joining = account()
  const newcomer = new Visitor(from)
  expect((await newcomer.post('/api/invites/accept', { token, account: joining })).status).toBe(200)
  // An invite reveals for at most thirty e-mails whether they have accounts.
  const asked = await statuses(31, () => new Visitor(from).post('/api/invites/accept', { token, account: joining }))
  expect(asked).toEqual([...Array(30).fill(409), 429])
  await db.query('DELETE FROM app_user WHERE email = $1', [joining.email])
})

test('explains too many attempts on the sign-in page', async ({ db, page, quietConsole }) => {
  quietConsole.allow(/status of 4(01|29)/)
  const [account] = await makeAccounts(db, 1)
  await statuses(10, () => new Visitor('127.0.0.1').signIn(account!.email, 'a wrong password'))
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(account!.email)
  await page.getByLabel('Password').fill(testPassword)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('Too many attempts. Wait five minutes and try again.')).toBeVisible()
})

test('refuses common passwords', async ({ db, ratingProject }) => {
  const token = randomUUID()
  await db.query(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     VALUES ($1, encode(sha256($2::bytea), 'hex'), 'rater', 5, now() + interval '1 day')`,
    [ratingProject.id, token],
  )
  for (const password of ['          ', '1234567890', 'aaaaaaaaaa', 'q1w2e3r4t5', 'Password123!']) {
    const account = { name: 'New', email: `${randomUUID()}@example.org`, password }
    const answer = await new Visitor(newNetwork()).post('/api/invites/accept', { token, account })
    expect(answer.status, password).toBe(400)
    expect(Object.keys(JSON.parse(answer.text).fields)).toEqual(['account.password'])
  }
  expect((await db.query('SELECT use_count FROM invite WHERE project_id = $1', [ratingProject.id])).rows).toEqual([
    { use_count: 0 },
  ])
})
