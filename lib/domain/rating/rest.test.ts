import { describe, expect, test } from 'vitest'
import type { TurnTime } from './quick-answers'
import { extendWorkPeriod, hasPaceDrifted, isRestDue, type WorkPeriod } from './rest'

const minute = 60_000
/** Activity each minute from the first to the last. */
function work(from: number, to: number, before: WorkPeriod | null = null): WorkPeriod {
  let period = before
  for (let at = from; at <= to; at++) period = extendWorkPeriod(period, at * minute)
  return period!
}

describe('rest suggestions', () => {
  test('are due after 25 minutes of work, and not a minute before', () => {
    expect(isRestDue(work(0, 24), 24 * minute, false)).toBe(false)
    expect(isRestDue(work(0, 25), 25 * minute, false)).toBe(true)
  })

  test('count from the last pause of five minutes and ignore shorter ones', () => {
    const back = work(20, 44, work(0, 15))
    expect(isRestDue(back, 44 * minute, false)).toBe(false)
    expect(isRestDue(work(45, 45, back), 45 * minute, false)).toBe(true)
    expect(isRestDue(work(19, 25, work(0, 15)), 25 * minute, false)).toBe(true)
  })

  test('are not repeated for 25 minutes, even after a pause or a drift', () => {
    const suggested = { ...work(0, 25), suggestedAt: 25 * minute }
    expect(isRestDue(work(26, 49, suggested), 49 * minute, true)).toBe(false)
    expect(isRestDue(work(26, 50, suggested), 50 * minute, false)).toBe(true)
    const rested = work(32, 49, suggested)
    expect(isRestDue(rested, 49 * minute, true)).toBe(false)
    expect(isRestDue(work(50, 50, rested), 50 * minute, false)).toBe(false)
    expect(isRestDue(work(50, 50, rested), 50 * minute, true)).toBe(true)
  })

  test('are due at once if the pace has drifted', () => {
    expect(isRestDue(work(0, 3), 3 * minute, true)).toBe(true)
  })

  test('restart after the clock was set back, instead of never coming again', () => {
    const put = extendWorkPeriod({ ...work(0, 100), suggestedAt: 100 * minute }, 10 * minute)
    expect(put.beganAt).toBe(10 * minute)
    expect(isRestDue(work(11, 35, put), 35 * minute, false)).toBe(true)
  })
})

describe('hasPaceDrifted', () => {
  /** Newest first: the last 25 at one pace, those before at another. */
  const turns = (late: number, before: number, count = 75, isPage = false): TurnTime[] =>
    Array.from({ length: count }, (_, id) => ({ id, seconds: (id < 25 ? late : before) * 4, candidates: 4, isPage }))

  test('detects less than half or more than twice the earlier seconds per candidate', () => {
    expect(hasPaceDrifted(turns(0.9, 2))).toBe(true)
    expect(hasPaceDrifted(turns(4.1, 2))).toBe(true)
    expect(hasPaceDrifted(turns(1.1, 2))).toBe(false)
    expect(hasPaceDrifted(turns(3.9, 2))).toBe(false)
  })

  test('needs enough earlier submissions, measured times, and the same way of asking', () => {
    expect(hasPaceDrifted(turns(0.1, 2, 74))).toBe(false)
    expect(hasPaceDrifted(turns(0.1, 2).map((turn) => ({ ...turn, seconds: null })))).toBe(false)
    expect(hasPaceDrifted([...turns(0.5, 0.5, 25, true), ...turns(2, 2)])).toBe(false)
    expect(hasPaceDrifted([])).toBe(false)
  })

  test('ignores one slow picture among many', () => {
    expect(hasPaceDrifted(turns(2, 2).map((turn) => (turn.id === 3 ? { ...turn, seconds: 900 } : turn)))).toBe(false)
  })
})
