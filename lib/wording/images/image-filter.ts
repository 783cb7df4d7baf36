import type { ClassRole, ImageFilter, ImageOrder, LabelCount } from '@/lib/domain/images/image-filter'
import { flagKindWord } from './flag'

export const labelCountWord: Record<LabelCount, string> = {
  '0': 'No label',
  '1': '1 label',
  '2': '2 labels',
  '2+': '2 or more labels',
  '3+': '3 or more labels',
}

export const classRoleWord: Record<ClassRole, string> = {
  ...{ kept: 'Kept', original: 'Original', proposed: 'Proposed' },
  ...{ confirmed: 'Original, kept', lost: 'Original, dropped', gained: 'Added' },
}

export const flagChoiceWord = { any: 'Any flag', ...flagKindWord, comment: 'With a comment' } as const

export const imageOrderWord: Record<ImageOrder, string> = {
  position: 'File order',
  disagreement: 'Most disagreement first',
  threshold: 'Closest to the threshold first',
}

export interface FilterWord {
  key: string
  word: string
  /** The change that removes the filter. */
  without: Partial<ImageFilter>
}

type Words = { [K in keyof ImageFilter]?: (filter: ImageFilter, className: string | null) => string }

const eitherWord = (applies: boolean | null, yes: string, no: string) => (applies ? yes : no)

/** Labels of active filters. Other fields, such as `classAs`, belong to one of these. */
const words: Words = {
  isChanged: ({ isChanged }) => eitherWord(isChanged, 'Changed labels', 'Unchanged labels'),
  labels: ({ labels }) => (labels ? labelCountWord[labels] : ''),
  classIndex: ({ classAs, classIndex }, className) =>
    `${classRoleWord[classAs]}: ${className ?? `Unknown class ${classIndex}`}`,
  isRated: ({ isRated }) => eitherWord(isRated, 'Rated', 'Not rated'),
  score: ({ score }) => `Score from ${score?.low} to ${score?.high}`,
  disagreement: ({ disagreement }) => `Disagreement of ${disagreement} or more`,
  margin: ({ margin }) => `Within ${margin} of the threshold`,
  rater: ({ rater }) => `Rated by rater ${rater}`,
  flag: ({ flag }) => (flag && flag !== 'any' ? `Flag: ${flagChoiceWord[flag].toLowerCase()}` : 'Flagged'),
  isGolden: ({ isGolden }) => eitherWord(isGolden, 'Answered by experts', 'Not answered by experts'),
  isAdjudicated: ({ isAdjudicated }) => eitherWord(isAdjudicated, 'Adjudicated', 'Not adjudicated'),
  isExcluded: ({ isExcluded }) => eitherWord(isExcluded, 'Excluded', 'Not excluded'),
  isSent: ({ isSent }) => eitherWord(isSent, 'Waiting for experts', 'Not waiting for experts'),
  model: ({ model, isWrong }) => `${model} is ${eitherWord(isWrong, 'wrong', 'right')}`,
  name: ({ name }) => `File name: ${name}`,
}

/** Fields that are reset together with a filter. */
const companions: Partial<Record<keyof ImageFilter, Partial<ImageFilter>>> = {
  classIndex: { classAs: 'kept' },
  model: { isWrong: null },
}

/** Returns the label of each active filter. `className` is the name of the class filtered by, if there is one. */
export function filterWords(filter: ImageFilter, className: string | null): FilterWord[] {
  const set = Object.entries(words).filter(([key]) => {
    const value = filter[key as keyof ImageFilter]
    return value !== null && value !== ''
  })
  return set.map(([key, word]) => ({
    key,
    word: word(filter, className),
    without: { [key]: key === 'name' ? '' : null, ...companions[key as keyof ImageFilter] },
  }))
}
