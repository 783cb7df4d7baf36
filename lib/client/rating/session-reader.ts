import { isRecord } from '@/lib/client/is-record'
import { partReader } from '@/lib/client/reader'
import type { LeasesOutput, RatingSession, RatingTask, SubmitOutput } from '@/lib/contracts/rating/rating'

// The routes check what they send against the whole schema, which would be a third of all the script a rater loads.
const isTask = (json: unknown): json is RatingTask =>
  isRecord(json) &&
  Number.isInteger(json.assignmentId) &&
  Number.isInteger(json.revision) &&
  isRecord(json.image) &&
  isRecord(json.display) &&
  Array.isArray(json.candidates) &&
  json.candidates.every((candidate) => isRecord(candidate) && typeof candidate.name === 'string')

const isRatingSession = (json: unknown): json is RatingSession =>
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

export const sessionReader = partReader<RatingSession>(isRatingSession)

export const submitReader = partReader<SubmitOutput>(
  (json) =>
    isRecord(json) &&
    isRatingSession(json.next) &&
    ['accepted', 'repeated'].includes(String(json.outcome)) &&
    'feedback' in json,
)

export const leasesReader = partReader<LeasesOutput>(
  (json) =>
    isRecord(json) &&
    Array.isArray(json.held) &&
    json.held.every((lease) => isRecord(lease) && Number.isInteger(lease.assignmentId)),
)
