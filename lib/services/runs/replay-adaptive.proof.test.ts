import { describe, expect, it } from 'vitest'
import {
  classCount,
  hasReleasedFiles,
  logIfMissing,
  readReleased,
  withEvidence,
} from '@/lib/services/testing/released-input'
import { replayVotes } from './replay-adaptive'

logIfMissing('the proof of adaptive stopping on real votes')

describe.skipIf(!hasReleasedFiles)('stopping early on the released votes', () => {
  it('saves as many votes as promised and keeps its limits', async () => {
    const input = await withEvidence(await readReleased())
    const project = { input, classCount, unratedCount: 25_111 }
    const strict = replayVotes({ ...project, given: { limit: 0.002, seeds: 3 } })
    expect(strict).toMatchObject({ method: 'calibrated', threshold: 0.8, candidates: 184_962, votes: 924_810 })
    expect(strict.losslessSaved.mean).toBeCloseTo(0.292, 3)
    expect(strict.losslessChanged).toBe(0)
    expect(strict.bestSaved.mean).toBeGreaterThan(0.4)
    expect(strict.saved.mean).toBeGreaterThan(0.36)
    expect(strict.limitBroken).toBeLessThanOrEqual(1)
    expect(strict.accuracyMoved?.mean).toBeLessThan(0.0005)

    const loose = replayVotes({ ...project, given: { limit: 0.005, seeds: 2 } })
    expect(loose.saved.mean).toBeGreaterThan(0.45)
    expect(loose.limitBroken).toBeLessThanOrEqual(1)

    const shuffled = replayVotes({ ...project, given: { limit: 0.002, seeds: 2, shuffleRaters: true } })
    expect(shuffled.limitBroken).toBeLessThanOrEqual(1)

    const unknown = replayVotes({ ...project, given: { limit: 0.002, seeds: 1, raters: 'unknown' } })
    expect(unknown.losslessChanged).toBe(0)
    expect(unknown.saved.mean).toBeGreaterThan(0.3)

    const informative = replayVotes({ ...project, given: { limit: 0.002, seeds: 1, order: 'informative' } })
    expect(informative.saved.mean).toBeGreaterThan(strict.saved.mean)
  })
})
