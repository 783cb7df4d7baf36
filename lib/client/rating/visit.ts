import { addressOf, request, type SmallEndpoint } from '@/lib/client/api'
import { isRecord, partReader } from '@/lib/client/reader'
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

/** Ends the visit of a panel's participant before its last task. */
export const stopVisit = (slug: string) => request(stop, { project: slug })

/** Says no to the consent of a panel's study, which ends the visit. */
export const declineConsent = (slug: string) => request(decline, { project: slug })

/** How long the visit is expected to take, and what it is paid. */
export const readOwnVisit = (slug: string) => request(visit, { project: slug })

/** Says that the page is open or closes. Nobody hears the answer, so it is also sent while the page goes away. */
export function sendPresence(slug: string, isHere: boolean) {
  navigator.sendBeacon(
    addressOf(presencePath, { project: slug }),
    new Blob([JSON.stringify({ isHere })], { type: 'application/json' }),
  )
}
