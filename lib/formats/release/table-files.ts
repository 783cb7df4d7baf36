import { answers } from '@/lib/domain/rating/answer'
import type { ReleaseImage } from '../release-rows'
import type { FileBytes, ReleaseWriting } from './release-writing'
import { csvField, csvLine, csvList, textBytes, yesOrNo } from './text-bytes'

export const classesCsvColumns = ['class_index', 'class_id', 'name', 'other_names', 'gloss', 'path'] as const

export const classesCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(classLines(writing))

async function* classLines({ release }: ReleaseWriting) {
  yield csvLine(classesCsvColumns)
  for (const { index, externalId, name, otherNames, gloss, path } of await release.classes())
    yield csvLine([index, externalId, name, csvList(otherNames), gloss, csvList(path)])
}

export const candidatesCsvColumns = [
  ...['image', 'class_index', 'class_id', 'class_name', 'original', 'kept'],
  ...['score', 'low', 'high', 'no', 'maybe', 'yes', 'models'],
] as const

/** One line a proposed label, in the order of the project's files. */
export const candidatesCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(candidateLines(writing))

async function* candidateLines({ release }: ReleaseWriting) {
  const classOf = await release.classOf()
  const images = await release.images()
  const columns = await release.candidates()
  const counts = await release.voteCounts()
  yield csvLine(candidatesCsvColumns)
  for (let at = 0; at < columns.count; at++) {
    const { externalId, name } = classOf(columns.classIndex[at])
    yield csvLine([
      ...[images[columns.image[at]].fileName, columns.classIndex[at], externalId, name],
      ...[yesOrNo(columns.isOriginal[at]), yesOrNo(columns.isKept[at])],
      ...[columns.score[at], columns.low[at], columns.high[at]],
      ...[counts[at * 3], counts[at * 3 + 1], counts[at * 3 + 2], csvList(columns.models[at])],
    ])
  }
}

export const votesCsvColumns = [
  ...['image', 'class_index', 'class_id', 'rater', 'rater_kind', 'answer'],
  ...['left_out', 'task', 'shown_at', 'rest_no'],
] as const

/** One line a vote. Raters are numbers: no file of a release says who they were. */
export const votesCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(voteLines(writing))

async function* voteLines({ release }: ReleaseWriting) {
  const pairs = await pairFields(release)
  const raters = await release.raters()
  yield csvLine(votesCsvColumns)
  for await (const block of release.source.votes()) {
    let text = ''
    for (const { candidate, rater, answer, task, shownAt, isRest } of block) {
      const about = raters.get(rater)
      text += `${pairs(candidate)},${rater},${about?.kind ?? ''},${answers[answer]},${yesOrNo(about?.isLeftOut ?? false)}`
      text += `,${task},${shownAt ?? ''},${yesOrNo(isRest)}\n`
    }
    yield text
  }
}

/** The fields that say which pair a line is about. They are written as often as the pair has votes. */
async function pairFields(release: ReleaseWriting['release']): Promise<(candidate: number) => string> {
  const classOf = await release.classOf()
  const columns = await release.candidates()
  const names = (await release.images()).map(({ fileName }: ReleaseImage) => csvField(fileName))
  return (at) => {
    const classIndex = columns.classIndex[at]
    return `${names[columns.image[at]]},${classIndex},${csvField(classOf(classIndex).externalId)}`
  }
}

export const goldenCsvColumns = ['image', 'class_index', 'class_id', 'rater', 'expert', 'source', 'answer'] as const

/** One line a golden answer, with where it comes from. */
export const goldenCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(goldenLines(writing))

async function* goldenLines({ release }: ReleaseWriting) {
  const pairs = await pairFields(release)
  const raters = await release.raters()
  yield csvLine(goldenCsvColumns)
  for await (const block of release.source.golden())
    for (const { candidate, rater, source, answer } of block)
      yield `${pairs(candidate)},${rater},${yesOrNo(raters.get(rater)?.isExpert ?? false)},${csvField(source)},${answers[answer]}\n`
}

export const ratersCsvColumns = ['rater', 'kind', 'expert', 'left_out', 'votes', 'parameters'] as const

/** One line a rater; its parameters are JSON, as the method has them. */
export const ratersCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(raterLines(writing))

async function* raterLines({ release }: ReleaseWriting) {
  yield csvLine(ratersCsvColumns)
  for (const { rater, kind, isExpert, isLeftOut, voteCount, parameters } of (await release.raters()).values())
    yield csvLine([
      ...[rater, kind, yesOrNo(isExpert), yesOrNo(isLeftOut), voteCount],
      parameters === null || parameters === undefined ? null : JSON.stringify(parameters),
    ])
}
