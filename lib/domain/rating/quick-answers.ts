import { median } from '@/lib/domain/median'

export interface TurnTime {
  id: number
  /** Active seconds over all visits. Null if not measured. */
  seconds: number | null
  /** Candidates of a task, or pictures of a page. */
  candidates: number
  /** Pages take less time per candidate than tasks, so each has its own usual pace. */
  isPage: boolean
}

/** Submissions of one kind needed to know the rater's usual pace. */
export const minTurns = 10
/** Share of the usual pace. */
const quickShare = 0.25

/**
 * Returns the ids of submissions much faster than the rater's usual pace: seconds per candidate below a quarter of the
 * median over all given submissions of the same kind. If the project has limits for being too fast, in seconds per
 * task, only submissions below the highest limit count, so that raters who are naturally fast but meet the project's
 * expectations are not bothered. Must not depend on which tasks are gold questions.
 */
export function quickTurns(turns: readonly TurnTime[], tooFastSeconds: readonly number[] = []): ReadonlySet<number> {
  const limit = tooFastSeconds.length > 0 ? Math.max(...tooFastSeconds) : Number.POSITIVE_INFINITY
  const quick = new Set<number>()
  for (const isPage of [false, true]) {
    const timed = turns.flatMap(({ seconds, ...turn }) =>
      turn.isPage === isPage && seconds !== null && turn.candidates > 0
        ? [{ id: turn.id, seconds, pace: seconds / turn.candidates }]
        : [],
    )
    if (timed.length < minTurns) continue
    const usual = median(timed.map(({ pace }) => pace))
    for (const { id, seconds, pace } of timed) if (pace < quickShare * usual && seconds < limit) quick.add(id)
  }
  return quick
}
