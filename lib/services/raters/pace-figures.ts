import type { Pace, PositionPace, Spread } from '@/lib/contracts/raters/pace'
import type { PaceRow, PositionRow } from '@/lib/db/raters/pace-query'
import { secondsPerCandidate, type TimedVotes } from '@/lib/domain/raters/seconds-per-candidate'

/** `ms` has the quartiles in milliseconds; the result is in seconds. */
export const spreadOf = (ms: number[] | null): Spread =>
  ms && { low: ms[0]! / 1000, median: ms[1]! / 1000, high: ms[2]! / 1000 }

export function paceOf(row: PaceRow | undefined, votes: TimedVotes | undefined): Pace {
  const perCandidate = votes ? secondsPerCandidate(votes) : null
  if (!row)
    return {
      ...{ tasks: 0, timed: 0, taskSeconds: null, secondsPerCandidate: perCandidate },
      ...{ nameSeconds: null, idleShare: null },
    }
  const { tasks, timed, taskMs, nameMs, activeMs, durationMs } = row
  const idleShare = durationMs > 0 ? Math.max(0, 1 - activeMs / durationMs) : null
  return {
    ...{ tasks, timed, taskSeconds: spreadOf(taskMs), secondsPerCandidate: perCandidate },
    ...{ nameSeconds: spreadOf(nameMs), idleShare },
  }
}

export const positionPaceOf = ({ ms, ...row }: PositionRow): PositionPace => ({ ...row, seconds: spreadOf(ms) })
