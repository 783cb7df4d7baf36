import type { Measure } from './bootstrap-measures'
import { type JudgedAnswers, type SkillOptions, windowSkills } from './rater-confusion'

/** Consecutive answers, from `from` up to but excluding `to`. */
export type DriftWindow = { from: number; to: number; skill: Measure }

export type DriftOptions = SkillOptions & {
  /** Approximate number of windows. Defaults to 20. */
  windowCount?: number
  /** Minimum answers per window; there are fewer windows if necessary. Defaults to 80. */
  smallest?: number
}

/**
 * Computes a rater's balanced accuracy over time, in consecutive windows of about equal size, each with its interval.
 * Answers must be in the order in which they were given. Windows only end where the image changes, so that no image is
 * in two windows.
 *
 * Errors: as for `raterSkill`, and RangeError unless the options are integers >= 1.
 * Cost:   O(N + replicates × images) time. Deterministic. No windows without answers.
 */
export function raterDrift(judged: JudgedAnswers, options: DriftOptions): DriftWindow[] {
  const { windowCount = 20, smallest = 80, ...skillOptions } = options
  for (const [name, value] of Object.entries({ windowCount, smallest })) {
    if (!Number.isInteger(value) || value < 1) throw new RangeError(`${name} is ${value}, not an integer from 1 on`)
  }
  const total = judged.answer.length
  if (total === 0) return []
  const wanted = Math.max(1, Math.min(windowCount, Math.floor(total / smallest)))
  const starts = [0]
  for (let window = 1; window < wanted; window++) {
    const start = nextImage(options.cluster, Math.round((window * total) / wanted))
    if (start > starts[starts.length - 1]! && start < total) starts.push(start)
  }
  const windowOf = new Int32Array(total)
  for (const [window, start] of starts.entries()) windowOf.fill(window, start)
  const skills = windowSkills(judged, skillOptions, windowOf, starts.length)
  return skills.map((skill, window) => ({ from: starts[window]!, to: starts[window + 1] ?? total, skill }))
}

/** Returns the first position from `from` on at which another image starts. */
function nextImage(cluster: Int32Array, from: number): number {
  let index = from
  while (index < cluster.length && cluster[index] === cluster[index - 1]) index++
  return index
}
