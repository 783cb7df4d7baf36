import { ApiError } from '@/lib/client/api-error'
import type { SubmitOutput } from '@/lib/contracts/rating/rating'
import type { PendingSubmission } from './submission-store'

interface Options {
  submit: (submission: PendingSubmission) => Promise<SubmitOutput>
  /** The number under which whoever is signed in now rates the project. */
  raterIdNow: (slug: string) => Promise<number>
}

const isUnknown = (reason: unknown): reason is ApiError =>
  reason instanceof ApiError && (reason.status === 403 || reason.status === 404)

/**
 * Sends a submission, and tells an assignment that is gone from one that only this session may not know. Another account
 * may have signed in in a second tab; its session is answered 404, which must not cost the first rater the answers. So
 * that refusal becomes a 401: they wait until their own rater signs in again.
 */
export const submissionSender =
  ({ submit, raterIdNow }: Options) =>
  async (submission: PendingSubmission): Promise<SubmitOutput> => {
    try {
      return await submit(submission)
    } catch (reason) {
      if (!isUnknown(reason)) throw reason
      const raterId = await raterIdNow(submission.slug).catch((fault: unknown) => {
        if (isUnknown(fault)) return null
        throw fault
      })
      if (raterId === submission.raterId) throw reason
      throw new ApiError(401, 'unauthenticated', 'Another account is signed in. These answers wait for yours.')
    }
  }
