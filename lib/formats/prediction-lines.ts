import { FormatError, reasonOf } from './format-error'
import type { ImagePrediction, PredictionScope, PredictionScoreKind, Predictions } from './image-prediction'
import { readTextLines } from './text-lines'

type Fault = (field: string | null, expected: string, found: unknown, mend: string) => FormatError

interface Line extends ImagePrediction {
  scoreKind: PredictionScoreKind | null
}

const shown = (value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value)
    ? String(value)
    : (JSON.stringify(value)?.slice(0, 80) ?? 'nothing')

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const scoreKinds = ['probability', 'logit'] as const
const kindOf = (entry: Record<string, unknown>) => scoreKinds.find((kind) => kind in entry) ?? null
const described = (kind: PredictionScoreKind | null) => (kind ? `a ${kind} of every class` : 'classes without scores')

function imageOf(entry: Record<string, unknown>, { positionOf }: PredictionScope, wrong: Fault): number {
  const field = 'file' in entry ? 'file' : 'image'
  const name = entry[field]
  if (typeof name !== 'string') throw wrong(field, "an image's file name", name, 'Add the field "file".')
  const image = positionOf.get(name)
  if (image !== undefined) return image
  throw wrong(field, 'the file name of an image of the project', name, 'Correct the name or leave the line out.')
}

function scoreOf(entry: Record<string, unknown>, kind: PredictionScoreKind, field: string, wrong: Fault): number {
  const score = entry[kind]
  const isRight = typeof score === 'number' && Math.abs(score) <= 3e38
  if (isRight && (kind === 'logit' || (score >= 0 && score <= 1))) return score
  throw wrong(`${field}.${kind}`, kind === 'logit' ? 'a number' : 'a number from 0 to 1', score, 'Correct the number.')
}

function checkedLine(entry: Record<string, unknown>, scope: PredictionScope, wrong: Fault): Line {
  const image = imageOf(entry, scope, wrong)
  const lists = Object.keys(entry).filter((key) => /^top\d+$/.test(key))
  const [name] = lists
  if (lists.length !== 1)
    throw wrong(null, 'one list of classes, such as "top5"', Object.keys(entry), 'Give each line one such field.')
  const list = entry[name]
  if (!Array.isArray(list) || list.length === 0)
    throw wrong(name, 'a list of at least one class', list, 'Give the classes, the most confident first.')

  const classes: number[] = []
  const scores: number[] = []
  const scoreKind = isObject(list[0]) ? kindOf(list[0]) : null
  for (const [rank, item] of list.entries()) {
    const field = `${name}[${rank}]`
    if (!isObject(item)) throw wrong(field, 'an object with "label"', item, 'Correct the entry.')
    const { label } = item
    if (typeof label !== 'number' || !scope.classIndices.has(label)) {
      const expected = `the index of a class of the project, at most ${Math.max(...scope.classIndices)}`
      throw wrong(`${field}.label`, expected, label, 'Correct the index or import the classes first.')
    }
    if (classes.includes(label)) throw wrong(`${field}.label`, 'every class once', label, 'Leave the repetition out.')
    classes.push(label)
    if (kindOf(item) !== scoreKind)
      throw wrong(
        field,
        `${described(scoreKind)}, as before`,
        item,
        'Give all classes the same kind of score, or none.',
      )
    if (scoreKind === null) continue
    const score = scoreOf(item, scoreKind, field, wrong)
    if (rank > 0 && score > scores[rank - 1])
      throw wrong(
        `${field}.${scoreKind}`,
        `at most ${scores[rank - 1]}, that of the class before`,
        score,
        'Put the most confident class first.',
      )
    scores.push(score)
  }
  return { image, classes, scores: scoreKind === null ? null : scores, scoreKind }
}

async function* checkedLines(path: string, scope: PredictionScope): AsyncGenerator<Line, void, undefined> {
  const lineOf = new Int32Array(scope.positionOf.size)
  let scoreKind: PredictionScoreKind | null = null
  let count = 0
  for await (const { line, text } of readTextLines(path)) {
    const wrong: Fault = (field, expected, found, mend) =>
      new FormatError({
        file: path,
        where: field === null ? `line ${line}` : `line ${line}, field "${field}"`,
        expected,
        found: shown(found),
        mend,
      })
    let entry: unknown
    try {
      entry = JSON.parse(text)
    } catch (cause) {
      throw wrong(null, 'one JSON object', reasonOf(cause), 'Mend the line.')
    }
    if (!isObject(entry)) throw wrong(null, 'one JSON object', entry, 'Mend the line.')
    const checked = checkedLine(entry, scope, wrong)
    if (lineOf[checked.image] > 0)
      throw wrong(
        'file',
        'every image once',
        `the image of line ${lineOf[checked.image]} again`,
        'Leave one of them out.',
      )
    lineOf[checked.image] = line
    if (count === 0) scoreKind = checked.scoreKind
    if (checked.scoreKind !== scoreKind)
      throw wrong(
        null,
        `${described(scoreKind)}, as in the lines before`,
        described(checked.scoreKind),
        'Give all lines the same kind of score, or none.',
      )
    count++
    yield checked
  }
  if (count === lineOf.length) return
  const missing = lineOf.indexOf(0)
  const name = Array.from(scope.positionOf).find(([, position]) => position === missing)?.[0]
  throw new FormatError({
    file: path,
    where: 'the lines',
    expected: `${lineOf.length} lines, one an image`,
    found: `${count}, none for ${name}`,
    mend: 'Add a line for every image of the project.',
  })
}

/** Predictions as JSON lines. The first line is read at once, since it tells what the scores are. */
export async function readPredictionLines(path: string, scope: PredictionScope): Promise<Predictions> {
  const lines = checkedLines(path, scope)
  const first = await lines.next()
  async function* images() {
    if (first.done) return
    yield first.value
    yield* lines
  }
  return { scoreKind: first.done ? null : first.value.scoreKind, images: images() }
}
