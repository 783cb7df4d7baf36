import type { Measure } from './bootstrap-measures'
import { type JudgedAnswers, type SkillOptions, windowSkills } from './rater-confusion'

export type RecentDrift = {
  /** `falls` and `rises` require intervals that do not overlap. */
  direction: 'falls' | 'rises' | 'steady'
  before: Measure
  lately: Measure
  /** Number of answers that count as the latest. */
  lateCount: number
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
  const [before, lately] = [skills[0]!, skills[1]!]
  return { direction: directionOf(before, lately), before, lately, lateCount: total - border }
}

function directionOf(before: Measure, lately: Measure): RecentDrift['direction'] {
  if (!before.interval || !lately.interval) return 'steady'
  if (lately.interval[1] < before.interval[0]) return 'falls'
  return lately.interval[0] > before.interval[1] ? 'rises' : 'steady'
}
