import { type AnswerColumn, answerColumns } from '@/lib/domain/data/answer-format'
import { plainColumn as plain } from '@/lib/domain/data/file-role'
import { FormatError } from '@/lib/formats/format-error'
import type { ColumnNames, LabelKind } from './file-answer'

/** Column names that are recognised without a mapping, the most exact first. */
const synonyms: Record<AnswerColumn, readonly string[]> = {
  image: ['image', 'file', 'file_name', 'filename', 'image_name', 'image_id', 'picture', 'img', 'path', 'url'],
  rater: ['rater', 'rater_id', 'annotator', 'annotator_id', 'worker', 'worker_id', 'user', 'user_id', 'labeler'],
  label: ['class_id', 'class_index', 'class', 'label', 'class_name', 'category', 'category_name', 'candidate', 'tag'],
  answer: ['answer', 'vote', 'response', 'judgement', 'judgment', 'verdict', 'value'],
  time: ['time', 'timestamp', 'answered_at', 'submitted_at', 'created_at', 'date', 'datetime'],
}

const partNames: Record<AnswerColumn, string> = {
  ...{ image: 'the image', rater: 'the rater', label: 'the class', answer: 'the answer', time: 'the time' },
}

/**
 * Finds the column of each part of an answer: the given one, otherwise by name. Image and class are required; without
 * an answer column each row names a class that holds.
 */
export function findAnswerColumns(file: string, where: string, all: readonly string[], given: ColumnNames = {}) {
  const used: ColumnNames = {}
  const byName = new Map(all.map((name) => [plain(name), name]))
  for (const part of answerColumns) {
    const chosen = given[part]
    if (chosen === undefined) {
      used[part] = synonyms[part].map((name) => byName.get(name)).find((name) => name !== undefined) ?? null
    } else if (chosen === null || all.includes(chosen)) used[part] = chosen
    else
      throw new FormatError({
        ...{ file, where, expected: `a column “${chosen}” with ${partNames[part]}`, found: `only ${all.join(', ')}` },
        mend: `Name another column for ${partNames[part]}.`,
      })
  }
  for (const part of ['image', 'label'] as const) {
    if (used[part]) continue
    throw new FormatError({
      ...{
        file,
        where,
        expected: `a column with ${partNames[part]}, such as ${synonyms[part].slice(0, 4).join(', ')}`,
      },
      found: `only ${all.join(', ')}`,
      mend: `Rename the column, or state in the mapping which column has ${partNames[part]}: "columns": {"${part}": "…"}.`,
    })
  }
  return used as ColumnNames & { image: string; label: string }
}

export const labelKindOf = (column: string): LabelKind =>
  plain(column) === 'class_index' ? 'index' : plain(column) === 'class_id' ? 'id' : 'name'
