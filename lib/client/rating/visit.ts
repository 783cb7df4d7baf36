import { caller, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
import { addressOf } from '@/lib/contracts/address-of'
import type * as endpoints from '@/lib/contracts/endpoints/recruitment'
import type * as texts from '@/lib/contracts/endpoints/texts'
import type { OwnVisit } from '@/lib/contracts/recruitment'

const stop: SmallEndpoint<typeof endpoints.stopVisit> = {
  method: 'POST',
  path: '/api/projects/[project]/panels/stop',
  output: partReader(isRecord),
}
const visit: SmallEndpoint<typeof endpoints.readOwnVisit> = {
  method: 'GET',
  path: '/api/projects/[project]/panels/visit',
  output: partReader<OwnVisit>((json) => isRecord(json) && isRecord(json.plan) && 'pay' in json),
}
const decline: SmallEndpoint<typeof texts.declineConsent> = {
  method: 'POST',
  path: '/api/projects/[project]/panels/decline',
  output: partReader(isRecord),
}
const presencePath = '/api/projects/[project]/panels/presence'

/** Ends a panel participant's visit early. */
export const stopVisit = caller(stop)

/** Declines the consent of a panel's study, which ends the visit. */
export const declineConsent = caller(decline)

/** Returns the expected duration and the payment of the visit. */
export const readOwnVisit = caller(visit)

/** Reports that the page is open or closing. A beacon, so that it is also sent while the page unloads. */
export function sendPresence(slug: string, isHere: boolean) {
  navigator.sendBeacon(
    addressOf(presencePath, { project: slug }),
    new Blob([JSON.stringify({ isHere })], { type: 'application/json' }),
  )
}
