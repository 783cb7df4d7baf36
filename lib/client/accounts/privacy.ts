import { z } from 'zod'
import { request } from '@/lib/client/api'
import type { DeleteAccountInput } from '@/lib/contracts/accounts/account'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as raters from '@/lib/contracts/endpoints/raters'

const _nothing = z.strictObject({})

export const eraseOwnIdentity = (slug: string) => request(raters.eraseOwnIdentity, { project: slug })

export const eraseRater = (slug: string, raterId: number) =>
  request(raters.eraseRater, { project: slug, rater: raterId })

export const deleteAccount = (body: DeleteAccountInput) => request(accounts.deleteAccount, {}, { body })
