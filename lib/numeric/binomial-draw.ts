import { logGamma } from './gamma'
import type { Random } from './seeded-random'

/**
 * Draws how many of `trials` independent trials succeed.
 *
 * Source: below an expected count of 10 by the waiting times between successes (Devroye 1986, Non-Uniform Random
 *         Variate Generation, X.4.3); otherwise by transformed rejection, algorithm BTRS of Hörmann (1993), J. Stat.
 *         Comput. Simul. 46:101-110, with the exact ratio of probabilities. Both are exact except for rounding.
 * Errors: RangeError if `trials` is not a non-negative integer, or `share` is not from 0 to 1.
 * Cost:   a few draws, at most about 30 on average.
 */
export function binomialDraw(random: Random, trials: number, share: number): number {
  if (!Number.isInteger(trials) || trials < 0 || !(share >= 0 && share <= 1)) {
    throw new RangeError(`Expected a number of trials and a probability, got ${trials} and ${share}`)
  }
  if (share > 0.5) return trials - binomialDraw(random, trials, 1 - share)
  if (trials === 0 || share === 0) return 0
  return trials * share < 10 ? byWaiting(random, trials, share) : byRejection(random, trials, share)
}

function byWaiting(random: Random, trials: number, share: number): number {
  const logFailure = Math.log1p(-share)
  let used = 0
  for (let successes = 0; ; successes++) {
    used += Math.floor(Math.log1p(-random()) / logFailure) + 1
    if (used > trials) return successes
  }
}

function byRejection(random: Random, trials: number, share: number): number {
  const deviation = Math.sqrt(trials * share * (1 - share))
  const b = 1.15 + 2.53 * deviation
  const a = -0.0873 + 0.0248 * b + 0.01 * share
  const centre = trials * share + 0.5
  const alpha = (2.83 + 5.1 / b) * deviation
  const surelyBelow = 0.92 - 4.2 / b
  const logOdds = Math.log(share / (1 - share))
  const mode = Math.floor((trials + 1) * share)
  const atMode = logGamma(mode + 1) + logGamma(trials - mode + 1)
  for (;;) {
    const u = random() - 0.5
    const v = random()
    const us = 0.5 - Math.abs(u)
    const count = Math.floor(((2 * a) / us + b) * u + centre)
    if (us >= 0.07 && v <= surelyBelow) return count
    if (count < 0 || count > trials) continue
    const logRatio = atMode - logGamma(count + 1) - logGamma(trials - count + 1) + (count - mode) * logOdds
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= logRatio) return count
  }
}
