import type { ImageFilter, ImageOrder, LabelCount } from '@/lib/domain/images/image-filter'
import { flagKindWord } from './flag'

export const labelCountWord: Record<LabelCount, string> = {
  '0': 'No label',
  '1': '1 label',
  '2': '2 labels',
  '2+': '2 or more labels',
  '3+': '3 or more labels',
}

export const classPlaceWord = { kept: 'Kept', original: 'Original', proposed: 'Proposed' } as const

export const flagChoiceWord = { any: 'Any flag', ...flagKindWord, comment: 'With a comment' } as const

export const imageOrderWord: Record<ImageOrder, string> = {
  position: 'File order',
  disagreement: 'Most disagreement first',
  threshold: 'Closest to the threshold first',
}

export interface FilterWord {
  key: string
  word: string
  /** What removes it. */
  without: Partial<ImageFilter>
}

/** What a filter leaves out, a sentence each. `className` is the class filtered by, where there is such a class. */
export function filterWords(filter: ImageFilter, className: string | null): FilterWord[] {
  const { score, classIndex, rater } = filter
  const words: Array<FilterWord | null> = [
    filter.isChanged === null
      ? null
      : {
          key: 'changed',
          word: filter.isChanged ? 'Changed labels' : 'Unchanged labels',
          without: { isChanged: null },
        },
    filter.labels && { key: 'labels', word: labelCountWord[filter.labels], without: { labels: null } },
    classIndex === null
      ? null
      : {
          key: 'class',
          word: `${classPlaceWord[filter.classAs]}: ${className ?? `Unknown class ${classIndex}`}`,
          without: { classIndex: null, classAs: 'kept' },
        },
    filter.isRated === null
      ? null
      : { key: 'rated', word: filter.isRated ? 'Rated' : 'Not rated', without: { isRated: null } },
    score && { key: 'score', word: `Score from ${score.low} to ${score.high}`, without: { score: null } },
    filter.disagreement === null
      ? null
      : {
          key: 'disagreement',
          word: `Disagreement of ${filter.disagreement} or more`,
          without: { disagreement: null },
        },
    filter.margin === null
      ? null
      : { key: 'margin', word: `Within ${filter.margin} of the threshold`, without: { margin: null } },
    rater === null ? null : { key: 'rater', word: `Rated by rater ${rater}`, without: { rater: null } },
    filter.flag && {
      key: 'flag',
      word: filter.flag === 'any' ? 'Flagged' : `Flag: ${flagChoiceWord[filter.flag].toLowerCase()}`,
      without: { flag: null },
    },
    filter.isGolden === null
      ? null
      : { key: 'golden', word: filter.isGolden ? 'Golden' : 'Not golden', without: { isGolden: null } },
    filter.isAdjudicated === null
      ? null
      : {
          key: 'adjudicated',
          word: filter.isAdjudicated ? 'Adjudicated' : 'Not adjudicated',
          without: { isAdjudicated: null },
        },
    filter.model === null
      ? null
      : {
          key: 'model',
          word: `${filter.model} is ${filter.isWrong ? 'wrong' : 'right'}`,
          without: { model: null, isWrong: null },
        },
    filter.name === '' ? null : { key: 'name', word: `File name: ${filter.name}`, without: { name: '' } },
  ]
  return words.filter((word) => word !== null)
}
