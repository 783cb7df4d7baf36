import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import type { PanelIds } from '@/lib/domain/recruitment/panel'
import { env } from '@/lib/env'

const day = 24 * 3600_000
const keySets = new Map<string, ReturnType<typeof createRemoteJWKSet>>()

// Prolific asks clients to cache its keys and refresh them at least daily. An unknown key is requested at once, but at
// most once a minute, or forged tokens would cause endless requests.
function keysAt(address: string) {
  const known = keySets.get(address)
  if (known) return known
  const keys = createRemoteJWKSet(new URL(address), {
    cacheMaxAge: day / 2,
    cooldownDuration: 60_000,
    timeoutDuration: 5_000,
  })
  keySets.set(address, keys)
  return keys
}

const keysAwayCodes = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

/** Returns the first claim of `names` in a payload, in Prolific's own claim or at the top level. */
function claimOf(payload: Record<string, unknown>, names: readonly string[]): string | null {
  const own = payload.prolific
  const places = typeof own === 'object' && own !== null ? [own as Record<string, unknown>, payload] : [payload]
  for (const place of places)
    for (const [key, value] of Object.entries(place))
      if (names.includes(key.toLowerCase()) && typeof value === 'string') return value
  return null
}

/**
 * Checks that Prolific sent this person on this visit to us: the token is signed with one of its keys, not expired and
 * meant for our address. Every id in it must match the address, and it must name person and visit. Returns `keys-away`
 * if the keys could not be fetched.
 */
export async function checkProlificToken(
  token: string | undefined,
  ids: PanelIds,
  { keysAddress = env.PROLIFIC_JWKS_URL, ourAddress = env.NEXTAUTH_URL ?? '', now = new Date() } = {},
): Promise<'right' | 'forged' | 'keys-away'> {
  if (!token || token.length > 8_000 || !URL.canParse(ourAddress)) return 'forged'
  const { origin, host, hostname } = new URL(ourAddress)
  try {
    const { payload } = await jwtVerify(token, keysAt(keysAddress), {
      algorithms: ['RS256', 'ES256'],
      audience: [origin, `${origin}/`, host, hostname],
      requiredClaims: ['exp', 'aud'],
      clockTolerance: 30,
      currentDate: now,
    })
    const pid = claimOf(payload, ['prolific_pid', 'participant_id'])
    const study = claimOf(payload, ['study_id'])
    const session = claimOf(payload, ['session_id', 'submission_id'])
    const isSame = pid === ids.pid && session === ids.session && (study === null || study === ids.study)
    return isSame ? 'right' : 'forged'
  } catch (error) {
    // All other errors come from fetching the keys.
    if (!(error instanceof errors.JOSEError) || keysAwayCodes.has(error.code)) return 'keys-away'
    return 'forged'
  }
}
