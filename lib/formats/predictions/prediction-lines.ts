import { fileKeys } from '@/lib/domain/data/file-role'
import { type NameProblems, type Refuse, refuseAt, shortJson } from '@/lib/formats/format-error'
import { isObject } from '@/lib/formats/json-file'
import { parsedLine, readTextLines } from '@/lib/formats/text-lines'
import {
  CoveredImages,
  type ImagePrediction,
  type PredictionScope,
  type PredictionScoreKind,
  type Predictions,
  scoreError,
} from './image-prediction'

interface Line extends ImagePrediction {
  scoreKind: PredictionScoreKind | null
}

const shown = (value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : shortJson(value)

const scoreKinds = ['probability', 'logit'] as const
const kindOf = (entry: Record<string, unknown>) => scoreKinds.find((kind) => kind in entry) ?? null
const described = (kind: PredictionScoreKind | null) => (kind ? `a ${kind} for every class` : 'classes without scores')

function scoreOf(entry: Record<string, unknown>, kind: PredictionScoreKind, prefix: string, refuse: Refuse): number {
  const score = entry[kind]
  const wrong = scoreError(score, kind)
  if (wrong === null) return score as number
  throw refuse(`${prefix}${kind}`, wrong, shown(score), 'Correct the number.')
}

/** Returns the classes of a line, the most confident first, and the prefix of their field names. */
function classList(
  entry: Record<string, unknown>,
  refuse: Refuse,
): { list: unknown[]; before: (rank: number) => string } {
  const lists = Object.keys(entry).filter((key) => /^top\d+$/.test(key))
  const name = lists[0]!
  if (lists.length === 0 && 'label' in entry) return { list: [entry], before: () => '' }
  if (lists.length !== 1)
    throw refuse(
      null,
      'one list of classes, such as "top5", or one class as "label"',
      shown(Object.keys(entry)),
      'Use exactly one of these fields on each line.',
    )
  const list = entry[name]
  if (!Array.isArray(list) || list.length === 0)
    throw refuse(name, 'a list of at least one class', shown(list), 'List the classes, most confident first.')
  return { list, before: (rank) => `${name}[${rank}].` }
}

function checkedLine(
  entry: Record<string, unknown>,
  image: number,
  { classes: lookup }: PredictionScope,
  { line, refuse, problems }: { line: number; refuse: Refuse; problems: NameProblems },
): Line {
  const { list, before } = classList(entry, refuse)
  const classes: number[] = []
  const scores: number[] = []
  const seen = new Set<number>()
  const scoreKind = isObject(list[0]) ? kindOf(list[0]) : null
  const addScore = (item: Record<string, unknown>, kind: PredictionScoreKind, prefix: string) => {
    const score = scoreOf(item, kind, prefix, refuse)
    const before = scores.at(-1)
    if (before !== undefined && score > before)
      throw refuse(
        `${prefix}${kind}`,
        `at most ${before}, the value of the previous class`,
        shown(score),
        'Sort the classes, most confident first.',
      )
    scores.push(score)
  }
  for (const [rank, item] of list.entries()) {
    const prefix = before(rank)
    const field = prefix.slice(0, -1) || null
    if (!isObject(item)) throw refuse(field, 'an object with "label"', shown(item), 'Correct the entry.')
    const { label } = item
    const index = lookup.ofValue(label)
    if (typeof index !== 'number') {
      problems.add(`line ${line}`, `${prefix}label`, index)
      continue
    }
    if (seen.size === seen.add(index).size)
      throw refuse(`${prefix}label`, 'every class once', shown(label), 'Remove the duplicate.')
    classes.push(index)
    if (kindOf(item) !== scoreKind)
      throw refuse(
        field,
        `${described(scoreKind)}, as in the first entry`,
        shown(item),
        'Give all classes the same kind of score, or none.',
      )
    if (scoreKind !== null) addScore(item, scoreKind, prefix)
  }
  return { image, classes, scores: scoreKind === null ? null : scores, scoreKind }
}

async function* checkedLines(path: string, scope: PredictionScope): AsyncGenerator<Line, void, undefined> {
  const covered = new CoveredImages(path, scope)
  let scoreKind: PredictionScoreKind | null | undefined
  for await (const { line, text } of readTextLines(path)) {
    const refuse = refuseAt(path, `line ${line}`)
    const entry = parsedLine(path, line, text)
    if (!isObject(entry)) throw refuse(null, 'one JSON object', shown(entry), 'Fix the line.')
    const field = fileKeys.find((key) => key in entry) ?? 'file'
    const image = covered.enter(entry[field], line, field, refuse)
    const checked = checkedLine(entry, image, scope, { line, refuse, problems: covered.problems })
    if (scoreKind === undefined) scoreKind = checked.scoreKind
    if (checked.scoreKind !== scoreKind)
      throw refuse(
        null,
        `${described(scoreKind)}, as in the previous lines`,
        described(checked.scoreKind),
        'Give all lines the same kind of score, or none.',
      )
    if (covered.problems.passLine()) yield checked
  }
  covered.end()
}

/** Reads predictions as JSON Lines. Reads the first line immediately, since it determines the kind of scores. */
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
