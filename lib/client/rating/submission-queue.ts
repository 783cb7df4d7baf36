import { ApiError } from '@/lib/client/api-error'
import type { SubmitOutput } from '@/lib/contracts/rating/rating'
import {
  nameKey,
  type PendingSubmission,
  type SubmissionName,
  type SubmissionStore,
  submissionKey,
} from './submission-store'

/** `waiting`: the server is out of reach, or asks for a new sign-in; everything is kept and sent again. */
export interface SaveState {
  state: 'saved' | 'saving' | 'waiting'
  pending: number
  needsSignIn: boolean
}

/** Whose submissions are sent: a rater of a project, by number. */
export interface QueueSeat {
  slug: string
  raterId: number
}

export type SubmissionOutcome =
  | { submission: PendingSubmission; output: SubmitOutput; error: null }
  | { submission: PendingSubmission; output: null; error: ApiError }

interface Options {
  store: SubmissionStore
  send: (submission: PendingSubmission) => Promise<SubmitOutput>
}

export type SubmissionQueue = ReturnType<typeof submissionQueue>

const firstDelayMs = 1_000
const longestDelayMs = 30_000

/**
 * Sends submissions until the server has taken or refused each. A submission is stored before its first try, so it
 * outlives a closed tab; sending it twice does no harm, since the server knows it by assignment and revision. Only those
 * of the rater in the seat are sent and counted. Those of others stay stored until their own rater is back, because the
 * server would refuse them for good under this rater's session.
 */
export function submissionQueue({ store, send }: Options) {
  const pending = new Map<string, PendingSubmission>()
  const watchers = new Set<() => void>()
  const listeners = new Set<(outcome: SubmissionOutcome) => void>()
  let seat: QueueSeat | null = null
  let snapshot: SaveState = { state: 'saved', pending: 0, needsSignIn: false }
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false
  /** The submission under way. */
  let sending: string | null = null
  /** Submissions of which a try was made: the server may have them, whatever came back. */
  const tried = new Set<string>()
  const stored = new Set<string>()

  const isOfSeat = ({ slug, raterId }: QueueSeat) => slug === seat?.slug && raterId === seat.raterId
  const mine = () => [...pending].filter(([, submission]) => isOfSeat(submission))

  function show(state: SaveState['state'], needsSignIn = false) {
    const count = mine().length
    if (snapshot.state === state && snapshot.pending === count && snapshot.needsSignIn === needsSignIn) return
    snapshot = { state, pending: count, needsSignIn }
    for (const watcher of watchers) watcher()
  }

  async function finish(key: string, outcome: SubmissionOutcome) {
    pending.delete(key)
    tried.delete(key)
    stored.delete(key)
    failures = 0
    // At once, so that nobody meets a submission that is pending no more and of which nothing is known yet.
    for (const listener of listeners) listener(outcome)
    await store.remove(key).catch(() => undefined)
  }

  async function run() {
    if (timer) clearTimeout(timer)
    timer = null
    if (running) return
    running = true
    try {
      for (let [next] = mine(); next; [next] = mine()) {
        const [key, submission] = next
        if (failures === 0) show('saving')
        tried.add(key)
        sending = key
        try {
          const output = await send(submission)
          await finish(key, { submission, output, error: null })
        } catch (reason) {
          const error = reason instanceof ApiError ? reason : new ApiError(0, 'offline', String(reason))
          const needsSignIn = error.status === 401
          if (!error.isTemporary && !needsSignIn) {
            await finish(key, { submission, output: null, error })
            continue
          }
          // Another rater sat down meanwhile, whose own submissions need not wait for this one.
          if (!isOfSeat(submission)) continue
          failures += 1
          show('waiting', needsSignIn)
          timer = setTimeout(run, Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1)))
          return
        }
      }
      show('saved')
    } finally {
      running = false
      sending = null
    }
  }

  return {
    /** Keeps the submission, and starts to send it if it is of the seat. The outcome goes to the listeners. */
    async add(submission: PendingSubmission) {
      pending.set(submissionKey(submission), submission)
      if (isOfSeat(submission)) show(failures === 0 ? 'saving' : 'waiting', snapshot.needsSignIn)
      // Without storage the submission still lives in this tab, which is better than not sending it.
      const key = submissionKey(submission)
      await store.put(submission).then(
        () => stored.add(key),
        () => undefined,
      )
      await run()
    },
    /** From now on sends for this rater. Takes up what this rater left behind in an earlier page, and returns it. */
    async sit(rater: QueueSeat): Promise<PendingSubmission[]> {
      if (!isOfSeat(rater)) {
        seat = rater
        failures = 0
        show(mine().length > 0 ? 'saving' : 'saved')
      }
      const kept = await store.all().catch(() => [])
      const left = kept.filter(({ slug, raterId }) => slug === rater.slug && raterId === rater.raterId)
      const leftKeys = new Set(left.map(submissionKey))
      // What was stored and is so no more, another tab has sent.
      for (const [key] of mine()) if (stored.has(key) && !leftKeys.has(key) && key !== sending) pending.delete(key)
      const rest = mine().filter(([key]) => !leftKeys.has(key))
      for (const [key] of mine()) pending.delete(key)
      for (const submission of left) {
        const key = submissionKey(submission)
        pending.set(key, submission)
        stored.add(key)
        // An earlier page, or another tab, may have sent it without hearing of it.
        tried.add(key)
      }
      for (const [key, submission] of rest) pending.set(key, submission)
      void run()
      return left
    },
    /** From now on sends nothing: another tab does. */
    stand() {
      seat = null
      if (timer) clearTimeout(timer)
      timer = null
      show('saved')
    },
    /**
     * Takes a submission out before it was ever sent; false when it was tried, as the server may have it then, or is
     * not here any more.
     */
    async takeBack(submission: SubmissionName) {
      const key = nameKey(submission)
      if (!pending.has(key) || tried.has(key)) return false
      pending.delete(key)
      stored.delete(key)
      await store.remove(key).catch(() => undefined)
      if (mine().length === 0) show('saved')
      else show(snapshot.state, snapshot.needsSignIn)
      return true
    },
    isPending: (submission: SubmissionName) => pending.has(nameKey(submission)),
    /** Tries at once instead of at the next appointed time: the connection may be back. */
    retry: () => void run(),
    saveState: () => snapshot,
    watch(watcher: () => void) {
      watchers.add(watcher)
      return () => void watchers.delete(watcher)
    },
    onOutcome(listener: (outcome: SubmissionOutcome) => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
