import { caller, isRecord, request, smallEndpoint } from '@/lib/client/api'
import { addressOf } from '@/lib/contracts/address-of'
import type * as endpoints from '@/lib/contracts/endpoints/rating'
import type { LeasesInput, RatingSession, RatingTask, SubmitInput } from '@/lib/contracts/rating/rating'
import { waitedHeader } from '@/lib/contracts/rating/waited'

// Checks only what the screen relies on. The full schema would be a third of all scripts that a rater loads.
const isTask = (json: unknown): json is RatingTask =>
  isRecord(json) &&
  Number.isInteger(json.assignmentId) &&
  Number.isInteger(json.revision) &&
  isRecord(json.image) &&
  isRecord(json.display) &&
  Array.isArray(json.candidates) &&
  json.candidates.every((candidate) => isRecord(candidate) && typeof candidate.name === 'string')

export const isRatingSession = (json: unknown): json is RatingSession =>
  isRecord(json) &&
  isRecord(json.project) &&
  isRecord(json.progress) &&
  isRecord(json.step) &&
  Number.isInteger(json.raterId) &&
  typeof json.state === 'string' &&
  (json.task === null || isTask(json.task)) &&
  Array.isArray(json.held) &&
  Array.isArray(json.ahead) &&
  json.ahead.every(isTask)

export const isSubmitOutput = (json: unknown) =>
  isRecord(json) &&
  isRatingSession(json.next) &&
  ['accepted', 'repeated'].includes(String(json.outcome)) &&
  'feedback' in json

export const isLeasesOutput = (json: unknown) =>
  isRecord(json) &&
  Array.isArray(json.held) &&
  json.held.every((lease) => isRecord(lease) && Number.isInteger(lease.assignmentId))

/** Returns which text explains that nothing is left for the rater. */
export const endOf = ({ progress }: Pick<RatingSession, 'progress'>) =>
  progress.submittedEver > 0 ? 'finished' : progress.tasksTotal > 0 ? 'nothingLeft' : 'nothingYet'

const next = smallEndpoint<typeof endpoints.leaseNextTask>('POST /assignments/next', isRatingSession)
const submit = smallEndpoint<typeof endpoints.submitVotes>('POST /assignments/[assignment]/submit', isSubmitOutput)
const skip = smallEndpoint<typeof endpoints.skipAssignment>('POST /assignments/[assignment]/skip', isRatingSession)
const undo = smallEndpoint<typeof endpoints.undoSubmission>('POST /assignments/[assignment]/undo', isRatingSession)
const renew = smallEndpoint<typeof endpoints.renewLeases>('POST /assignments/renew', isLeasesOutput)
const release = smallEndpoint<typeof endpoints.releaseLeases>('POST /assignments/release', isLeasesOutput)

const ofTask = (slug: string, assignment: number) => ({ project: slug, assignment })

/** The rater's session with the current task, leased anew if there is none, and the tasks held ahead. */
export const readSession = caller(next)

/** Returns the rater number of the browser's session in the project. */
export const currentRaterId = async (slug: string): Promise<number> =>
  (await request(next, { project: slug }, { timeoutMs: 15_000 })).raterId

export const submitAnswers = (slug: string, assignmentId: number, waited: number, body: SubmitInput) =>
  request(submit, ofTask(slug, assignmentId), { body, timeoutMs: 15_000, headers: { [waitedHeader]: String(waited) } })

export const skipTask = caller(skip)

export const undoSubmission = caller(undo)

export const renewLeases = caller(renew, { timeoutMs: 15_000 })

export const releaseLeases = caller(release, { timeoutMs: 15_000 })

/** Releases leases while the page unloads. A beacon, because the page cannot wait for a response. */
export function releaseOnLeaving(slug: string, body: LeasesInput) {
  navigator.sendBeacon(
    addressOf(release.path, { project: slug }),
    new Blob([JSON.stringify(body)], { type: 'application/json' }),
  )
}
