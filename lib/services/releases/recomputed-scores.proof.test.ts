import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, it } from 'vitest'
import { singleThreadContext } from '@/lib/aggregation/kernels'
import { reassess, reassessDefaults } from '@/lib/aggregation/reassess'
import { numpyPython } from '@/lib/formats/testing/numpy-python'
import { madeRelease, type ReleaseRows, smallRelease } from '@/lib/formats/testing/release-in-memory'
import { scratchFolder } from '@/lib/formats/testing/scratch-folder'
import { validationFileName } from '@/lib/formats/validation-file-name'
import {
  classCount,
  hasReleasedFiles,
  imageCount,
  logIfMissing,
  readReleased,
  withEvidence,
} from '@/lib/services/testing/released-input'

logIfMissing('the recomputation of all scores of the default method')
const python = hasReleasedFiles ? numpyPython() : null
const scratch = scratchFolder()

/** A release of the published votes with one model, as the default method scores them. */
async function reassessedRelease(): Promise<ReleaseRows> {
  const input = await withEvidence(await readReleased())
  const { votes, candidateImage, candidateClass, candidateIsOriginal } = input
  const { score, raters, evidence, fixedClass, classParameters } = reassess(
    input,
    reassessDefaults,
    singleThreadContext,
  )
  const { probability } = raters
  const matrix = (rater: number) =>
    [0, 3].map((row) => Array.from(probability!.subarray(6 * rater + row, 6 * rater + row + 3)))
  const small = smallRelease()
  const [aClass, anImage, aCandidate, aVote, aRater] = [
    ...[small.classes[0]!, small.images[0]!, small.candidates[0]!, small.votes[0]!, small.raters[1]!],
  ] as const
  return {
    ...small,
    classes: Array.from({ length: classCount }, (_, index) => ({ ...aClass, index })),
    images: Array.from({ length: imageCount }, (_, index) => ({ ...anImage, fileName: validationFileName(index) })),
    candidates: Array.from(score, (value, at) => ({
      ...aCandidate,
      image: candidateImage[at]!,
      classIndex: candidateClass[at]!,
      isOriginal: candidateIsOriginal[at] === 1,
      score: value,
      evidence: evidence![at]!,
      golden: fixedClass![at]! < 0 ? null : fixedClass![at] === 1,
    })),
    votes: Array.from(score).flatMap((_, candidate) =>
      Array.from(votes.code.subarray(votes.itemStart[candidate], votes.itemStart[candidate + 1]), (code) => ({
        ...aVote,
        candidate,
        rater: Math.floor(code / 3),
        answer: code % 3,
      })),
    ),
    raters: Array.from({ length: votes.raterCount }, (_, rater) => ({
      ...aRater,
      rater,
      parameters: { probability: matrix(rater) },
    })),
    golden: [],
    decisions: [],
    classParameters: classParameters!,
  }
}

it.skipIf(python === null)(
  'the files of a release give the score of every published candidate again, with NumPy',
  async () => {
    const make = madeRelease(await reassessedRelease(), scratch)
    for (const format of ['votes-csv', 'raters-csv', 'decisions-csv', 'class-parameters'] as const) await make(format)
    const { path: file } = await make('candidates-csv')
    const script = path.join(process.cwd(), 'docs/loaders/recompute_scores.py')
    const out = execFileSync(python!, [script, path.dirname(file)], { encoding: 'utf8' })
    console.info(`Recomputed: ${out.trim()}`)
    const { scores, largestDifference } = JSON.parse(out)
    expect(scores).toBe(184_962)
    expect(largestDifference).toBeLessThan(1e-9)
  },
)
