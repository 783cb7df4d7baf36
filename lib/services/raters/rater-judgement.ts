import {
  type JudgedAnswers,
  raterConfusion,
  raterSkill,
  type SkillOptions,
  skillInterval,
} from '@/lib/agreement/rater-confusion'
import { raterDrift } from '@/lib/agreement/rater-drift'
import type { DriftWindow, Judgement } from '@/lib/contracts/raters/rater-detail'
import { answers } from '@/lib/domain/rating/answer'
import { numbered } from '@/lib/numeric/numbered'
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
    skill: agreementFigure({ ...skill, interval: skillInterval(skill, counts) }, options.clusterCount),
    answerCount: rows.length,
    imageCount: options.clusterCount,
  }
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
