import { countDraws } from '@/lib/numeric/bootstrap'
import { percentileInterval } from '@/lib/numeric/quantiles'
import { seededRandom } from '@/lib/numeric/seeded-random'
import type { Resampling } from './kind-bootstrap'

export interface FittedLine {
  slope: number
  intercept: number
  /** Interval of the slope; null if too many draws have no line. */
  slopeInterval: [low: number, high: number] | null
  count: number
}

export interface SegmentedLines {
  /** Points below it belong to the first line, all others to the second. */
  breakAt: number
  /** Null unless the points have at least two different positions. */
  below: FittedLine | null
  above: FittedLine | null
  /** Root mean squared residual of the points from their line. */
  residual: number | null
}

export interface TwoPieceLine {
  atGiven: SegmentedLines
  /** At the break that fits best; null with too few points. */
  estimated: (SegmentedLines & { breakInterval: [low: number, high: number] | null }) | null
}

/** An estimated break leaves at least this share of the points, and at least `minPoints`, on either side. */
const minShare = 0.1
const minPoints = 4

/**
 * Fits two separate least-squares lines, one through the points below a break and one through the others. They need not
 * meet, so each slope depends on its own points alone. Fits a given break, and the one between two neighbouring points
 * that minimises the sum of squares. Intervals are percentiles over resampled points, with the break estimated anew in
 * each.
 *
 * Source: Quandt (1958), J. Am. Stat. Assoc. 53(284):873-880, the switching regression; Efron & Tibshirani (1993), case
 *         resampling (ch. 9).
 * Shapes: `x`, `y` of one length N, in any order. `breakAt` in the unit of x.
 * Errors: RangeError if the lengths differ, a number is not finite, or `replicates` or the seed is invalid.
 * Cost:   O(replicates × N + N log N). Deterministic by seed.
 */
export function twoPieceLine(
  { x, y }: { x: ArrayLike<number>; y: ArrayLike<number> },
  breakAt: number,
  { replicates, seed }: Resampling,
): TwoPieceLine {
  if (x.length !== y.length) throw new RangeError(`${x.length} positions for ${y.length} heights`)
  if (!(Number.isInteger(replicates) && replicates > 0))
    throw new RangeError(`Expected at least 1 replicate, got ${replicates}`)
  const points = sortedPoints(x, y)
  const sums = new PrefixSums(points)
  const count = points.x.length
  const random = seededRandom(seed)
  const once = new Int32Array(count).fill(1)
  sums.fill(once)
  const firstAbove = lowerBound(points.x, breakAt)
  const index = sums.bestBreak()
  const whole = { given: segmentsAt(sums, firstAbove), best: index === null ? null : segmentsAt(sums, index) }

  type Draws = Record<'below' | 'above' | 'bestBelow' | 'bestAbove' | 'breakAt', number[]>
  const drawn: Draws = { below: [], above: [], bestBelow: [], bestAbove: [], breakAt: [] }
  const weights = new Int32Array(count)
  for (let replicate = 0; replicate < replicates && count > 0; replicate++) {
    countDraws(random, weights)
    sums.fill(weights)
    const given = segmentsAt(sums, firstAbove)
    if (given.below) drawn.below.push(given.below.slope)
    if (given.above) drawn.above.push(given.above.slope)
    const best = whole.best ? sums.bestBreak() : null
    if (best === null) continue
    const lines = segmentsAt(sums, best)
    drawn.breakAt.push(middle(points.x, best))
    if (lines.below) drawn.bestBelow.push(lines.below.slope)
    if (lines.above) drawn.bestAbove.push(lines.above.slope)
  }
  const interval = (values: number[]) =>
    values.length >= replicates / 2 ? percentileInterval(Float64Array.from(values), 0.95) : null
  const fitted = (line: Line | null, slopes: number[]): FittedLine | null =>
    line && {
      slope: line.slope,
      intercept: line.intercept,
      slopeInterval: interval(slopes),
      count: line.count,
    }
  const residual = (lines: { below: Line | null; above: Line | null }) => {
    const fits = [lines.below, lines.above].filter((line) => line !== null)
    const n = fits.reduce((sum, line) => sum + line.count, 0)
    return n > 0 ? Math.sqrt(fits.reduce((sum, line) => sum + line.squares, 0) / n) : null
  }
  return {
    atGiven: {
      breakAt,
      below: fitted(whole.given.below, drawn.below),
      above: fitted(whole.given.above, drawn.above),
      residual: residual(whole.given),
    },
    estimated:
      index === null || whole.best === null
        ? null
        : {
            breakAt: middle(points.x, index),
            breakInterval: interval(drawn.breakAt),
            below: fitted(whole.best.below, drawn.bestBelow),
            above: fitted(whole.best.above, drawn.bestAbove),
            residual: residual(whole.best),
          },
  }
}

