import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { withNpz } from '@/lib/formats/numpy/npz-reader'
import { readFloat64 } from '@/lib/formats/testing/npz'
import { readOneHotVotes } from '../one-hot-votes'
import { readPairInfo } from '../pair-info'
import type { ReleaseVote } from '../release-rows'
import { numpyPython } from '../testing/numpy-python'
import { type ReleaseRows, releaseFileBytes, smallRelease } from '../testing/release-in-memory'
import { scratchFolder } from '../testing/scratch-folder'
import { validationFileName, validationPosition } from '../validation-file-name'

const scratch = scratchFolder()
const published = join(process.cwd(), '../shared/reassessed-imagenet')
const python = existsSync(published) ? numpyPython() : null
if (!existsSync(published)) console.info(`Skipped: this needs the published files in ${published}.`)

/** A release of the published votes and scores, with raters numbered in file order. */
async function publishedRelease(): Promise<ReleaseRows> {
  const votesFile = join(published, 'raters.npz')
  const { fileNames, classIndices } = await withNpz(votesFile, (npz) => readPairInfo(npz, { classCount: 1_000 }))
  const scores = await withNpz(join(published, 'scores.npz'), (npz) => readFloat64(npz, 'tensor', [fileNames.length]))
  const small = smallRelease()
  const votes: ReleaseVote[] = []
  for await (const { raterIndex, answers } of readOneHotVotes(votesFile, { raterCount: null, pairCount: null }))
    for (let candidate = 0; candidate < answers.length; candidate++)
      if (answers[candidate]! >= 0)
        votes.push({
          candidate,
          rater: raterIndex + 1,
          answer: answers[candidate]!,
          task: 0,
          shownAt: null,
          isRest: false,
          imageShownMs: null,
          page: null,
          mode: null,
          language: null,
        })
  return {
    ...small,
    classes: Array.from({ length: 1_000 }, (_, index) => ({ ...small.classes[0]!, index })),
    images: Array.from({ length: 50_000 }, (_, index) => ({
      ...small.images[0]!,
      fileName: validationFileName(index),
    })),
    candidates: fileNames.map((name, pair) => ({
      ...small.candidates[0]!,
      image: validationPosition(name) ?? -1,
      classIndex: classIndices[pair]!,
      score: scores[pair]!,
    })),
    votes,
    golden: [],
  }
}

const script = `
import sys, numpy
for ours, theirs in zip(sys.argv[1::2], sys.argv[2::2]):
    with numpy.load(ours) as a, numpy.load(theirs) as b:
        facts = [[[n, x[n].dtype.str, x[n].shape] for n in x.files] for x in (a, b)]
        assert facts[0] == facts[1], facts
        for n in a.files:
            # Raters have other numbers here: what they answered is the same.
            assert n == 'ids' or (a[n] == b[n]).all(), (ours, n)
print('equal')
`

describe.skipIf(python === null)('a release of the published votes', () => {
  it('is written as raters.npz and scores.npz with the published names, types, shapes and values, as read by NumPy', async () => {
    const rows = await publishedRelease()
    expect(rows.votes).toHaveLength(924_810)
    const pairs: string[] = []
    for (const [format, name] of [
      ['raters-npz', 'raters.npz'],
      ['scores-npz', 'scores.npz'],
    ] as const)
      pairs.push(scratch(name, await releaseFileBytes(rows, format)), join(published, name))
    expect(execFileSync(python ?? '', ['-c', script, ...pairs], { encoding: 'utf8' }).trim()).toBe('equal')
  })
})
