import { normalizeColumn } from '@/lib/domain/data/file-role'
import { columnPosition, emptyCsv, missingColumn, readCsvRecords } from '@/lib/formats/csv'
import { FormatError, type NameProblems, type Refuse, refuseAt } from '@/lib/formats/format-error'
import {
  type ClassColumn,
  type ClassLookup,
  type ClassReader,
  classColumns,
  classReaders,
  fileColumn,
} from '@/lib/formats/name-lookup'
import {
  CoveredImages,
  type ImagePrediction,
  type PredictionScope,
  type PredictionScoreKind,
  type Predictions,
  scoreError,
} from './image-prediction'

/** The columns of one prediction: in a wide table those of a rank. */
interface EntryColumns {
  label: ClassColumn
  /** Further class columns, such as the name beside the index, which must name the same class. */
  others: ClassColumn[]
  score: { column: string; position: number } | null
}

interface Layout {
  file: { column: string; position: number }
  entries: EntryColumns[]
  isWide: boolean
  scoreKind: PredictionScoreKind | null
}

const scoreColumns = ['probability', 'logit'] as const

/** Names of columns that certainly hold scores, but do not say on which scale. */
const vagueScore = /^(?:score|confidence|conf|prob)(?:_?\d+)?$/

/** Throws FormatError for scores that would otherwise be ignored, so that the order of the rows decided. */
function refuseVagueScores(path: string, header: readonly string[]) {
  const vague = header.find((name) => vagueScore.test(normalizeColumn(name)))
  if (vague === undefined) return
  throw new FormatError(path, 'line 1', {
    expected: 'scores in a column "probability" or "logit"',
    found: `a column "${vague}"`,
    fix: 'Rename it to say what it holds. Without it, the order of the rows is the order of the classes.',
  })
}

/** Further columns of the predicted class. Beside others they must name the same class: one may be the original label. */
const comparedColumns: Record<string, ClassReader> = Object.fromEntries(
  ['class', 'prediction', 'predicted', 'predicted_class', 'predicted_label', 'pred'].map((name) => [
    name,
    classReaders.label,
  ]),
)

function layoutOf(path: string, header: readonly string[], classes: ClassLookup): Layout {
  const file = fileColumn(path, header)
  const kinds = scoreColumns.filter((kind) =>
    header.some((name) => new RegExp(`^${kind}(_?\\d+)?$`).test(normalizeColumn(name))),
  )
  if (kinds.length > 1) throw missingColumn(path, header, 'columns of either probabilities or logits')
  const scoreKind = kinds.at(0) ?? null
  if (scoreKind === null) refuseVagueScores(path, header)
  const scoreOf = (ending: string) => {
    if (scoreKind === null) return null
    const column = scoreKind + ending
    const position = columnPosition(path, header, column)
    if (position === null) throw missingColumn(path, header, `a column "${column}"`)
    return { column, position }
  }
  const entryOf = (ending: string): EntryColumns | null => {
    const readers = { ...classReaders, ...comparedColumns }
    const [label, ...others] = classColumns(path, header, classes, { ending, readers })
    return label ? { label, others, score: scoreOf(ending) } : null
  }
  const entries: EntryColumns[] = []
  for (;;) {
    const rank = entries.length + 1
    const entry = entryOf(`_${rank}`) ?? entryOf(`${rank}`)
    if (!entry) break
    entries.push(entry)
  }
  const [long] = classColumns(path, header, classes)
  if (long && entries.length > 0)
    throw new FormatError(path, 'line 1', {
      expected: 'the predicted classes in one way',
      found: `both a column "${long.column}" and a column "${entries[0]!.label.column}"`,
      fix: `Remove or rename "${long.column}" if it is the original label.`,
    })
  // A column "class" beside "label_1" is the original label.
  if (entries.length > 0) return { file, entries, isWide: true, scoreKind }
  const only = entryOf('')
  if (only) return { file, entries: [only], isWide: false, scoreKind }
  throw missingColumn(path, header, 'a column "label" or "class", or columns "label_1", "label_2" and so on')
}

/** Collects the predictions of one image, each class once, and sorts them. */
class Gathered {
  private readonly classes: number[] = []
  private readonly scores: number[] = []
  private readonly seen = new Set<number>()

  constructor(
    private readonly path: string,
    readonly image: number,
    readonly name: string,
    private readonly scoreKind: PredictionScoreKind | null,
    private readonly problems: NameProblems,
  ) {}

