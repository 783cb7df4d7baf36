import { createHash } from 'node:crypto'
import type { AggregationInput } from '@/lib/aggregation/aggregation-input'
import { voteTable } from '@/lib/aggregation/vote-table'
import type { AggregationRows } from '@/lib/db/read-aggregation-rows'

/** Table rows as a method takes them, with the way back from places to numbers. */
export interface AggregationData {
  input: AggregationInput
  /** [images] class index of the original label, −1 where there is none. */
  originalLabel: Int32Array
  /** Class number by class index. */
  classOfIndex: Map<number, number>
}

/** The place of each number in `ids`, which are small integers from 0 on. */
function placeOf(ids: readonly number[]): (id: number) => number {
  const places = new Int32Array(ids.reduce((largest, id) => Math.max(largest, id), -1) + 1).fill(-1)
  for (const [place, id] of ids.entries()) places[id] = place
  return (id) => places[id] ?? -1
}

/** Candidates, images and raters get places in the order in which the rows come. */
export function aggregationData(rows: AggregationRows): AggregationData {
  const { images, classes, raters, candidates, votes, goldenAnswers } = rows
  const imagePlace = placeOf(images.id)
  const raterPlace = placeOf(raters.id)
  const candidatePlace = placeOf(candidates.id)
  const indexOfClass = new Map(classes.id.map((id, k) => [id, classes.index[k]]))
  const indexOrNone = (classId: number) => indexOfClass.get(classId) ?? -1
  return {
    input: {
      votes: voteTable({
        candidateCount: candidates.id.length,
        raterCount: raters.id.length,
        candidate: Int32Array.from(votes.candidate, candidatePlace),
        rater: Int32Array.from(votes.rater, raterPlace),
        answer: votes.answer,
      }),
      goldenAnswers: {
        person: Int32Array.from(goldenAnswers.rater, raterPlace),
        candidate: Int32Array.from(goldenAnswers.candidate, candidatePlace),
        answer: Uint8Array.from(goldenAnswers.answer),
        isExpert: Uint8Array.from(goldenAnswers.rater, (id) => raters.isExpert[raterPlace(id)]),
      },
      candidateImage: Int32Array.from(candidates.image, imagePlace),
      candidateClass: Int32Array.from(candidates.class, indexOrNone),
      candidateIsOriginal: Uint8Array.from(candidates.isOriginal),
    },
    originalLabel: Int32Array.from(images.originalClass, indexOrNone),
    classOfIndex: new Map(classes.id.map((id, k) => [classes.index[k], id])),
  }
}

/**
 * SHA-256, in hex, of all that can change a run: votes, golden answers, candidates, and the original labels. Each column
 * goes in with its name and length, as little-endian numbers.
 */
export function aggregationInputHash({ input, originalLabel }: AggregationData): string {
  const { votes, goldenAnswers, ...candidates } = input
  const hash = createHash('sha256')
  const columns = {
    originalLabel,
    ...candidates,
    candidateStart: votes.candidateStart,
    voteRater: Int32Array.from(votes.rater),
    voteAnswer: votes.answer,
    goldenPerson: goldenAnswers.person,
    goldenCandidate: goldenAnswers.candidate,
    goldenAnswer: goldenAnswers.answer,
    goldenIsExpert: goldenAnswers.isExpert,
  }
  for (const name of Object.keys(columns).sort() as (keyof typeof columns)[]) {
    const column = columns[name]
    hash.update(`${name} ${column.length}\n`)
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength))
  }
  return hash.digest('hex')
}
