import { median } from '@/lib/domain/median'

/** What is known of the time of one submission: a task, or a page of pictures. */
export interface TurnTime {
  id: number
  /** Active seconds in all, over all visits; null where they were not measured. */
  seconds: number | null
  /** Candidates of a task, or pictures of a page. */
  candidates: number
  /** Pages are read faster than lists of names, so each way has its own usual pace. */
  isPage: boolean
}

/** Fewer submissions of one way say nothing about a rater's usual pace in it. */
export const leastTurns = 10
/** Much quicker than usual: below this share of it. */
const quickShare = 0.25

/**
 * The submissions that were much quicker than the rater's own usual pace: seconds per candidate below a quarter of the
 * median over all that are given, of the same way of asking. Where the project has limits for being too fast, in seconds a
 * task, only what is below the highest of them: a rater who is quick by nature, and within what the project expects, is
 * left in peace. Nothing here knows which tasks are golden.
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
    if (timed.length < leastTurns) continue
    const usual = median(timed.map(({ pace }) => pace))
    for (const { id, seconds, pace } of timed) if (pace < quickShare * usual && seconds < limit) quick.add(id)
  }
  return quick
}
