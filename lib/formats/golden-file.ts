import { type Answer, answers } from '@/lib/domain/rating/answer'
import { type CsvRow, csvStream, readCsv } from './csv'
import { FormatError, type FormatProblem, NameProblems, type Refuse, refuseAt } from './format-error'
import { ImageNames } from './image-names'
import type { LabelScope } from './label-file'

const goldenColumns = ['file', 'class', 'class_id', 'expert', 'answer', 'conclusion'] as const
const optionalColumns = ['class_index', 'class_id', 'conclusion'] as const

export interface GoldenLine {
  line: number
  /** Position of the image. */
  image: number
  /** Class index. */
  label: number
  expert: string
  answer: Answer
  conclusion: 'no' | 'yes' | null
}

const shown = (text: string) => (text.trim() === '' ? 'an empty cell' : JSON.stringify(text.slice(0, 80)))
const maxNameLength = 200

type Cells = CsvRow<'file' | 'class' | 'expert' | 'answer', (typeof optionalColumns)[number]>['values']

/** Returns the class by its id or index, if their columns are filled in. Beside them, digits in `class` are a name or id. */
function classIn({ class: name, class_id: id, class_index: index }: Cells, { classes }: LabelScope) {
  if (id?.trim()) return classes.ofId(id)
  return index?.trim() ? classes.ofIndex(index) : classes.ofText(name, id === undefined && index === undefined)
}

/** Finds the names of a line in the project; null if one is unknown, which is added to the problems. */
function namedIn(
  values: Cells,
  images: ImageNames,
  scope: LabelScope,
  add: (field: string, problem: FormatProblem) => void,
) {
  const image = images.find(values.file)
  const label = classIn(values, scope)
  if (image === undefined) add('file', images.problemOf(values.file))
  if (typeof label !== 'number') add('class', label)
  return image === undefined || typeof label !== 'number' ? null : { image, label }
}

function checkedCells(values: Cells, wrong: Refuse): Pick<GoldenLine, 'expert' | 'answer' | 'conclusion'> {
  const expert = values.expert.trim()
  if (expert === '' || expert.length > maxNameLength || /[\p{Cc}\p{Cs}]/u.test(expert)) {
    const expected = `a name of 1 to ${maxNameLength} characters without control characters`
    throw wrong('expert', expected, shown(values.expert), 'Enter the expert’s name.')
  }
  const answer = answers.find((one) => one === values.answer.trim())
  if (!answer) throw wrong('answer', 'no, maybe or yes', shown(values.answer), 'Correct the answer.')
  const conclusion = values.conclusion?.trim() ?? ''
  if (conclusion !== '' && conclusion !== 'no' && conclusion !== 'yes')
    throw wrong('conclusion', 'no, yes or an empty cell', shown(conclusion), 'Correct the conclusion.')
  return { expert, answer, conclusion: conclusion === '' ? null : conclusion }
}

/**
 * Reads experts' answers from CSV with the columns file, class (index, id or name), expert, answer (no, maybe or yes),
 * and optionally conclusion (no, yes or blank), class_index and class_id, which precede class.
 *
 * Throws FormatError with the line for a repeated answer, a pair with two conclusions, and unknown values.
 */
export async function* readGoldenFile(path: string, scope: LabelScope): AsyncGenerator<GoldenLine, void, undefined> {
  const lineOf = new Map<string, number>()
  const concluded = new Map<string, { conclusion: GoldenLine['conclusion']; line: number }>()
  const columns = ['file', 'class', 'expert', 'answer'] as const
  const problems = new NameProblems(path)
  const images = new ImageNames(scope.positionOf)
  let count = 0
  for await (const { line, values } of readCsv(path, columns, optionalColumns)) {
    count++
    const wrong = refuseAt(path, `line ${line}`)
    const named = namedIn(values, images, scope, (field, problem) => problems.add(`line ${line}`, field, problem))
    if (!named) continue
    const { image, label } = named
    const cells = checkedCells(values, wrong)
    const { expert, conclusion } = cells
    const pair = `${image}/${label}`
    const known = concluded.get(pair)
    if (known && known.conclusion !== conclusion)
      throw wrong(
        'conclusion',
        `the same conclusion on every line of the candidate: ${shown(known.conclusion ?? '')}, as on line ${known.line}`,
        shown(conclusion ?? ''),
        'Use the same conclusion on all lines of the candidate.',
      )
    concluded.set(pair, { conclusion, line })
    const place = `${pair}/${expert}`
    const earlier = lineOf.get(place)
    if (earlier !== undefined)
      throw wrong(
        'expert',
        'one answer by each expert for a candidate',
        `another answer, after the one on line ${earlier}`,
        'Remove one of them.',
      )
    lineOf.set(place, line)
    yield { line, image, label, ...cells }
  }
  problems.end()
  if (count === 0)
    throw new FormatError(path, 'the lines', {
      expected: 'at least one answer',
      found: 'none',
      fix: 'Add a line for each answer.',
    })
}

/** Writes experts' answers as CSV in the format of `readGoldenFile`. */
export const goldenFileStream = (rows: AsyncIterable<Record<(typeof goldenColumns)[number], string | null>>) =>
  csvStream(goldenColumns, rows)
