import { z } from 'zod'
import { request } from '@/lib/client/api'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as raters from '@/lib/contracts/endpoints/raters'

const _nothing = z.strictObject({})

export const eraseOwnIdentity = (slug: string) => request(raters.eraseOwnIdentity, { project: slug })

export const eraseRater = (slug: string, raterId: number) =>
  request(raters.eraseRater, { project: slug, rater: raterId })

export const deleteAccount = (email: string) => request(accounts.deleteAccount, {}, { body: { email } })
