import { SignJWT } from 'jose'
import { encode, type JWT } from 'next-auth/jwt'
import { appUrl } from '../ports'
import { ApiClient } from '../support/api-client'
import { expect, test } from '../support/fixtures'
import { secretOf, sessionCookieName } from '../support/made-session'

const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const day = 24 * 3_600

/** Changes a character in the middle of a token part. The last one may encode only padding bits. */
function changed(token: string, part: number): string {
  const parts = token.split('.')
  const text = parts[part]!
  const at = Math.floor(text.length / 2)
  parts[part] = `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`
  return parts.join('.')
}

const spliced = (one: string, other: string, part: number) =>
  one
    .split('.')
    .map((text, k) => (k === part ? other.split('.')[part] : text))
    .join('.')

test("accepts only unexpired sessions that this server issued for the account's current state", async ({
  db,
  ratingProject,
}) => {
  const { slug } = ratingProject
  const idOf = async (email: string) =>
    String((await db.query('SELECT id FROM app_user WHERE email = $1', [email])).rows[0].id)
  const admin = await idOf(await ratingProject.addAdmin())
  const rater = await idOf(await ratingProject.addRater())
  const secret = secretOf(String(process.env.E2E_DATA_DIR))
  const now = Math.floor(Date.now() / 1_000)
  const claims = { sub: admin, tokenVersion: 0, since: now }
  const made = (token: JWT, with_: { secret?: string; maxAge?: number; salt?: string } = {}) =>
    encode({ token, secret, maxAge: day, ...with_ })
  const right = await made(claims)
  const ofRater = await made({ ...claims, sub: rater })
  const signed = { ...claims, iat: now, exp: now + day }
  const panelist = { projectId: ratingProject.id, raterId: 1, visitId: 'c0ffee00-0000-4000-8000-000000000000' }

  const call = async (token: string, path: string, method = 'GET') => {
    const client = new ApiClient(appUrl)
    client.setCookie(sessionCookieName, token)
    const response = await client.response(method, path)
    return { status: response.status, text: await response.text() }
  }
  const invites = `/api/projects/${slug}/invites`
  // The control: the unchanged token works.
  expect((await call(right, invites)).status).toBe(200)
  expect((await call(ofRater, invites)).status).toBe(403)

  const forged: Record<string, string> = {
    nothing: '',
    'not signed, as a JWT': `${base64({ alg: 'none' })}.${base64(signed)}.`,
    'not encrypted, as the token of this server': `${base64({ alg: 'none', enc: 'none' })}..${right.split('.').slice(2).join('.')}`,
    'signed with our secret, and not encrypted': await new SignJWT(signed)
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret)),
    'of another server': await made(claims, { secret: 'the secret of quite another server' }),
    'with a secret that is nearly ours': await made(claims, { secret: `${secret}.` }),
    'a cookie of ours that is for something else': await made(claims, { salt: 'known device' }),
    'expired a minute ago': await made(claims, { maxAge: -60 }),
    'begun eight days ago, and written anew since': await made({ ...claims, since: now - 8 * day }),
    'without any time of its beginning': await made({ sub: admin, tokenVersion: 0, since: 0 }),
    'from before the account ended its sessions': await made({ ...claims, tokenVersion: -1 }),
    'of a later count of sessions': await made({ ...claims, tokenVersion: 1 }),
    'of an account that does not exist': await made({ ...claims, sub: 'c0ffee00-0000-4000-8000-000000000000' }),
    'of a visit that does not exist': await made({ panelist, since: now }),
    'of nobody': await made({ since: now }),
    ...Object.fromEntries([0, 2, 3, 4].map((part) => [`changed in part ${part}`, changed(right, part)])),
    ...Object.fromEntries(
      [2, 3, 4].map((part) => [`the rater's with the admin's part ${part}`, spliced(ofRater, right, part)]),
    ),
  }
  for (const [what, token] of Object.entries(forged)) {
    const answer = await call(token, invites)
    expect(answer.status, what).toBe(401)
    expect(JSON.parse(answer.text), what).toMatchObject({ code: 'unauthenticated' })
    expect((await call(token, `/api/projects/${slug}/assignments/next`, 'POST')).status, what).toBe(401)
    const page = await call(token, `/projects/${slug}/raters`)
    expect([303, 307], what).toContain(page.status)
  }
  const boastful = { ...claims, sub: rater, role: 'admin', isOwner: true, kind: 'operator', panelist }
  expect((await call(await made(boastful), invites)).status).toBe(403)
  expect((await call(await made(boastful), '/api/audit')).status).toBe(403)
  const { rows } = await db.query('SELECT count(*)::int AS n FROM assignment WHERE project_id = $1', [ratingProject.id])
  expect(rows[0].n).toBe(0)
})
