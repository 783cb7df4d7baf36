import type { Measure } from './bootstrap-measures'
import { type JudgedAnswers, raterConfusion, type SkillOptions, skillInterval, windowSkills } from './rater-confusion'

export type RecentDrift = {
  /** `falls` and `rises` require intervals that do not overlap. */
  direction: 'falls' | 'rises' | 'steady'
  before: Measure
  lately: Measure
  /** Number of answers that count as the latest. */
  lateCount: number
  imageCounts: { before: number; lately: number }
}

/**
 * Compares a rater's balanced accuracy in the latest answers with that in all earlier ones. Answers must be in the
 * order in which they were given. The boundary is moved to where the image changes, so that no image is on both sides.
 * Requiring 95% intervals that do not overlap is stricter than a test at 5%: drift should rarely be reported.
 *
 * Errors: as for `raterSkill`. Null if there are fewer than `late` answers on either side.
 * Cost:   O(N + replicates × images) time. Deterministic.
 */
export function recentDrift(judged: JudgedAnswers, options: SkillOptions & { late: number }): RecentDrift | null {
  const { late, ...skillOptions } = options
  const { cluster } = options
  const total = judged.answer.length
  if (total < 2 * late) return null
  let border = total - late
  while (border > 0 && cluster[border] === cluster[border - 1]) border--
  if (border < late) return null
  const windowOf = new Int32Array(total).fill(1, border)
  const skills = windowSkills(judged, skillOptions, windowOf, 2)
  const side = (skill: Measure, from: number, to: number): Measure => {
    const counts = raterConfusion({ answer: judged.answer.subarray(from, to), truth: judged.truth.subarray(from, to) })
    return { ...skill, interval: skillInterval(skill, counts) }
  }
  const [before, lately] = [side(skills[0]!, 0, border), side(skills[1]!, border, total)]
  const images = (from: number, to: number) => new Set(cluster.subarray(from, to)).size
  return {
    direction: directionOf(before, lately),
    ...{ before, lately, lateCount: total - border },
    imageCounts: { before: images(0, border), lately: images(border, total) },
  }
}

function directionOf(before: Measure, lately: Measure): RecentDrift['direction'] {
  if (!before.interval || !lately.interval) return 'steady'
  if (lately.interval[1] < before.interval[0]) return 'falls'
  return lately.interval[0] > before.interval[1] ? 'rises' : 'steady'
}
