import { type AnyEndpoint, acceptsTokens } from '@/lib/contracts/endpoint'
import type { Actor } from '@/lib/domain/permissions'
import { forbidden } from '@/lib/errors'
import { openAccessToken } from '@/lib/services/accounts/access-tokens'

/**
 * Returns the account of an access token. Throws AppError `forbidden` for endpoints that only people may use, such as
 * those of raters, and for changes with a token that can only read.
 */
export async function actorOfToken(token: string, endpoint: AnyEndpoint): Promise<Actor> {
  const { actor, canWrite } = await openAccessToken(token)
  if (!acceptsTokens(endpoint)) throw forbidden('Access tokens cannot be used for this. Sign in on the website.')
  if (!canWrite && endpoint.method !== 'GET')
    throw forbidden('This access token can only read. Create one on /account that can also change data.')
  return actor
}
