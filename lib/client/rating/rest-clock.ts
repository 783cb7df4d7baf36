import { caller, isRecord, smallEndpoint } from '@/lib/client/api'
import { browserStorage } from '@/lib/client/local-storage'
import type * as endpoints from '@/lib/contracts/endpoints/rating'
import { extendWorkPeriod, isRestDue, type WorkPeriod } from '@/lib/domain/rating/rest'

const suggestion = smallEndpoint<typeof endpoints.readRestSuggestion>(
  'GET /rest',
  (json) => isRecord(json) && typeof json.isSuggested === 'boolean',
)

/** Asks whether the server suggests a rest because pace or accuracy have drifted. */
export const readRestSuggestion = caller(suggestion, { timeoutMs: 15_000 })

const name = 'reassess-rest'
const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

/** Tracks the time at work in this browser, across pages and projects. Without storage, across one page only. */
export function restClock(storage: Storage | null, now: () => number = Date.now) {
  let here: WorkPeriod | null = null

  function read(): WorkPeriod | null {
    try {
      const kept: unknown = JSON.parse(storage?.getItem(name) ?? 'null')
      if (!isRecord(kept) || !isTime(kept.beganAt) || !isTime(kept.activeAt)) return here
      return {
        beganAt: kept.beganAt,
        activeAt: kept.activeAt,
        suggestedAt: isTime(kept.suggestedAt) ? kept.suggestedAt : null,
      }
    } catch {
      return here
    }
  }
  function keep(period: WorkPeriod) {
    here = period
    try {
      storage?.setItem(name, JSON.stringify(period))
    } catch {
      // Without storage, it lasts as long as the page.
    }
  }

  return {
    /** Records input. Returns true if the rater has just started or is back from a pause. */
    noteActive(): boolean {
      const at = now()
      const period = extendWorkPeriod(read(), at)
      keep(period)
      return period.beganAt === at
    },
    isDue(hasDrifted: boolean): boolean {
      const period = read()
      return period !== null && isRestDue(period, now(), hasDrifted)
    },
    /** Records that a rest was suggested or the suggestion was dismissed. */
    noteSuggested() {
      const at = now()
      keep({ ...extendWorkPeriod(read(), at), suggestedAt: at })
    },
  }
}
export type RestClock = ReturnType<typeof restClock>

let clock: RestClock | null = null

export function browserRestClock(): RestClock {
  if (!clock) {
    clock = restClock(browserStorage())
  }
  return clock
}
