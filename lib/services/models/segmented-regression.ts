import { createHash } from 'node:crypto'
import type { FitAt, ModelsFit } from '@/lib/contracts/models/models-page'
import { type FittedLine, type SegmentedLines, type TwoPieceLine, twoPieceLine } from '@/lib/evaluation/two-piece-line'
import { memoize } from '@/lib/services/memoize'

interface Point {
  original: number
  reassessed: number
}

/** With fewer points, no interval is computed. */
export const leastPoints = 4

/** Two points are always on a line, so their slope means nothing. */
const leastLinePoints = 3

const known = memoize<TwoPieceLine>(100)

const meaningful = (line: FittedLine | null) => (line && line.count >= leastLinePoints ? line : null)

const fitAt = (lines: SegmentedLines, breakInterval: FitAt['breakInterval']): FitAt => ({
  breakAt: lines.breakAt,
  breakInterval,
  below: meaningful(lines.below),
  above: meaningful(lines.above),
})

/** Cached until the points change, since the bootstrap takes some hundred milliseconds. */
export async function segmentedRegression(
  source: string,
  points: readonly Point[],
  breakAt: number,
): Promise<ModelsFit | null> {
  if (points.length < leastPoints) return null
  const x = points.map(({ original }) => original)
  const y = points.map(({ reassessed }) => reassessed)
  const key = createHash('sha256')
    .update(JSON.stringify([x, y, breakAt]))
    .digest('hex')
  const { atGiven, estimated } = await known(key, async () =>
    twoPieceLine({ x, y }, breakAt, { replicates: 1_000, seed: 1 }),
  )
  return {
    source,
    pointCount: points.length,
    from: Math.min(...x),
    to: Math.max(...x),
    atGiven: fitAt(atGiven, null),
    estimated: estimated && fitAt(estimated, estimated.breakInterval),
  }
}
