import type { Measure } from './bootstrap-measures'
import { type JudgedAnswers, type SkillOptions, windowSkills } from './rater-confusion'

export type RecentDrift = {
  /** Whether the last answers are surely better or worse than those before: their intervals do not meet. */
  direction: 'falls' | 'rises' | 'steady'
  before: Measure
  lately: Measure
  /** How many answers count as the last ones. */
  lateCount: number
}

/**
 * A rater's balanced accuracy in the last answers against that in all before them, answers being in the order in which they
 * were given. The border moves to where the image changes, so that no image stands on both sides. Two 95 % intervals that do
 * not meet are a sign stronger than 5 %: the mark is meant to be rare.
 *
 * Errors: as `raterSkill`. Null where there are fewer than `late` answers on either side.
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
