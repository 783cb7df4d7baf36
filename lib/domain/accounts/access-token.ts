/** Access tokens begin with this, so that scanners for leaked secrets can find them. */
export const accessTokenPrefix = 'reassess_'

/** Returns the access token of an Authorization header. Null if the header has none, but perhaps another secret. */
export function bearerToken(authorization: string | null): string | null {
  const [scheme, token = ''] = (authorization ?? '').split(' ')
  return scheme!.toLowerCase() === 'bearer' && token.startsWith(accessTokenPrefix) ? token : null
}
