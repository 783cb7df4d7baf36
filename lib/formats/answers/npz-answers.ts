import { answers as answerKinds } from '@/lib/domain/rating/answer'
import { FormatError } from '@/lib/formats/format-error'
import { readIds, withNpz } from '@/lib/formats/numpy/npz-reader'
import { readOneHotVotes } from '@/lib/formats/one-hot-votes'
import { readPairInfo } from '@/lib/formats/pair-info'
import { type OpenedAnswers, plainAnswer } from './file-answer'

/** Reads our own raters.npz: `ids`, `info` and `tensor` as in the published files. */
export async function openNpzAnswers(file: string): Promise<OpenedAnswers> {
  const { ids, info } = await withNpz(file, async (npz) => {
    if (!npz.names.includes('ids') && npz.names.includes('info'))
      throw new FormatError(file, 'the file', {
        expected: 'votes, with the arrays ids, info and tensor',
        found: `only ${npz.names.join(', ')}, as in scores.npz`,
        fix: 'Scores of a run are neither votes nor labels. Import labels-by-file.json or labels.csv of the same release for its labels, or raters.npz for its votes.',
      })
    return {
      ids: await readIds(npz, 'ids'),
      info: await readPairInfo(npz, { classCount: Number.MAX_SAFE_INTEGER }),
    }
  })
  const labels = Array.from(info.classIndices, String)
  async function* answers() {
    const pairCount = labels.length
    for await (const { raterIndex, answers: given } of readOneHotVotes(file, { raterCount: ids.length, pairCount })) {
      for (const [pair, answer] of given.entries()) {
        if (answer < 0) continue
        const where = `array "tensor", rater ${raterIndex}, candidate ${pair}`
        const one = plainAnswer(where, info.fileNames[pair]!, labels[pair]!, 'index')
        yield { ...one, rater: String(ids[raterIndex]), answer: answerKinds[answer]! }
      }
    }
  }
  return {
    ...{ hasRaters: true, namesOnlyPresent: false, columns: null, answers: answers() },
    fields: { image: 'info', label: 'info', answer: 'tensor' },
  }
}
