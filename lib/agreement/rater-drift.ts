import type { Measure } from './bootstrap-measures'
import { type JudgedAnswers, type SkillOptions, windowSkills } from './rater-confusion'

/** Consecutive answers, from one up to another that is in it no more. */
export type DriftWindow = { from: number; to: number; skill: Measure }

export type DriftOptions = SkillOptions & {
  /** About as many windows as these; 20 if not given. */
  windowCount?: number
  /** Fewer windows where one would have fewer answers; 80 if not given. */
  smallest?: number
}

/**
 * A rater's balanced accuracy in consecutive windows of about as many answers, each with its interval: how the rater
 * changes over time. Answers come in the order in which they were given. A window ends only where the image changes, so
 * that no image stands on both sides.
 *
 * Errors: as `raterSkill`, and RangeError when an option is no integer from 1 on.
 * Cost:   O(N + replicates × images) time. Deterministic. No windows for no answers.
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

/** The first position from `from` on at which another image begins. */
function nextImage(cluster: Int32Array, from: number): number {
  let index = from
  while (index < cluster.length && cluster[index] === cluster[index - 1]) index++
  return index
}
