import type { LeasesOutput, RatingTask, Seat, SubmitOutput } from '@/lib/contracts/rating'
import { isRecord } from './is-record'
import type { Reader } from './reader'

/**
 * Reads an answer by the parts that the screen cannot do without. The whole schema stands at the route, which sends
 * nothing else; a copy of it would be a third of all the script that a rater loads.
 */
const reader = <T>(fits: (json: unknown) => boolean): Reader<T> => ({
  safeParse: (json) => (fits(json) ? { success: true, data: json as T } : { success: false }),
})

const isTask = (json: unknown): json is RatingTask =>
  isRecord(json) &&
  Number.isInteger(json.assignmentId) &&
  Number.isInteger(json.revision) &&
  isRecord(json.image) &&
  isRecord(json.display) &&
  Array.isArray(json.candidates) &&
  json.candidates.every((candidate) => isRecord(candidate) && typeof candidate.name === 'string')

const isSeat = (json: unknown): json is Seat =>
  isRecord(json) &&
  isRecord(json.project) &&
  isRecord(json.progress) &&
  isRecord(json.stage) &&
  Number.isInteger(json.raterId) &&
  typeof json.state === 'string' &&
  (json.task === null || isTask(json.task)) &&
  Array.isArray(json.held) &&
  Array.isArray(json.ahead) &&
  json.ahead.every(isTask)

export const seatReader = reader<Seat>(isSeat)

export const submitReader = reader<SubmitOutput>(
  (json) =>
    isRecord(json) &&
    isSeat(json.next) &&
    ['accepted', 'repeated'].includes(String(json.outcome)) &&
    'feedback' in json,
)

export const leasesReader = reader<LeasesOutput>(
  (json) =>
    isRecord(json) &&
    Array.isArray(json.held) &&
    json.held.every((lease) => isRecord(lease) && Number.isInteger(lease.assignmentId)),
)
