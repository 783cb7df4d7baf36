import { isRecord, partReader } from '@/lib/client/api'
import { browserDrafts } from '@/lib/client/outbox/drafts'
import { forgetOwners } from '@/lib/client/outbox/outbox-store'
import type { RatingSession } from '@/lib/contracts/rating/rating'

/** Initial data of the rating page, as stored in this browser. */
export interface KeptSession {
  session: RatingSession
  home: string
}

const keptReader = partReader<KeptSession>(
  (json) =>
    isRecord(json) &&
    typeof json.home === 'string' &&
    isRecord(json.session) &&
    typeof json.session.raterId === 'number' &&
    isRecord(json.session.project) &&
    Array.isArray(json.session.ahead),
)

const nameFor = (slug: string) => `session:${slug}`

/** Tasks held by the rater, stored so that the page can be reopened without a connection. */
export const keptSession = {
  read: (slug: string) => browserDrafts().read(nameFor(slug), keptReader),
  keep: (kept: KeptSession) => browserDrafts().keep(nameFor(kept.session.project.slug), kept),
}

const worker = '/rating-worker.js'
const isKept = (url: string) => /\/_next\/static\/|\/api\/projects\/[^/]+\/images\//.test(url)

/** Asks the service worker to cache the rating page with everything it has loaded. */
export async function keepPage() {
  if (!('serviceWorker' in navigator)) return
  await navigator.serviceWorker.register(worker, { scope: '/rate/', updateViaCache: 'none' })
  const { active } = await navigator.serviceWorker.ready
  const urls = performance.getEntriesByType('resource').map(({ name }) => name)
  active?.postMessage({ type: 'keep', urls: urls.filter(isKept) })
}

/** Deletes tasks and pictures before sign-out. Unsent answers stay for their own rater. */
export async function forgetPage() {
  forgetOwners()
  browserDrafts().forgetAll(nameFor(''))
  if ('caches' in window) await caches.delete('reassess-rating-pictures')
}
