import { wilsonInterval } from '@/lib/numeric/wilson-interval'

type AnswerCounts = readonly [no: number, maybe: number, yes: number]

/** Answers to labels that hold, and to labels that do not. */
export interface CountsByTruth {
  holds: AnswerCounts
  holdsNot: AnswerCounts
}

export interface GoldenMarks {
  /** Accuracy on labels that hold, and on labels that do not; null without answers. */
  holds: AnswerAccuracy | null
  holdsNot: AnswerAccuracy | null
  /** Golden accuracy: the mean of the two; null with too few answers of either truth. */
  balanced: { share: number; low: number; high: number } | null
  /** How many more answers of either truth are needed for a golden accuracy. */
  missing: { holds: number; holdsNot: number }
}

/** Answers of either truth needed for a golden accuracy; fewer say next to nothing. */
const minOfEachKind = 5

/**
 * The two marks of golden accuracy and their mean, balanced accuracy. The mean is 0.5 for raters who answer without
 * looking, whatever they answer and however rare labels that hold are: no to everything is right on all labels that do
 * not hold and on none that do. A maybe counts one half on both, so that maybe to everything is 0.5 as well.
 *
 * Source: marks have Wilson's intervals; their mean that of two independent shares by variance estimates recovery
 *         (MOVER): Newcombe (1998), Stat. Med. 17:873-890, method 10; Zou & Donner (2008), Stat. Med. 27:1693-1702.
 * Errors: RangeError if a count is negative. Cost: constant.
 */
export function goldenMarks({ holds, holdsNot }: CountsByTruth, least = minOfEachKind): GoldenMarks {
  const hit = markOf(holds, holds[2])
  const correctNo = markOf(holdsNot, holdsNot[0])
  const missing = {
    holds: Math.max(0, least - (hit?.count ?? 0)),
    holdsNot: Math.max(0, least - (correctNo?.count ?? 0)),
  }
  const isKnown = missing.holds + missing.holdsNot === 0
  return {
    holds: hit,
    holdsNot: correctNo,
    balanced: isKnown && hit && correctNo ? meanOf(hit, correctNo) : null,
    missing,
  }
}

/** Counts single answers (0 no, 1 maybe, 2 yes) by truth. Throws RangeError for any other answer. */
export function countsByTruth(answers: Iterable<{ answer: number; holds: boolean }>): CountsByTruth {
  const counts = { holds: [0, 0, 0] as [number, number, number], holdsNot: [0, 0, 0] as [number, number, number] }
  for (const { answer, holds } of answers) {
    const row = holds ? counts.holds : counts.holdsNot
    if (row[answer] === undefined) throw new RangeError(`${answer} is not an answer code: 0 is no, 1 maybe, 2 yes`)
    row[answer]!++
  }
  return counts
}

const markOf = ([no, maybe, yes]: AnswerCounts, right: number) => answerAccuracy(no + maybe + yes, right + maybe / 2)

function meanOf(one: AnswerAccuracy, other: AnswerAccuracy) {
  const share = (one.share + other.share) / 2
  return {
    share,
    low: share - Math.hypot(one.share - one.low, other.share - other.low) / 2,
    high: share + Math.hypot(one.high - one.share, other.high - other.share) / 2,
  }
}

export interface AnswerAccuracy {
  count: number
  share: number
  /** 95% interval. */
  low: number
  high: number
}

/**
 * Mean mark of answers (1 right, 0 wrong, 0.5 for a maybe), with the Wilson interval of as many successes. Counting a
 * half as half a success makes the interval slightly too wide rather than too narrow, since a half varies less than a
 * whole. Null without answers.
 */
export function answerAccuracy(count: number, marks: number): AnswerAccuracy | null {
  if (count === 0) return null
  const [low, high] = wilsonInterval(marks, count)
  return { count, share: marks / count, low, high }
}