  /** The first empty label ends a row of a wide table. */
  addRow(fields: readonly string[], { entries, isWide }: Layout, line: number) {
    for (const entry of entries) {
      const isEmpty = isWide && fields[entry.label.position]!.trim() === ''
      if (isEmpty && entry !== entries[0]) return
      this.add(fields, entry, line)
    }
  }

  private add(fields: readonly string[], { label, others, score }: EntryColumns, line: number) {
    const refuse = refuseAt(this.path, `line ${line}`)
    const text = fields[label.position]!
    const index = label.indexOf(text)
    if (typeof index !== 'number') return this.problems.add(`line ${line}`, label.column, index)
    const other = others.find(({ position, indexOf }) => indexOf(fields[position]!) !== index)
    if (other)
      throw refuse(
        other.column,
        `the class that "${label.column}" names, "${text}"`,
        `"${fields[other.position]!}"`,
        `One of them may be the original label. Remove it, and call the column of the predicted class "label".`,
      )
    if (this.seen.size === this.seen.add(index).size)
      throw refuse(label.column, `every class of ${this.name} once`, `"${text}" twice`, 'Remove the duplicate.')
    this.classes.push(index)
    if (!score || this.scoreKind === null) return
    const written = fields[score.position]!.trim()
    const value = written === '' ? Number.NaN : Number(written)
    const wrong = scoreError(value, this.scoreKind)
    if (wrong !== null)
      throw refuse(score.column, wrong, written === '' ? 'an empty cell' : `"${written}"`, 'Correct the number.')
    this.scores.push(value)
  }

  /** The most confident first; ties, and predictions without scores, in the order of the file. */
  inOrder(): ImagePrediction {
    const { image, classes, scores } = this
    if (this.scoreKind === null) return { image, classes, scores: null }
    const order = classes.map((_, k) => k).sort((one, other) => scores[other]! - scores[one]! || one - other)
    return { image, classes: order.map((k) => classes[k]!), scores: order.map((k) => scores[k]!) }
  }
}

/** In a long table, a repeated image means that its rows are not adjacent. */
const refusingSplitImages =
  (refuse: Refuse): Refuse =>
  (field, expected, found, fix) => {
    const isAgain = expected === 'every image once'
    const together = 'Keep the rows of each image together, for example by sorting the file by "file".'
    return refuse(field, expected, found, isAgain ? together : fix)
  }

async function* rowsOf(path: string, layout: Layout, rows: ReturnType<typeof readCsvRecords>, scope: PredictionScope) {
  const covered = new CoveredImages(path, scope)
  const { problems } = covered
  let current = null as Gathered | null
  for await (const { line, fields } of rows) {
    const name = fields[layout.file.position]!
    if (layout.isWide || current?.name !== name) {
      if (current && problems.passLine()) yield current.inOrder()
      const refuse = refuseAt(path, `line ${line}`)
      const ofImage = layout.isWide ? refuse : refusingSplitImages(refuse)
      const image = covered.enter(name, line, layout.file.column, ofImage)
      current = new Gathered(path, image, name, layout.scoreKind, problems)
    }
    current.addRow(fields, layout, line)
  }
  problems.end()
  if (current) yield current.inOrder()
  covered.end()
}

/**
 * Reads predictions as CSV, as a stream. A long table has one prediction per row: `file` (or `image`), `label`, and
 * `probability` or `logit`, with the rows of an image adjacent. A wide one has one image per row: `file`, `label_1`,
 * `probability_1`, `label_2` and so on; the first empty label ends a row.
 *
 * A label is a class index, id or name, and its column may also be called `class`; in columns `class_index` or `class_id` it is that and nothing else. Several
 * columns for the class of one prediction must name the same class, as one of them may be the original label. Without scores
 * the file is that of confidence; with them it does not matter.
 */
export async function readPredictionTable(path: string, scope: PredictionScope): Promise<Predictions> {
  const rows = readCsvRecords(path)
  const header = await rows.next()
  if (header.done) throw emptyCsv(path, ['file', 'label', 'probability'])
  try {
    const layout = layoutOf(path, header.value.fields, scope.classes)
    return { scoreKind: layout.scoreKind, images: rowsOf(path, layout, rows, scope) }
  } catch (cause) {
    await rows.return()
    throw cause
  }
}
