import type { ReleaseClass } from '../release-rows'
import type { FileBytes, ReleaseWriting } from './release-writing'
import { csvLine, csvList, textBytes, yesOrNo } from './text-bytes'

/** The published form: a list with one list of class indices for each image, as Python's json writes it. */
export const realJsonFile = ({ release }: ReleaseWriting): FileBytes =>
  textBytes(realJsonTexts(release.source.images()))

async function* realJsonTexts(blocks: ReturnType<ReleaseWriting['release']['source']['images']>) {
  yield '['
  let isFirst = true
  for await (const block of blocks) {
    for (const { labels } of block) {
      yield `${isFirst ? '' : ', '}[${labels.join(', ')}]`
      isFirst = false
    }
  }
  yield ']'
}

export const labelsCsvColumns = [
  'image',
  'rated',
  'original_index',
  'original_id',
  'original_name',
  'label_indices',
  'label_ids',
  'label_names',
] as const

/** One line an image. Lists are JSON lists. */
export const labelsCsvFile = (writing: ReleaseWriting): FileBytes => textBytes(labelsCsvTexts(writing))

async function* labelsCsvTexts({ release }: ReleaseWriting) {
  const classOf = await release.classOf()
  yield csvLine(labelsCsvColumns)
  for await (const block of release.source.images()) {
    for (const { fileName, isRated, original, labels } of block) {
      const first = original === null ? null : classOf(original)
      const classes = labels.map(classOf)
      yield csvLine([
        ...[fileName, yesOrNo(isRated), original, first?.externalId ?? null, first?.name ?? null],
        ...[csvList(labels), csvList(classes.map(({ externalId }) => externalId)), csvList(classes.map(nameOf))],
      ])
    }
  }
}

const nameOf = ({ name }: ReleaseClass) => name
