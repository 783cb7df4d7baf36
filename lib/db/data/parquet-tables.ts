import type { CopySession } from '@/lib/db/session/copy-session'
import { raw, sql } from '@/lib/db/session/sql'

interface ExportedColumn {
  /** Name in the file. */
  name: string
  type: 'text' | 'int' | 'float' | 'boolean' | 'time'
  isNullable?: true
  about: string
  /** Column of the table, if its name differs. */
  of?: string
}

export interface ExportedTable {
  /** Name of the file without its extension. */
  name: string
  about: string
  /** Source of the rows. Each of its rows is one row of the file, so that nothing is joined or held in memory. */
  from: string
  columns: readonly ExportedColumn[]
}

const number = (name: string, about: string, of = `${name}_id`): ExportedColumn => ({ name, type: 'int', about, of })
const int = (name: string, about: string): ExportedColumn => ({ name, type: 'int', about })
const float = (name: string, about: string): ExportedColumn => ({ name, type: 'float', about })
const text = (name: string, about: string): ExportedColumn => ({ name, type: 'text', about })
const boolean = (name: string, about: string): ExportedColumn => ({ name, type: 'boolean', about })
const time = (name: string, about: string): ExportedColumn => ({ name, type: 'time', about })
const orNull = (column: ExportedColumn): ExportedColumn => ({ ...column, isNullable: true })

const image = number('image', 'Number of the image.')
const candidate = number('candidate', 'Number of the candidate.')
const rater = number('rater', 'Number of the rater in the project.')
const assignment = number('assignment', 'Number of the assignment.')
const run = number('run', 'Number of the run.')
const answer = int('answer', '0 no, 1 maybe, 2 yes.')

/**
 * The Parquet tables of a finished project. Numbers join the tables: `image`, `class`, `candidate`, `task`,
 * `assignment`, `rater` and `run` mean the same in each. Raters appear only as numbers, and no column has text that
 * someone wrote about a rater or as a rater.
 */
