import { ApiError, isHidden, noAccess } from '@/lib/client/api'
import { readLocal, writeLocal } from '@/lib/client/local-storage'
import { browserOutbox, type Outbox } from '@/lib/client/outbox/outbox'
import type { OutboxEntry, OutboxOwner } from '@/lib/client/outbox/outbox-store'
import type { RatingSessionInput, SubmitInput, SubmitOutput } from '@/lib/contracts/rating/rating'
import { maxAhead } from '@/lib/domain/rating/rating-limits'
import { serialQueue } from '@/lib/domain/serial-queue'
import { currentRaterId, submitAnswers } from './rating'
import type { TaskName } from './task-pool'

export type VoteEntry = OutboxEntry<'votes', SubmitInput & { assignmentId: number }>

export type VoteOutboxKinds = { votes: { input: VoteEntry['input']; output: SubmitOutput } }

export const voteName = ({ slug, raterId }: OutboxOwner, { assignmentId, revision }: TaskName) =>
  ({ kind: 'votes', slug, raterId, id: `${assignmentId}/${revision}` }) as const

interface Options {
  submit: (entry: VoteEntry) => Promise<SubmitOutput>
  /** Returns the rater number of the browser's session in the project. */
  currentRaterId: (slug: string) => Promise<number>
}

export const otherRater = () =>
  new ApiError(401, 'unauthenticated', 'Someone else uses this browser. Sign in, or open the study, again.')

/**
 * Sends answers. If another account has signed in, or another participant has entered, in a second tab, the server
 * answers 404, which must not discard the first rater's answers. It becomes a 401, so they wait until their own rater is
 * back. They also wait while the account is not a rater of the project, since it may be added again.
 */
export const voteSender =
  ({ submit, currentRaterId }: Options) =>
  async (entry: VoteEntry): Promise<SubmitOutput> => {
    try {
      return await submit(entry)
    } catch (reason) {
      if (!isHidden(reason)) throw reason
      const raterId = await currentRaterId(entry.slug).catch((error: unknown) => {
        if (isHidden(error)) return null
        throw error
      })
      // The account may have become a rater again after the rejection, so only a second one counts.
      if (raterId === entry.raterId) return submit(entry)
      if (raterId === null) throw noAccess()
      throw otherRater()
    }
  }

const holderKey = 'reassess-holder'
let holder: number | null = null

/**
 * Identifies this browser among those of the rater, so that closing it releases only its own leases. Its tabs share the
 * id, because they take tasks over from each other.
 */
export function leaseHolder(): number {
  if (holder === null) {
    holder = Number(readLocal(holderKey)) || 1 + Math.floor(Math.random() * 2 ** 30)
    writeLocal(holderKey, String(holder))
  }
  return holder
}

/** Ids of the tasks this tab has. Set by `provideTabTasks`. */
let tabTasks: () => number[] = () => []

export const provideTabTasks = (have: () => number[]) => {
  tabTasks = have
}

/** Parameters of every session request: how many tasks to hold ahead, and which are here already. */
export const prefetchParameters = (): Required<Pick<RatingSessionInput, 'ahead' | 'have' | 'holder'>> => ({
  ahead: maxAhead,
  have: tabTasks(),
  holder: leaseHolder(),
})

/** Runs session requests one at a time, so that a response never describes an older state than the one before. */
export const runSerially = serialQueue()

let made: Outbox<VoteOutboxKinds> | null = null

/** The tab's single outbox for a rater's answers, which keeps sending while pages change. Browser only. */
export function ratingOutbox(): Outbox<VoteOutboxKinds> {
  made ??= browserOutbox<VoteOutboxKinds>({
    votes: voteSender({
      submit: ({ slug, queuedAt, input: { assignmentId, ...input } }) =>
        runSerially(() =>
          submitAnswers(slug, assignmentId, Date.now() - queuedAt, { ...input, ...prefetchParameters() }),
        ),
      currentRaterId,
    }),
  })
  return made
}
