// Bins of scores from 0 to 1: one for each multiple of 0.05, and one for each open interval between two of them. A run
// stores for each image which bins its scores are in, so that lists can filter by a range without reading scores.

const steps = 20

/** Returns the bin of a score: even for multiples of 0.05, odd between them. */
export function scoreBin(score: number): number {
  let below = Math.min(steps, Math.max(0, Math.floor(score * steps)))
  if (below < steps && score >= (below + 1) / steps) below++
  if (score < below / steps) below--
  return score === below / steps ? 2 * below : 2 * below + 1
}

/** Bins of each image as a bit mask; `bins` returns that of one. Needs 41 bits, which a double represents exactly. */
export class ScoreBins {
  private readonly low: Int32Array
  private readonly high: Int32Array

  constructor(imageCount: number) {
    this.low = new Int32Array(imageCount)
    this.high = new Int32Array(imageCount)
  }

  add(image: number, score: number): void {
    const bin = scoreBin(score)
    if (bin < 24) this.low[image]! |= 1 << bin
    else this.high[image]! |= 1 << (bin - 24)
  }

  bins(image: number): number {
    return this.low[image]! + this.high[image]! * 2 ** 24
  }
}

const bits = (from: number, to: number) => {
  let sum = 0
  for (let bin = from; bin <= to; bin++) sum += 2 ** bin
  return sum
}

/** Returns a range's bins as a bit mask. Null unless both ends are multiples of 0.05; other ranges split a bin. */
export function binsOf({ low, high }: { low: number; high: number }): number | null {
  const [first, last] = [scoreBin(low), scoreBin(high)]
  return first % 2 === 0 && last % 2 === 0 ? bits(first, last) : null
}