export const parquetTables: readonly ExportedTable[] = [
  {
    name: 'classes',
    about: 'Classes, those of the hierarchy included.',
    from: 'class',
    columns: [
      number('class', 'Number of the class.', 'id'),
      orNull(int('class_index', 'Index in the label files; null for a class that cannot be a label.')),
      orNull({ ...text('class_id', 'Id of the class elsewhere, such as a WordNet id.'), of: 'external_id' }),
      text('name', 'Name of the class.'),
      orNull(text('gloss', 'Description of the class.')),
    ],
  },
  {
    name: 'images',
    about: 'Images, in any order; `position` is that of the label files.',
    from: 'image',
    columns: [
      number('image', 'Number of the image.', 'id'),
      int('position', 'Position in the label files, from 0.'),
      text('file_name', 'File name of the image.'),
      orNull(number('original_class', 'Class of the original label.', 'original_class_id')),
      orNull({ ...text('sha256', 'SHA-256 of the stored image, in hex.'), of: 'content_hash' }),
      orNull(int('width', 'Width in pixels.')),
      orNull(int('height', 'Height in pixels.')),
      orNull(text('credit', 'Author of the image.')),
      orNull(text('credit_url', 'Source of the image.')),
      orNull(text('license', 'License of the image.')),
    ],
  },
  {
    name: 'candidates',
    about: 'Classes proposed for images.',
    from: 'candidate',
    columns: [
      number('candidate', 'Number of the candidate.', 'id'),
      image,
      number('class', 'Number of the class.'),
      int('position', 'Order in the files of the project, from 0.'),
      { ...boolean('original', 'Whether it is the original label of the image.'), of: 'is_original' },
      { ...int('votes', 'How many votes it has.'), of: 'vote_count' },
    ],
  },
  {
    name: 'raters',
    about: 'Raters, by number alone.',
    from: 'rater',
    columns: [
      number('rater', 'Number of the rater in the project.', 'id'),
      text('kind', 'human, panel, imported or simulated.'),
      { ...boolean('expert', 'Whether the answers establish truth.'), of: 'is_expert' },
      { ...boolean('left_out', 'Whether the votes do not count in runs.'), of: 'is_left_out' },
    ],
  },
  {
    name: 'tasks',
    about: 'Tasks: one image with the candidates that were asked about together.',
    from: 'task',
    columns: [
      number('task', 'Number of the task.', 'id'),
      number('batch', 'Number of the batch it was launched in.'),
      image,
      text('kind', 'rating, training, golden, audit, adjudication or test.'),
      orNull(int('quota', 'Raters wanted; null where there is no limit.')),
      orNull(number('class', 'The class it was asked about when rating class first; null when rating image first.')),
    ],
  },
  {
    name: 'assignments',
    about: 'Turns of raters at tasks.',
    from: 'assignment',
    columns: [
      number('assignment', 'Number of the assignment.', 'id'),
      number('task', 'Number of the task.'),
      rater,
      text('state', 'leased, submitted, skipped or expired.'),
      int('revision', 'How often it was reopened.'),
      orNull(time('leased_at', 'When it was leased, UTC; null when imported.')),
      orNull(time('submitted_at', 'When it was submitted, UTC.')),
      orNull(text('skip_reason', 'Why it was skipped.')),
      orNull(int('duration_ms', 'Milliseconds from the picture being shown to the submission.')),
      orNull(int('active_ms', 'Milliseconds of it in which the rater was active.')),
      orNull(int('image_shown_ms', 'Milliseconds the picture had been shown.')),
      orNull(text('answer_mode', 'How it was answered: each, sweep, auto, tap-yes or tap-no.')),
      orNull(number('page', 'Number of the page it was asked on when rating class first.')),
    ],
  },
  {
    name: 'shown',
    about: 'Candidates that raters were asked about. Without such a row, the absence of a vote says nothing.',
    from: 'shown_candidate',
    columns: [
      assignment,
      candidate,
      rater,
      image,
      orNull(int('position', 'Position on the screen, from 0; null when not known.')),
      orNull(int('shown_ms', 'Milliseconds it was shown.')),
      { ...boolean('rest', 'Whether it was answered as the rest.'), of: 'is_rest' },
    ],
  },
  {
    name: 'votes',
    about: 'Answers in rating tasks. Includes votes of excluded raters.',
    from: 'vote',
    columns: [image, candidate, rater, assignment, answer],
  },
  {
    name: 'votes_taken_back',
    about: 'Answers that were taken back by an undo.',
    from: 'vote_history',
    columns: [
      assignment,
      int('revision', 'The revision of the assignment that contained it.'),
      candidate,
      rater,
      answer,
      time('submitted_at', 'When it was submitted, UTC.'),
      time('reopened_at', 'When it was taken back, UTC.'),
    ],
  },
  {
    name: 'golden_answers',
    about: 'Answers that establish truth or calibrate a rater. They are not votes.',
    from: 'golden_answer',
    columns: [
      candidate,
      rater,
      text('source', 'expert, adjudication, qualification, hidden or training.'),
      answer,
      orNull(time('answered_at', 'When it was given, UTC; null when imported.')),
    ],
  },
  {
    name: 'runs',
    about: 'Aggregations of votes.',
    from: 'aggregation_run',
    columns: [
      number('run', 'Number of the run.', 'id'),
      text('method', 'Name of the method.'),
      text('parameters', 'Its parameters, as JSON.'),
      orNull(int('seed', 'Seed of its random numbers.')),
      text('code_version', 'Version of Reassess that made it.'),
      text('input_hash', 'SHA-256 of the votes, golden answers and candidates that it used.'),
      time('votes_until', 'It used the votes submitted up to here, UTC.'),
      int('vote_count', 'How many votes it used.'),
      float('threshold', 'The score at and above which a label is kept.'),
      int('label_count', 'How many labels it keeps.'),
      time('created_at', 'When it was made, UTC.'),
    ],
  },
  {
    name: 'scores',
    about: 'Scores of candidates in each run.',
    from: 'score',
    columns: [
      run,
      candidate,
      float('score', 'From 0 to 1: how strongly the run supports that the candidate applies.'),
      orNull(float('calibrated', 'Probability by the golden answers; null with too few of them.')),
      orNull(float('low', 'Lower end of the interval of the score.')),
      orNull(float('high', 'Upper end of the interval of the score.')),
      orNull(text('decision', 'adjudicated or by-hand where a person decided.')),
    ],
  },
  {
    name: 'labels',
    about: 'Labels that runs keep.',
    from: 'run_label',
    columns: [run, image, number('class', 'Number of the class.')],
  },
]

type Value = string | number | boolean | Date | null

const parsers: Record<ExportedColumn['type'], (value: string) => Value> = {
  text: (value) => value,
  int: Number,
  float: Number,
  boolean: (value) => value === 't',
  time: (value) => new Date(Number(value)),
}

/** Times are exported as milliseconds since 1970, independent of the server's settings. */
const selected = ({ name, type, of = name }: ExportedColumn) =>
  type === 'time' ? `floor(extract(epoch FROM "${of}") * 1000)` : `"${of}"`

const unescaped: Record<string, string> = { '\\t': '\t', '\\n': '\n', '\\r': '\r', '\\\\': '\\' }

function field(text: string): string | null {
  if (!text.includes('\\')) return text
  return text === '\\N' ? null : text.replace(/\\[tnr\\]/g, (code) => unescaped[code]!)
}

/** Parses the rows of a COPY in PostgreSQL's text format; chunks may end anywhere. */
async function* rowsOfText(chunks: AsyncIterable<Buffer>): AsyncGenerator<(string | null)[], void, undefined> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield line.split('\t').map(field)
  }
}

const rowsAtOnce = 8_192

/** Streams a project's rows of one of these tables, in blocks of values in column order. */
export async function* readExportedRows(
  session: CopySession,
  { from, columns }: ExportedTable,
  projectId: number,
): AsyncGenerator<Value[][], void, undefined> {
  const parse = columns.map(({ type }) => parsers[type])
  const chunks = session.copyOutText(
    sql`SELECT ${raw(columns.map(selected).join(', '))} FROM ${raw(`"${from}"`)} WHERE project_id = ${projectId}`,
  )
  let block: Value[][] = []
  for await (const row of rowsOfText(chunks)) {
    block.push(row.map((value, k) => (value === null ? null : parse[k]!(value))))
    if (block.length < rowsAtOnce) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}
