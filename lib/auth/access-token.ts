import { type AnyEndpoint, acceptsTokens } from '@/lib/contracts/endpoint'
import { forbidden } from '@/lib/errors'
import { openAccessToken } from '@/lib/services/accounts/access-tokens'

/**
 * Returns the account of an access token and the token's name. Throws AppError `forbidden` for endpoints that only
 * people may use, such as those of raters, and for changes with a token that can only read.
 */
export async function actorOfToken(token: string, endpoint: AnyEndpoint) {
  const { actor, canWrite, name } = await openAccessToken(token)
  if (!acceptsTokens(endpoint)) throw forbidden('Access tokens cannot be used for this. Sign in on the website.')
  if (!canWrite && endpoint.method !== 'GET')
    throw forbidden('This access token can only read. Create one on /account that can also change data.')
  return { actor, name }
}