interface Points {
  x: Float64Array
  y: Float64Array
}

function sortedPoints(x: ArrayLike<number>, y: ArrayLike<number>): Points {
  const order = Array.from({ length: x.length }, (_, index) => index).sort(
    (one, other) => x[one]! - x[other]! || one - other,
  )
  const points = {
    x: Float64Array.from(order, (index) => x[index]!),
    y: Float64Array.from(order, (index) => y[index]!),
  }
  if (![...points.x, ...points.y].every(Number.isFinite)) throw new RangeError('A point is two finite numbers')
  return points
}

/** Returns the first index whose value is at least `bound`. */
function lowerBound(sorted: Float64Array, bound: number): number {
  const index = sorted.findIndex((value) => value >= bound)
  return index < 0 ? sorted.length : index
}

/** A break is half way between two neighbouring points. */
const middle = (x: Float64Array, index: number) => (x[index - 1]! + x[index]!) / 2

interface Line {
  slope: number
  intercept: number
  count: number
  squares: number
}

/** Prefix sums over the points, which give the line through any range of them in constant time. */
class PrefixSums {
  private readonly weight: Float64Array
  private readonly sumX: Float64Array
  private readonly sumY: Float64Array
  private readonly sumXx: Float64Array
  private readonly sumXy: Float64Array
  private readonly sumYy: Float64Array
  // Coordinates are centred, so that squares do not lose the significant digits.
  private readonly centreX: number
  private readonly centreY: number

  constructor(private readonly points: Points) {
    const zeros = () => new Float64Array(points.x.length + 1)
    this.weight = zeros()
    this.sumX = zeros()
    this.sumY = zeros()
    this.sumXx = zeros()
    this.sumXy = zeros()
    this.sumYy = zeros()
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
    this.centreX = mean(points.x)
    this.centreY = mean(points.y)
  }

  get count() {
    return this.points.x.length
  }

  fill(weights: Int32Array) {
    const { x, y } = this.points
    for (let index = 0; index < x.length; index++) {
      const w = weights[index]!
      const dx = x[index]! - this.centreX
      const dy = y[index]! - this.centreY
      this.weight[index + 1] = this.weight[index]! + w
      this.sumX[index + 1] = this.sumX[index]! + w * dx
      this.sumY[index + 1] = this.sumY[index]! + w * dy
      this.sumXx[index + 1] = this.sumXx[index]! + w * dx * dx
      this.sumXy[index + 1] = this.sumXy[index]! + w * dx * dy
      this.sumYy[index + 1] = this.sumYy[index]! + w * dy * dy
    }
  }

  /** Returns the line through the points from one index up to another, or null if they do not determine one. */
  line(from: number, to: number): Line | null {
    const n = this.weight[to]! - this.weight[from]!
    if (n < 2) return null
    const meanX = (this.sumX[to]! - this.sumX[from]!) / n
    const meanY = (this.sumY[to]! - this.sumY[from]!) / n
    const xx = this.sumXx[to]! - this.sumXx[from]! - n * meanX * meanX
    const xy = this.sumXy[to]! - this.sumXy[from]! - n * meanX * meanY
    const yy = this.sumYy[to]! - this.sumYy[from]! - n * meanY * meanY
    const scale = this.sumXx[this.count]! / Math.max(1, this.weight[this.count]!)
    if (!(xx > 1e-12 * scale * n)) return null
    const slope = xy / xx
    const intercept = meanY + this.centreY - slope * (meanX + this.centreX)
    return { slope, intercept, count: n, squares: Math.max(0, yy - slope * xy) }
  }

  /** Returns the index at which the second line starts in the best fit, or null if none leaves enough points. */
  bestBreak(): number | null {
    const { x } = this.points
    const total = this.weight[this.count]!
    const least = Math.max(minPoints, Math.ceil(minShare * total))
    let best: number | null = null
    let leastSquares = Number.POSITIVE_INFINITY
    for (let index = 1; index < x.length; index++) {
      if (x[index] === x[index - 1]) continue
      const below = this.weight[index]!
      if (below < least || total - below < least) continue
      const first = this.line(0, index)
      const second = this.line(index, this.count)
      if (!first || !second || first.squares + second.squares >= leastSquares) continue
      leastSquares = first.squares + second.squares
      best = index
    }
    return best
  }
}

const segmentsAt = (sums: PrefixSums, index: number) => ({
  below: sums.line(0, index),
  above: sums.line(index, sums.count),
})
