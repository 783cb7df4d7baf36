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

/**
 * Reports that the page is open, when it closes, and when the browser brings it back from its back-forward cache, which
 * loads nothing. Beacons, so that they are also sent while the page unloads. They name the rater, because another
 * participant may have entered in a second tab. Returns a function that ends the reports.
 */
export function reportPresence(slug: string, raterId: number): () => void {
  const report = (isHere: boolean) =>
    navigator.sendBeacon(
      addressOf(presencePath, { project: slug }),
      new Blob([JSON.stringify({ raterId, isHere })], { type: 'application/json' }),
    )
  const leave = () => report(false)
  const comeBack = ({ persisted }: PageTransitionEvent) => {
    if (persisted) report(true)
  }
  report(true)
  window.addEventListener('pagehide', leave)
  window.addEventListener('pageshow', comeBack)
  return () => {
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('pageshow', comeBack)
  }
}
