/** Median and quartiles in seconds. Null if nothing was measured. */
export type Spread = { median: number; low: number; high: number } | null

export interface Pace {
  /** Submitted tasks, gold questions included, and those whose active time is known. */
  tasks: number
  timed: number
  taskSeconds: Spread
  /** As defined in lib/domain/raters/seconds-per-candidate. */
  secondsPerCandidate: number | null
  /** Active seconds of a task divided by its number of candidates. */
  nameSeconds: Spread
  /** Share of the elapsed time in which the rater was not active. Null if not measured. */
  idleShare: number | null
}

export type RaterPace = Pace & { raterId: number }

/** How long candidates stay selected, by display position from 0. */
export type PositionPace = { position: number; names: number; seconds: Spread }

/** Consecutive submissions of a rater. */
export interface PaceWindow {
  /** Timed tasks before the window and at its end. */
  from: number
  to: number
  firstAt: string | null
  lastAt: string | null
  nameSeconds: Spread
}

/** In a project with many tasks the worker measures periodically, and pages show its last measurement. */
interface Measurement {
  /** Null if the figures are at most a minute old, or not measured yet. */
  measuredAt: string | null
  isMeasured: boolean
}

export interface ProjectPace extends Measurement {
  all: Pace
  /** Raters with submitted tasks, by number. */
  raters: RaterPace[]
  positions: PositionPace[]
  hasSimulated: boolean
}

export interface RaterPaceDetail extends Measurement {
  pace: Pace
  all: Pace
  positions: PositionPace[]
  allPositions: PositionPace[]
  windows: PaceWindow[]
  hasSimulated: boolean
}
