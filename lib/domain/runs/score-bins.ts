// The range of scores from 0 to 1 in parts: each multiple of 0.05 is one, and so is what lies between two of them. For each
// image a run keeps in which parts it has scores, so that lists can be filtered by a range without reading scores.

const steps = 20

/** The part in which a score lies: even for multiples of 0.05, odd between them. */
export function scoreBin(score: number): number {
  let below = Math.min(steps, Math.max(0, Math.floor(score * steps)))
  if (below < steps && score >= (below + 1) / steps) below++
  if (score < below / steps) below--
  return score === below / steps ? 2 * below : 2 * below + 1
}

/** The parts of each image as the bits of a number; `bins` gives those of one. Needs 41 bits, which a double holds exactly. */
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

/** The parts of a range that begins and ends with multiples of 0.05, as bits; null for any other, which has no whole number of parts. */
export function binsOf({ low, high }: { low: number; high: number }): number | null {
  const [first, last] = [scoreBin(low), scoreBin(high)]
  return first % 2 === 0 && last % 2 === 0 ? bits(first, last) : null
}
