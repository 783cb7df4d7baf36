import { caller } from '@/lib/client/api'
import * as accounts from '@/lib/contracts/endpoints/accounts'
import * as raters from '@/lib/contracts/endpoints/raters'

export const eraseOwnIdentity = caller(raters.eraseOwnIdentity)
export const eraseRater = caller(raters.eraseRater)

export const deleteAccount = caller(accounts.deleteAccount)
