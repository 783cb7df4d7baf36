import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import { addressOf } from '@/lib/contracts/address-of'
import type * as endpoints from '@/lib/contracts/endpoints/recruitment'
import type * as texts from '@/lib/contracts/endpoints/texts'

const stop = smallEndpoint<typeof endpoints.stopVisit>('POST /panels/stop', isRecord)
const visit = smallEndpoint<typeof endpoints.readOwnVisit>(
  'GET /panels/visit',
  (json) => isRecord(json) && isRecord(json.plan) && 'pay' in json,
)
const decline = smallEndpoint<typeof texts.declineConsent>('POST /panels/decline', isRecord)
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
