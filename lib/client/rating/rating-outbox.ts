import { ApiError } from '@/lib/client/api-error'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import { browserOutbox, type Outbox } from '@/lib/client/outbox/outbox'
import type { OutboxEntry, OutboxOwner } from '@/lib/client/outbox/outbox-store'
import type { RatingSessionInput, SubmitInput, SubmitOutput } from '@/lib/contracts/rating/rating'
import { mostAhead } from '@/lib/domain/rating/rating-limits'
import { raterIdNow, submitAnswers } from './rating'
import type { TaskName } from './task-pool'

/** Answers to one assignment, at one revision of it. */
export type VoteEntry = OutboxEntry<'votes', SubmitInput & { assignmentId: number }>

export type VoteKinds = { votes: { input: VoteEntry['input']; output: SubmitOutput } }

export const voteName = ({ slug, raterId }: OutboxOwner, { assignmentId, revision }: TaskName) =>
  ({ kind: 'votes', slug, raterId, id: `${assignmentId}/${revision}` }) as const

interface Options {
  submit: (entry: VoteEntry) => Promise<SubmitOutput>
  /** The number under which whoever is signed in now rates the project. */
  raterIdNow: (slug: string) => Promise<number>
}

const isUnknown = (reason: unknown): reason is ApiError =>
  reason instanceof ApiError && (reason.status === 403 || reason.status === 404)

/**
 * Sends answers, and tells an assignment that is gone from one that only this session may not know. Another account may
 * have signed in in a second tab; its session is answered 404, which must not cost the first rater the answers. So that
 * refusal becomes a 401: they wait until their own rater signs in again.
 */
export const voteSender =
  ({ submit, raterIdNow }: Options) =>
  async (entry: VoteEntry): Promise<SubmitOutput> => {
    try {
      return await submit(entry)
    } catch (reason) {
      if (!isUnknown(reason)) throw reason
      const raterId = await raterIdNow(entry.slug).catch((error: unknown) => {
        if (isUnknown(error)) return null
        throw error
      })
      if (raterId === entry.raterId) throw reason
      throw new ApiError(
        401,
        'unauthenticated',
        'Another account is signed in. These answers are kept until you sign in again.',
      )
    }
  }

/** Runs one piece of work after the other, in the order they were asked for, whatever becomes of each. */
export function turns() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}

const holderKey = 'reassess-holder'
let holder: number | null = null

/**
 * What this browser calls itself among those of the rater, so that closing it gives back what it alone holds. Its tabs rate
 * one at a time and take tasks over from each other, so they are one.
 */
export function holderNow(): number {
  if (holder === null) {
    holder = Number(readLocal(holderKey)) || 1 + Math.floor(Math.random() * 2 ** 30)
    writeLocal(holderKey, String(holder))
  }
  return holder
}

/** The tasks this tab has, as the session's hook says. */
let tasksHere: () => number[] = () => []

export const tellTasksHere = (have: () => number[]) => {
  tasksHere = have
}

/** What every request for the session says: how many tasks to hold ahead, and which need not be sent again. */
export const aheadNow = (): Required<Pick<RatingSessionInput, 'ahead' | 'have' | 'holder'>> => ({
  ahead: mostAhead,
  have: tasksHere(),
  holder: holderNow(),
})

/**
 * Requests that move the session, one after the other: what an answer says of the tasks held is then never older than what
 * was said before it.
 */
export const inTurn = turns()

let made: Outbox<VoteKinds> | null = null

/** The tab's one outbox of a rater's answers: pages come and go while it goes on sending. Only in a browser. */
export function ratingOutbox(): Outbox<VoteKinds> {
  made ??= browserOutbox<VoteKinds>({
    votes: voteSender({
      submit: ({ slug, queuedAt, input: { assignmentId, ...input } }) =>
        inTurn(() => submitAnswers(slug, assignmentId, Date.now() - queuedAt, { ...input, ...aheadNow() })),
      raterIdNow,
    }),
  })
  return made
}
