import { answers } from '@/lib/domain/rating/answer'
import { wordForAsked } from '@/lib/domain/rating/answer-mode'
import { csvField, csvLine } from '../csv'
import type { SnapshotHead, SnapshotReads } from '../release-rows'
import type { LoadedSnapshot } from './loaded-snapshot'
import { type SnapshotWriting, snapshotFormat, textBytes, yesOrNo } from './release-format'

const votesCsvColumns = [
  ...['image', 'class_index', 'class_id', 'rater', 'rater_kind', 'answer'],
  ...['left_out', 'task', 'shown_at', 'rest_no', 'image_shown_ms', 'asked', 'page', 'language'],
] as const

export const pairReads = { images: ['fileName'], candidates: ['image', 'classIndex'] } as const satisfies SnapshotReads
const voteReads = {
  ...pairReads,
  votes: ['task', 'shownAt', 'isRest', 'imageShownMs', 'page', 'mode', 'language'],
  raters: ['kind', 'isLeftOut'],
} as const satisfies SnapshotReads

/** One line per vote. Raters are numbers: no release file identifies them. */
async function* voteLines({ snapshot }: SnapshotWriting<typeof voteReads>) {
  const pairs = await pairFields(snapshot)
  const raters = await snapshot.raters()
  yield csvLine(votesCsvColumns)
  for await (const block of snapshot.source.votes()) {
    let text = ''
    for (const { candidate, rater, answer, task, shownAt, isRest, imageShownMs, page, mode, language } of block) {
      const about = raters.get(rater)
      text += `${pairs(candidate)},${rater},${about?.kind ?? ''},${answers[answer]},${yesOrNo(about?.isLeftOut ?? false)}`
      text += `,${task},${shownAt ?? ''},${yesOrNo(isRest)},${imageShownMs ?? ''},${wordForAsked({ page, mode })},${page ?? ''},${language ?? ''}\n`
    }
    yield text
  }
}

/** Returns the fields that identify the pair of a line, which are repeated for each of its votes. */
export async function pairFields(
  snapshot: LoadedSnapshot<SnapshotHead, typeof pairReads>,
): Promise<(candidate: number) => string> {
  const classOf = await snapshot.classOf()
  const columns = await snapshot.candidates()
  const names = (await snapshot.images()).map(({ fileName }) => csvField(fileName))
  return (at) => {
    const classIndex = columns.classIndex[at]!
    return `${names[columns.image[at]!]},${classIndex},${csvField(classOf(classIndex).externalId)}`
  }
}

export const votesCsv = snapshotFormat({
  suffix: 'votes.csv',
  group: 'table',
  title: 'Votes (CSV)',
  about: 'One line per vote, with the rater’s number in the project.',
  marksLeftOut: true,
  reads: voteReads,
  write: (writing) => textBytes(voteLines(writing)),
})
