import { randomInt, randomUUID } from 'node:crypto'
import { clientFrom, newNetwork, proxyAddress } from '../support/direct-request'
import { expect, test } from '../support/fixtures'
import { makeAccounts, testPassword } from '../support/rating-rows'

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
  const attempt = () =>
    clientFrom(from).trySignIn(account!.email, 'a wrong password', { 'x-forwarded-for': forwarded() })
  const tries = await statuses(12, attempt)
  expect(tries).toEqual([...Array(10).fill(401), 429, 429])
  const refused = await clientFrom(from).trySignIn(account!.email, testPassword)
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(300)
  expect(await refused.json()).toMatchObject({
    code: 'too-many-requests',
    message: expect.stringMatching(/^Too many attempts\. Wait .+ and try again\.$/),
  })
})

test('ignores the internal address header when a client sends it', async ({ db }) => {
  const [account] = await makeAccounts(db, 1)
  const from = newNetwork()
  const attempt = (k: number) =>
    clientFrom(from).trySignIn(account!.email, 'a wrong password', { 'x-client-address': `203.0.113.${k}` })
  expect((await statuses(11, attempt)).at(-1)).toBe(429)
})

test('trusts the address added by a configured proxy, and none before it', async ({ db }) => {
  const [account] = await makeAccounts(db, 1)
  const address = forwarded()
  const behindProxy = (header: string) =>
    clientFrom(proxyAddress).trySignIn(account!.email, 'a wrong password', { 'x-forwarded-for': header })
  expect((await statuses(11, () => behindProxy(`${forwarded()}, ${address}`))).at(-1)).toBe(429)
  expect((await behindProxy(`${address}, ${forwarded()}`)).status).toBe(401)
})

test('stops password spraying after a hundred attempts from one network', async () => {
  const from = newNetwork()
  const answers = await Promise.all(
    Array.from({ length: 20 }, async () =>
      statuses(6, () => clientFrom(from).trySignIn(`${randomUUID()}@example.org`, 'Summer2026!')),
    ),
  )
  const all = answers.flat()
  expect(all.filter((status) => status === 429)).toHaveLength(20)
  expect(all.filter((status) => status === 401)).toHaveLength(100)
})

test('cannot lock an account out of a browser it was used in', async ({ db }) => {
  const [account, other] = await makeAccounts(db, 2)
  const owner = clientFrom()
  expect((await owner.trySignIn(account!.email, testPassword)).status).toBe(200)
  // From many networks, until even new ones are refused.
  const attack = await Promise.all(
    Array.from({ length: 11 }, () => {
      const from = newNetwork()
      return statuses(10, () => clientFrom(from).trySignIn(account!.email, 'a wrong password'))
    }),
  )
  expect(attack.flat().filter((status) => status === 401)).toHaveLength(100)
  expect((await clientFrom().trySignIn(account!.email, testPassword)).status).toBe(429)
  expect((await owner.trySignIn(account!.email, testPassword)).status).toBe(200)
  // The known browser has ten attempts of its own, but only for its own account.
  expect((await statuses(11, () => owner.trySignIn(account!.email, 'a wrong password'))).at(-1)).toBe(429)
  const stranger = clientFrom()
  expect((await stranger.trySignIn(other!.email, testPassword)).status).toBe(200)
  expect((await stranger.trySignIn(account!.email, testPassword)).status).toBe(429)
})

test('does not let one visitor use up the attempts of others behind the same address', async ({ db }) => {
  const [mine, neighbour] = await makeAccounts(db, 2)
  const from = newNetwork()
  const known = clientFrom(from)
  expect((await known.trySignIn(neighbour!.email, testPassword)).status).toBe(200)
  // Attempts on one account do not use up those of the network.
  await statuses(120, () => clientFrom(from).trySignIn(mine!.email, 'a wrong password'))
  expect((await clientFrom(from).trySignIn(neighbour!.email, testPassword)).status).toBe(200)
  // Even if those are used up on purpose, a known browser can still sign in.
  await Promise.all(
    Array.from({ length: 20 }, () =>
      statuses(5, () => clientFrom(from).trySignIn(`${randomUUID()}@example.org`, 'a wrong password')),
    ),
  )
  expect((await clientFrom(from).trySignIn(neighbour!.email, testPassword)).status).toBe(429)
  expect((await known.trySignIn(neighbour!.email, testPassword)).status).toBe(200)
})

test('stops guessed links, and still accepts the right link from the same address', async ({ db, ratingProject }) => {
  const from = newNetwork()
  const account = () => ({ name: 'New', email: `${randomUUID()}@example.org`, password: testPassword })
  const guess = () => clientFrom(from).post('/api/invites/accept', { token: randomUUID(), account: account() })
  const guesses = await statuses(25, guess)
  expect(guesses).toEqual([...Array(20).fill(404), ...Array(5).fill(429)])
  const setup = { token: 'guessed', ...account(), withDemo: false }
  expect((await statuses(21, () => clientFrom(from).post('/api/setup', setup))).at(-1)).toBe(429)
  const reset = { token: 'guessed', password: testPassword }
  expect((await statuses(21, () => clientFrom(from).post('/api/password-reset', reset))).at(-1)).toBe(429)

  const token = randomUUID()
  await db.query(
    `INSERT INTO invite (project_id, token_hash, role, max_uses, expires_at)
     VALUES ($1, encode(sha256($2::bytea), 'hex'), 'rater', 5, now() + interval '1 day')`,
    [ratingProject.id, token],
  )
  const joining = account()
  const newcomer = clientFrom(from)
  expect((await newcomer.post('/api/invites/accept', { token, account: joining })).status).toBe(200)
  // An invite reveals for at most thirty e-mails whether they have accounts.
  const asked = await statuses(31, () => clientFrom(from).post('/api/invites/accept', { token, account: joining }))
  expect(asked).toEqual([...Array(30).fill(409), 429])
  await db.query('DELETE FROM app_user WHERE email = $1', [joining.email])
})

test('explains too many attempts on the sign-in page', async ({ db, page, quietConsole }) => {
  quietConsole.allow(/status of 4(01|29)/)
  const [account] = await makeAccounts(db, 1)
  await statuses(10, () => clientFrom('127.0.0.1').trySignIn(account!.email, 'a wrong password'))
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
    const answer = await clientFrom().post<{ fields: object }>('/api/invites/accept', { token, account })
    expect(answer.status, password).toBe(400)
    expect(Object.keys(answer.body.fields)).toEqual(['account.password'])
  }
  expect((await db.query('SELECT use_count FROM invite WHERE project_id = $1', [ratingProject.id])).rows).toEqual([
    { use_count: 0 },
  ])
})
