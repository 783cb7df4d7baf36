import { z } from 'zod'
import { count, rowNumber } from '@/lib/contracts/number'

/** Median and quartiles in seconds. Null if nothing was measured. */
const spread = z.strictObject({ median: z.number(), low: z.number(), high: z.number() }).nullable()
export type Spread = z.infer<typeof spread>

const pace = z.strictObject({
  /** Submitted tasks, gold questions included, and those whose active time is known. */
  tasks: count,
  timed: count,
  taskSeconds: spread,
  /** As defined in lib/domain/raters/seconds-per-candidate. */
  secondsPerCandidate: z.number().nullable(),
  /** Active seconds of a task divided by its number of candidates. */
  nameSeconds: spread,
  /** Share of the elapsed time in which the rater was not active. Null if not measured. */
  idleShare: z.number().nullable(),
})
export type Pace = z.infer<typeof pace>

const raterPace = pace.extend({ raterId: rowNumber })
export type RaterPace = z.infer<typeof raterPace>

/** How long candidates stay selected, by display position from 0. */
const positionPace = z.strictObject({ position: count, names: count, seconds: spread })
export type PositionPace = z.infer<typeof positionPace>

/** Consecutive submissions of a rater. */
const paceWindow = z.strictObject({
  /** Timed tasks before the window and at its end. */
  from: count,
  to: count,
  firstAt: z.iso.datetime().nullable(),
  lastAt: z.iso.datetime().nullable(),
  nameSeconds: spread,
})
export type PaceWindow = z.infer<typeof paceWindow>

/** In a project with many tasks the worker measures periodically, and pages show its last measurement. */
const measurement = z.strictObject({
  /** Null if the figures are at most a minute old, or not measured yet. */
  measuredAt: z.iso.datetime().nullable(),
  isMeasured: z.boolean(),
})

export const projectPace = measurement.extend({
  all: pace,
  /** Raters with submitted tasks, by number. */
  raters: z.array(raterPace),
  positions: z.array(positionPace),
  hasSimulated: z.boolean(),
})
export type ProjectPace = z.infer<typeof projectPace>

export const raterPaceDetail = measurement.extend({
  pace,
  all: pace,
  positions: z.array(positionPace),
  allPositions: z.array(positionPace),
  windows: z.array(paceWindow),
  hasSimulated: z.boolean(),
})
export type RaterPaceDetail = z.infer<typeof raterPaceDetail>
