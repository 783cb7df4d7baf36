import type { Measure } from '@/lib/agreement/bootstrap-measures'
import { type JudgedAnswers, raterConfusion, raterSkill, type SkillOptions } from '@/lib/agreement/rater-confusion'
import { raterDrift } from '@/lib/agreement/rater-drift'
import type { DriftWindow, Judgement } from '@/lib/contracts/raters/rater-detail'
import { answers } from '@/lib/domain/rating/answer'
import { numbered } from '@/lib/numeric/numbered'
import { wilsonInterval } from '@/lib/numeric/wilson-interval'
import { agreementFigure } from '@/lib/services/agreement/agreement-report-of'

/** Enough replicates for stable ends of an interval to two decimals, and few enough for a fast page. */
const intervals = { seed: 1, replicates: 400 }

interface JudgedRow {
  imageId: number
  answer: number
  /** Probability that the label holds. */
  truth: number
}

function columnsOf(rows: readonly JudgedRow[]): { judged: JudgedAnswers; options: SkillOptions } {
  const images = numbered(rows.map(({ imageId }) => imageId))
  const cluster = Int32Array.from(rows, ({ imageId }) => images.get(imageId)!)
  return {
    judged: {
      answer: Uint8Array.from(rows, (row) => row.answer),
      truth: Float64Array.from(rows, (row) => row.truth),
    },
    options: { ...intervals, cluster, clusterCount: images.size },
  }
}

/** Null without answers. */
export function judgementOf(rows: readonly JudgedRow[]): Judgement | null {
  if (rows.length === 0) return null
  const { judged, options } = columnsOf(rows)
  const counts = raterConfusion(judged)
  const skill = raterSkill(judged, options)
  return {
    counts: [0, 1].map((row) => Array.from(counts.subarray(row * answers.length, (row + 1) * answers.length))),
    skill: agreementFigure({ ...skill, interval: honestInterval(skill, counts) }, options.clusterCount),
    answerCount: rows.length,
    imageCount: options.clusterCount,
  }
}

/** The bootstrap interval of a rater without mistakes has no width, so this uses Wilson's. */
function honestInterval({ value, interval }: Measure, counts: Float64Array): Measure['interval'] {
  if (value !== 1 || !interval) return interval
  const lows = [0, 1].map((row) => {
    const total = counts.subarray(row * answers.length, (row + 1) * answers.length).reduce((sum, count) => sum + count)
    return wilsonInterval(total, total)[0]
  })
  return [(lows[0]! + lows[1]!) / 2, 1]
}

/** Measures skill over time from answers in the order in which they were given. */
export function driftOf(rows: readonly (JudgedRow & { submittedAt: Date | null })[]): DriftWindow[] {
  const { judged, options } = columnsOf(rows)
  return raterDrift(judged, options).map(({ from, to, skill }) => ({
    from,
    to,
    firstAt: rows[from]!.submittedAt?.toISOString() ?? null,
    lastAt: rows[to - 1]!.submittedAt?.toISOString() ?? null,
    skill: agreementFigure(skill, new Set(options.cluster.subarray(from, to)).size),
  }))
}
