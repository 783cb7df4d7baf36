import { createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

export interface Person {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

const bodyOf = async (request: IncomingMessage) => {
  let text = ''
  for await (const chunk of request) text += chunk
  return new URLSearchParams(text)
}

interface Asked {
  nonce: string | null
  challenge: string | null
  redirect: string
  asksForTime: boolean
}

/** OpenID Connect provider that signs in `person` without asking, and validates the client's requests. */
export async function startOidcProvider(client: { id: string; secret: string }) {
  const { privateKey, publicKey } = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Asked>()
  const state = { person: null as Person | null, signWith: privateKey, authenticatedAt: null as Date | null }
  let issuer = ''

  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', issuer)
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(value))
    }
    const get = (name: string) => url.searchParams.get(name)
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/me`,
        jwks_uri: `${issuer}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        claims_supported: ['sub', 'email', 'email_verified', 'name', 'auth_time'],
      })
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/authorize') {
      const redirect = get('redirect_uri') ?? ''
      const code = randomBytes(12).toString('hex')
      if (get('client_id') !== client.id || get('code_challenge_method') !== 'S256') return json({}, 400)
      const asksForTime = get('max_age') !== null
      codes.set(code, { nonce: get('nonce'), challenge: get('code_challenge'), redirect, asksForTime })
      const back = new URLSearchParams({ code, state: get('state') ?? '' })
      response.writeHead(302, { location: `${redirect}?${back}` })
      return response.end()
    }
    if (url.pathname === '/token') {
      const form = await bodyOf(request)
      const asked = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const basic = `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString('base64')}`
      const challenge = createHash('sha256')
        .update(form.get('code_verifier') ?? '')
        .digest('base64url')
      const isRight =
        asked?.challenge === challenge &&
        form.get('redirect_uri') === asked.redirect &&
        request.headers.authorization === basic
      if (!isRight || !state.person) return json({ error: 'invalid_grant' }, 400)
      const seconds = Math.floor((state.authenticatedAt ?? new Date()).getTime() / 1_000)
      const idToken = await new SignJWT({
        nonce: asked.nonce ?? undefined,
        ...(asked.asksForTime && { auth_time: seconds }),
      })
        .setProtectedHeader({ alg: 'RS256', kid: 'one' })
        .setIssuer(issuer)
        .setAudience(client.id)
        .setSubject(state.person.sub)
        .setIssuedAt()
        .setExpirationTime('5m')
        .sign(state.signWith)
      return json({ access_token: 'access', token_type: 'Bearer', expires_in: 300, id_token: idToken })
    }
    if (url.pathname === '/me') return json(state.person)
    json({}, 404)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    issuer,
    /** `authenticatedAt` is when the person last proved who they are; now by default. */
    signInAs: (person: Person, authenticatedAt: Date | null = null) => {
      state.person = person
      state.authenticatedAt = authenticatedAt
      state.signWith = privateKey
    },
    /** Signs later tokens with an unpublished key. */
    forge: async () => {
      state.signWith = (await generateKeyPair('RS256')).privateKey
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  }
}
