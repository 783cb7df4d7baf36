import type { Readable } from 'node:stream'
import type { Answer } from '@/lib/domain/rating/answer'
import { csvStream } from './csv'

export const votesCsvColumns = [
  'image',
  'class_index',
  'class_id',
  'rater',
  'rater_kind',
  'answer',
  'left_out',
] as const

export type VoteRow = {
  image: string
  class_index: number
  /** The class's external id, such as a WordNet id. */
  class_id: string | null
  /** The rater's pseudonym in this project. */
  rater: string
  rater_kind: string
  answer: Answer
  /** Whether the rater's votes count in no aggregation. */
  left_out: 'yes' | 'no'
}

/** Votes as CSV, one line a vote, in the order given. */
export const votesCsvStream = (rows: Iterable<VoteRow> | AsyncIterable<VoteRow>): Readable =>
  csvStream(votesCsvColumns, rows)
