import type { SubmitOutput } from '@/lib/contracts/rating'
import { ApiError } from './api-error'
import { type PendingSubmission, type SubmissionStore, submissionKey } from './submission-store'

/** `waiting`: the server is out of reach, or asks for a new sign-in; everything is kept and sent again. */
export interface SaveState {
  state: 'saved' | 'saving' | 'waiting'
  pending: number
  needsSignIn: boolean
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
 * outlives a closed tab; sending it twice does no harm, since the server knows it by assignment and revision.
 */
export function submissionQueue({ store, send }: Options) {
  const pending = new Map<string, PendingSubmission>()
  const watchers = new Set<() => void>()
  const listeners = new Set<(outcome: SubmissionOutcome) => void>()
  let snapshot: SaveState = { state: 'saved', pending: 0, needsSignIn: false }
  let failures = 0
  let timer: ReturnType<typeof setTimeout> | null = null
  let running = false

  function show(state: SaveState['state'], needsSignIn = false) {
    if (snapshot.state === state && snapshot.pending === pending.size && snapshot.needsSignIn === needsSignIn) return
    snapshot = { state, pending: pending.size, needsSignIn }
    for (const watcher of watchers) watcher()
  }

  async function finish(key: string, outcome: SubmissionOutcome) {
    pending.delete(key)
    failures = 0
    await store.remove(key).catch(() => undefined)
    for (const listener of listeners) listener(outcome)
  }

  async function run() {
    if (timer) clearTimeout(timer)
    timer = null
    if (running) return
    running = true
    try {
      for (let next = pending.entries().next(); !next.done; next = pending.entries().next()) {
        const [key, submission] = next.value
        if (failures === 0) show('saving')
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
          failures += 1
          show('waiting', needsSignIn)
          timer = setTimeout(run, Math.min(longestDelayMs, firstDelayMs * 2 ** (failures - 1)))
          return
        }
      }
      show('saved')
    } finally {
      running = false
    }
  }

  return {
    /** Keeps the submission and starts to send it. The outcome goes to the listeners. */
    async add(submission: PendingSubmission) {
      pending.set(submissionKey(submission), submission)
      show(failures === 0 ? 'saving' : 'waiting', snapshot.needsSignIn)
      // Without storage the submission still lives in this tab, which is better than not sending it.
      await store.put(submission).catch(() => undefined)
      await run()
    },
    /** Takes up what an earlier page left behind, and sends it. Returns those submissions. */
    async resume(): Promise<PendingSubmission[]> {
      const left = await store.all().catch(() => [])
      for (const submission of left) pending.set(submissionKey(submission), submission)
      if (left.length > 0) void run()
      return left
    },
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
